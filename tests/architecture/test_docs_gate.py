"""The step that builds the documentation passes on a page, and fails on a link to nowhere.

Under the repository's own settings and extensions, on one page, because all pages take long;
tests/docs builds them.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PAGE = "# One page\n\n```{from-code} exit-codes\n```\n"
NOWHERE = f"{PAGE}\nSee {{doc}}`a-page-that-is-not-there`.\n"
BROKEN_TABLE = PAGE.replace("exit-codes", "no-such-table")


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings and the extensions of the documentation, without its pages."""
    empty = tmp_path_factory.mktemp("empty")
    (empty / "docs").mkdir()
    for path in (root / "pyproject.toml", *(root / "docs").glob("*.py")):
        shutil.copyfile(path, empty / path.relative_to(root))
    return empty


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (PAGE, "^$"),
        (NOWHERE, r"index\.md:6: .*a-page-that-is-not-there"),
        (BROKEN_TABLE, r"index\.md:3: .*not no-such-table"),
    ],
    ids=["holds", "link to nowhere", "no such table"],
)
def test_a_page_is_built_and_its_breaks_are_refused(
    root: Path,
    load: Callable[[Path], ModuleType],
    tree: Path,
    plant: Callable[[dict[str, str]], None],
    page: str,
    words: str,
) -> None:
    """Promise: what the documentation leads to is there, and what it reads from the code too."""
    check = load(root / "tools" / "check.py")
    step = next(step for step in check.STEPS if step.name == "docs")
    plant({"docs/index.md": page})

    ended = check.outcome(step, tree, {"PYTHONPATH": str(root / "src")})

    assert (ended.status == 0) == (page == PAGE)
    assert re.search(words, ended.says)
