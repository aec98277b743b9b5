"""Every step of `make check` passes on the tree as it is, and fails on a deliberate break.

The commands are those of the table in `tools/check.py`; the settings are the repository's own.
"""

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Plant = Callable[[dict[str, str]], None]

PLANTED = "src/limen/terms/planted.py"
OPENING = '"""A module that was planted."""\n\n'
UNREACHED = f'{OPENING}\ndef doubled() -> int:\n    """Two."""\n    return 2\n    print("no")\n'
MISSPELT = f"{OPENING}# They will rec{'ie'}ve a letter.\n"

# What is planted, in which step it is refused, and a pattern of the words that name it there.
BREAKS: dict[str, tuple[str, dict[str, str], str]] = {
    "layout": ("format", {PLANTED: f"{OPENING}amount  =  2\n"}, r"planted\.py"),
    "unused import": ("lint", {PLANTED: f"{OPENING}import json\n"}, r"F401 .*\n.*planted\.py"),
    "chance": ("lint", {PLANTED: f"{OPENING}import random\n"}, r"TID251 .*\n.*planted\.py"),
    "early numerics": ("lint", {PLANTED: f"{OPENING}import numpy\n"}, r"TID253 .*\n.*planted\.py"),
    "room above": ("contracts", {PLANTED: f"{OPENING}import limen.store\n"}, "Imports .* BROKEN"),
    "library of a library": (
        "dependencies",
        {PLANTED: f"{OPENING}import asgiref\n"},
        r"planted\.py:3:8: DEP003",
    ),
    "library from nowhere": (
        "dependencies",
        {PLANTED: f"{OPENING}import not_there_at_all\n"},
        r"planted\.py:3:8: DEP001",
    ),
    "library of the tests": (
        "dependencies",
        {PLANTED: f"{OPENING}import hypothesis\n"},
        r"planted\.py:3:8: DEP004",
    ),
    "unreached line": ("dead-code", {PLANTED: UNREACHED}, r"planted\.py:7: unreachable code"),
    "misspelling": ("spelling", {PLANTED: MISSPELT}, r"planted\.py:3: "),
}
# Shown failing in test_type_gates.py, test_coverage_gates.py and test_docs_gate.py.
SHOWN_THERE = {"types", "pure-types", "tests", "pure-branches", "docs"}


@pytest.fixture(scope="module")
def check(root: Path, load: Callable[[Path], ModuleType]) -> ModuleType:
    return load(root / "tools" / "check.py")


@pytest.mark.parametrize("name", sorted({name for name, *_ in BREAKS.values()}))
def test_a_step_holds_without_a_break(check: ModuleType, tree: Path, name: str) -> None:
    """Promise: a gate refuses what it is there for, not the tree as it is."""
    failure = _failure(check, name, tree)

    assert failure == ""


@pytest.mark.parametrize(("name", "files", "words"), BREAKS.values(), ids=BREAKS)
def test_a_step_fails_on_its_break(
    check: ModuleType, tree: Path, plant: Plant, name: str, files: dict[str, str], words: str
) -> None:
    """Promise: no gate of `make check` is decoration."""
    plant(files)

    failure = _failure(check, name, tree)

    assert re.search(words, failure)


def test_a_library_that_nothing_imports_is_refused(
    check: ModuleType, tree: Path, plant: Plant
) -> None:
    """Promise: declared = used, in both directions."""
    settings = (tree / "pyproject.toml").read_text(encoding="utf-8")

    plant({"pyproject.toml": settings.replace("\ndependencies = [", '\ndependencies = ["attrs",')})

    assert "DEP002 'attrs'" in _failure(check, "dependencies", tree)


def test_every_step_has_a_break(check: ModuleType) -> None:
    """Promise: a new step of `make check` comes with the proof that it can fail."""
    shown = {name for name, *_ in BREAKS.values()} | SHOWN_THERE

    assert shown == {step.name for step in check.STEPS}


def _failure(check: ModuleType, name: str, folder: Path) -> str:
    """What a failing step says; nothing when it holds."""
    step = next(step for step in check.STEPS if step.name == name)
    ended = check.outcome(step, folder, {"PYTHONPATH": str(folder / "src")})
    return ended.says if ended.status else ""
