"""The steps that check types pass on empty rooms, and fail on a function without types.

Under the repository's own settings, in the rooms as they open, because types of all code take long.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOMS = ("__init__.py", "settings/vault.py", "store/apps.py")
UNTYPED = (
    '"""A module that was planted."""\n\n\n'
    'def doubled(amount):\n    """Twice the amount."""\n    return amount * 2\n'
)
LOOSE = (
    '"""A module that was planted."""\n\nimport json\n\n\n'
    'def read(text: str) -> int:\n    """A number."""\n    return json.loads(text)["number"]\n'
)
UNEXPLAINED = "number: int = 'one'  # type: ignore\n"
PLANTED = {
    "src/limen/journal/untyped.py": UNTYPED,
    "src/limen/store/loose.py": LOOSE,
    "src/limen/store/unexplained.py": UNEXPLAINED,
    "src/limen/store/untyped.py": UNTYPED,
}
# By step, what it must find of that; pyright looks at pure rooms alone.
REFUSED = {
    "types": (
        r"journal/untyped\.py:4: .*no-untyped-def",
        r"store/loose\.py:8: .*no-any-return",
        r"store/unexplained\.py:1: .*ignore-without-code",
        r"store/untyped\.py:4: .*no-untyped-def",
    ),
    "pure-types": (r"journal/untyped\.py:4:13 .*reportMissingParameterType",),
}


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings and the rooms with nothing in them, beside the same environment."""
    empty = tmp_path_factory.mktemp("empty")
    shutil.copyfile(root / "pyproject.toml", empty / "pyproject.toml")
    for path in (path for name in ROOMS for path in (root / "src").rglob(name)):
        target = empty / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (empty / ".venv").symlink_to(root / ".venv")
    return empty


@pytest.mark.parametrize(("name", "refused"), REFUSED.items())
def test_what_has_no_type_is_refused(
    root: Path,
    load: Callable[[Path], ModuleType],
    tree: Path,
    plant: Callable[[dict[str, str]], None],
    name: str,
    refused: tuple[str, ...],
) -> None:
    """Promise: mypy strict everywhere, pyright strict in pure rooms."""
    check = load(root / "tools" / "check.py")
    step = next(step for step in check.STEPS if step.name == name)
    also = {"PYTHONPATH": str(tree / "src")}
    before = check.outcome(step, tree, also)

    plant(PLANTED)
    after = check.outcome(step, tree, also)

    assert before.status == 0, before.says
    assert after.status != 0
    assert [words for words in refused if not re.search(words, after.says)] == []
