"""What the architecture tests read: every written file, and a copy in which they break things."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Folders with code that people write; the code of the documentation builds it.
CODE = ("src", "tests", "tools", "bench", "docs")


@pytest.fixture(scope="session")
def code(root: Path) -> dict[str, str]:
    """The text of every Python file in the folders of code, by its path from the root."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for folder in CODE
        for path in sorted((root / folder).rglob("*.py"))
    }


@pytest.fixture(scope="session")
def source(code: dict[str, str]) -> dict[str, str]:
    """The part of `code` that is shipped: the package itself."""
    return {path: text for path, text in code.items() if path.startswith("src/")}


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of code, documentation and settings, beside the same environment, to break things."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in CODE:
        made = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / folder, copy / folder, ignore=made)
    for path in (*root.glob("*.md"), *root.glob("*.toml")):
        shutil.copyfile(path, copy / path.name)
    (copy / ".venv").symlink_to(root / ".venv")
    return copy


@pytest.fixture
def plant(tree: Path) -> Iterator[Callable[[dict[str, str]], None]]:
    """Write or change files of the copy; what was there before comes back afterwards."""
    before: dict[Path, str | None] = {}

    def planted(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tree / name
            before[path] = path.read_text(encoding="utf-8") if path.exists() else None
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    yield planted

    for path, text in before.items():
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
