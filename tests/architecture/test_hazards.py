"""SAF-16: every hazard has a control that is there, and a test that fails without it.

What takes minutes is `make hazards`, which switches every control off. Here the log is read
against the tree, and how that is done is tried out on two rows, one of them guarded by nothing.
"""

import ast
import hashlib
import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.utils import translation

from limen.actions.phrases import every_phrase

GUARDED = "tests/diary/test_slips.py::test_milligrams_meant_as_grams_are_retyped"
BLIND = "tests/terms/test_amount.py::test_amounts_themselves_have_no_order"
ROW = """
[{name}]
situation = "s"
cause = "c"
harm = "h"
severity = 5
likelihood_before = 3
likelihood_after = 1
controls = ["limen.diary.slips:slip"]
goals = ["SAF-4"]
tests = ["{test}"]
removal = "h04_slip_always_none"
release = "vault"
reviewed_on = 2026-11-21
reviewed_by = "somebody"
"""


@pytest.fixture(scope="session")
def log(load: Callable[[Path], ModuleType], root: Path) -> ModuleType:
    """What reads the log; it takes the way to write a table from its neighbour."""
    load(root / "docs" / "from_code.py")
    return load(root / "docs" / "from_hazards.py")


@pytest.fixture(scope="session")
def rows(log: ModuleType) -> tuple[object, ...]:
    """The log itself."""
    return log.read_log(log.LOG.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def removals(root: Path) -> dict[str, str]:
    """Every removal by its name, with what it says of itself."""
    files = sorted((root / "tests" / "safety").glob("removals*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    parts = (part for tree in trees for part in tree.body if isinstance(part, ast.FunctionDef))
    return {part.name: ast.get_docstring(part) or "" for part in parts if part.name[0] == "h"}


def test_the_rows_are_numbered_without_a_gap(rows: tuple[object, ...]) -> None:
    """Promise: no row is dropped; one whose feature goes stays, with the reason."""
    assert [row.id for row in rows] == [f"H{n:02}" for n in range(1, len(rows) + 1)]
    assert len(rows) >= 31


def test_every_control_is_there(rows: tuple[object, ...]) -> None:
    """Promise: a control that is renamed or deleted is missed at once."""
    named = {name for row in rows for guard in row.guards for name in guard.controls}

    assert [name for name in sorted(named) if not _is_there(name)] == []


@pytest.mark.parametrize("name", ["limen.diary.slips:none", "limen.diary.none:slip"])
def test_a_control_that_is_not_there_is_found(name: str) -> None:
    """Promise: the search can find what it looks for."""
    assert not _is_there(name)


def test_every_test_is_there_and_runs_on_every_change(rows: tuple[object, ...], root: Path) -> None:
    """Promise: no hazard is guarded by a test that is gone, or that runs at night alone."""
    named = {name for row in rows for guard in row.guards for name in guard.tests}

    assert [name for name in sorted(named) if not _runs(root, name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "tests/diary/test_slips.py::test_that_is_gone",
        "tests/diary/test_gone.py::test_that_is_gone",
        "tests/spec/test_slips.py::test_a_million_texts_are_amounts_as_typed_or_refused",
    ],
)
def test_a_test_that_is_gone_or_nightly_is_found(root: Path, name: str) -> None:
    """Promise: the search can find what it looks for."""
    assert not _runs(root, name)


def test_every_removal_is_of_a_row_and_every_row_names_its_own(
    rows: tuple[object, ...], removals: dict[str, str]
) -> None:
    """Promise: nothing is switched off for nobody, and nothing twice."""
    named = [(row.id, guard.removal) for row in rows for guard in row.guards]

    assert sorted(name for _, name in named) == sorted(removals)
    assert [name for row, name in named if not name.startswith(f"{row.lower()}_")] == []
    assert [name for name, says in removals.items() if not says.endswith(".")] == []


def test_every_goal_of_a_row_is_one_that_the_page_of_promises_knows(
    rows: tuple[object, ...], root: Path
) -> None:
    """Promise: a row names no goal that nobody set."""
    page = (root / "docs" / "reference" / "promises.md").read_text(encoding="utf-8")

    named = {goal for row in rows for goal in row.goals}

    assert {goal for goal in named if not re.search(rf"\b{goal}\b", page)} == set()


def test_a_released_row_is_guarded_or_says_what_it_awaits(rows: tuple[object, ...]) -> None:
    """Promise: what has no control yet is said, and not hidden behind another one."""
    bare = [row for row in rows if row.is_released and not row.guards]

    assert [row.id for row in bare if len(row.awaits) < 40] == []
    assert [row.id for row in rows if not row.is_released and row.guards] == []


def test_words_that_are_a_control_are_those_that_were_read(rows: tuple[object, ...]) -> None:
    """Promise: a changed sentence is read again by a person, in every language."""
    said = {one.one for one in every_phrase()}
    texts = [text for row in rows for text in row.texts]

    found = {
        (text.words, language): _print_of(text.words, language)
        for text in texts
        for language, _name in settings.LANGUAGES
    }

    assert {row.id for row in rows if row.texts} == {"H03", "H14"}
    assert {text.words for text in texts} <= said
    assert found == {(t.words, code): sha for t in texts for code, sha in t.sha256.items()}


def test_the_page_prints_every_row_with_its_guards(
    log: ModuleType, rows: tuple[object, ...]
) -> None:
    """Promise: nobody edits two copies; a row of the file is a row of the page."""
    guards = [line.split(" | ")[1] for line in log.guards().splitlines()[2:]]

    assert [line[2:5] for line in log.hazards().splitlines()[2:]] == [row.id for row in rows]
    assert guards == [
        ", ".join(f"`{name}`" for name in guard.controls) for row in rows for guard in row.guards
    ]
    assert log.awaited().count("\n") - 1 == sum(bool(row.awaits) for row in rows)
    assert all(row.id in log.reviews() for row in rows)


def test_a_row_whose_feature_is_gone_is_no_longer_released(rows: tuple[object, ...]) -> None:
    """Promise: a removed feature keeps its row, and asks for no test."""
    closed = replace(rows[0], closed_on=date(2026, 11, 22))

    assert (rows[0].is_released, closed.is_released) == (True, False)


@pytest.mark.parametrize(
    ("on", "is_overdue"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2027-11-20", False),
        ("2027-11-21", False),
        ("2027-11-22", True),
        ("2028-01-01", True),
    ],
)
def test_a_row_is_read_again_within_twelve_months(
    rows: tuple[object, ...], on: str, *, is_overdue: bool
) -> None:
    """Promise: `make hazards` says which row is due; no other check asks which day it is."""
    row = replace(rows[0], reviewed_on=date(2026, 11, 21))

    assert row.is_overdue(date.fromisoformat(on)) is is_overdue


@pytest.mark.parametrize(
    ("part", "by"),
    [
        ("severity = 5", "severity = 6"),
        ("likelihood_after = 1", "likelihood_after = 4"),
        ('tests = ["a"]', "tests = []"),
        ('removal = "h04_slip_always_none"', ""),
        ('release = "vault"', 'release = "soon"'),
        ('harm = "h"', ""),
    ],
)
def test_a_row_that_is_not_whole_is_refused(log: ModuleType, part: str, by: str) -> None:
    """Promise: a row refuses to exist when it is wrong."""
    text = ROW.format(name="H01", test="a")
    assert part in text

    with pytest.raises((ValueError, KeyError)):
        log.read_log(text.replace(part, by))


def test_a_control_that_nobody_misses_is_reported(root: Path, tmp_path: Path) -> None:
    """Promise: a test that passes without its control makes the run red, another does not."""
    planted = tmp_path / "hazards.toml"
    planted.write_text(
        ROW.format(name="H01", test=GUARDED) + ROW.format(name="H02", test=BLIND), encoding="utf-8"
    )

    ran = subprocess.run(
        (sys.executable, "tools/hazards.py", "--on", "2027-11-22", "--log", str(planted)),
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    unmoved = BLIND.rpartition("::")[2]
    late = "was read on 2026-11-21, more than twelve months before 2027-11-22."
    assert ran.stdout.splitlines()[:-1] == [
        f"H01 {late}",
        f"H02 {late}",
        f"H02 is not guarded: {unmoved} passes without limen.diary.slips:slip.",
    ], ran.stderr
    assert ran.returncode == 1


def _is_there(name: str) -> bool:
    module, _, attribute = name.partition(":")
    try:
        return hasattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError:
        return False


def _runs(root: Path, name: str) -> bool:
    """Whether a test stands in its file, and is not one of the nightly ones."""
    path, _, function = name.partition("::")
    if not (root / path).is_file():
        return False
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    parts = [part for part in tree.body if isinstance(part, ast.FunctionDef)]
    found = [part for part in parts if part.name == function]
    marks = [ast.unparse(mark) for part in found for mark in part.decorator_list]
    return bool(found) and "pytest.mark.nightly" not in marks


def _print_of(words: str, language: str) -> str:
    """The first signs of the hash of words, as they are said in a language."""
    with translation.override(language):
        return hashlib.sha256(translation.gettext(words).encode()).hexdigest()[:16]
