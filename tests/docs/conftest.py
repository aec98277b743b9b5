"""What the tests of the documentation read: its pages, and the modules that write its tables."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def docs(root: Path) -> Path:
    return root / "docs"


@pytest.fixture(scope="session")
def pages(root: Path, docs: Path) -> dict[str, str]:
    """The text of every page, those beside the code included, by its path from the root."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((*root.glob("*.md"), *docs.rglob("*.md")))
    }


@pytest.fixture(scope="session")
def from_code(docs: Path, load: Callable[[Path], ModuleType]) -> ModuleType:
    return load(docs / "from_code.py")


@pytest.fixture(scope="session")
def from_published(
    docs: Path, from_code: ModuleType, load: Callable[[Path], ModuleType]
) -> ModuleType:
    assert sys.modules["from_code"] is from_code
    return load(docs / "from_published.py")
