"""The steps that run tests fail on a failing test, on a warning and on an untested branch.

They are shown on a little package under the repository's own settings, because they run every test.

Goal REL-18.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

NAMES = ("tests", "pure-branches")
PACKAGE = {
    "src/limen/__init__.py": "",
    "src/limen/settings/__init__.py": "",
    "src/limen/settings/vault.py": "USE_TZ = True\n",
    "src/limen/terms/__init__.py": "",
    "src/limen/terms/signs.py": "def sign(number):\n    return '-' if number < 0 else '+'\n\n\n"
    "def size(number):\n    if number < 0:\n        return -number\n    return number\n",
}
IMPORTS = "import warnings\n\nfrom limen.terms.signs import sign, size\n\n\n"
BOTH_SIDES = "def test_both_sides():\n    assert (sign(-1), size(-1), size(1)) == ('-', 1, 1)\n"
ONE_SIDE = "def test_one_side():\n    assert (sign(-1), size(-1)) == ('-', 1)\n"
WRONG = "\n\ndef test_wrong():\n    assert size(1) == 2\n"
WARNED = "\n\ndef test_warned():\n    warnings.warn('old', DeprecationWarning)\n"


@pytest.fixture
def gate(
    root: Path, load: Callable[[Path], ModuleType], tmp_path: Path
) -> Callable[[str], list[str]]:
    """Run the steps of tests on the little package; what they say where they fail."""
    check = load(root / "tools" / "check.py")
    shutil.copyfile(root / "pyproject.toml", tmp_path / "pyproject.toml")

    def run(tests: str) -> list[str]:
        for name, text in {**PACKAGE, "tests/test_signs.py": IMPORTS + tests}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        also = {"PYTHONPATH": str(tmp_path / "src")}
        steps = [_in_one_process(step) for step in check.STEPS if step.name in NAMES]
        ended = [check.outcome(step, tmp_path, also) for step in steps]
        return [one.says if one.status else "" for one in ended]

    return run


def test_every_branch_tested_passes(gate: Callable[[str], list[str]]) -> None:
    """Promise: the steps refuse what is wrong, not everything."""
    says = gate(BOTH_SIDES)

    assert says == ["", ""]


def test_an_untested_branch_is_refused(gate: Callable[[str], list[str]]) -> None:
    """Promise: 95 % of the package, every branch of the pure rooms."""
    package, pure = gate(ONE_SIDE)

    assert "Required test coverage of 95.0% not reached" in package
    assert "src/limen/terms/signs.py" in pure


def test_a_failing_test_and_a_warning_are_refused(gate: Callable[[str], list[str]]) -> None:
    """Promise: warnings are errors."""
    says, _ = gate(BOTH_SIDES + WRONG + WARNED)

    assert "2 failed, 1 passed" in says


def _in_one_process(step: Any) -> Any:
    """The same step without a second process, which would take longer than these few tests."""
    return replace(step, command=tuple("0" if part == "2" else part for part in step.command))
