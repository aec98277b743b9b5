"""The page of promises names tests that are there, and every one that runs longer in a soak."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

PAGE = "docs/reference/promises.md"
ACCEPTANCE = ("tests/journeys", "tests/soak", "tests/spec")
GOALS = {"SAF": 16, "SEC": 17, "BLD": 14, "REL": 19}
"""How many goals of each kind are set; those of the hub are among them."""
ID = re.compile(r"(?:SAF|SEC|BLD|REL)-[0-9]+")
LATER = "## Not measured, or later"


def test_every_test_that_is_named_is_there(root: Path) -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (root / PAGE).read_text(encoding="utf-8")))

    assert {name for name in named if not (root / name).is_file()} == set()
    assert len(named) > 10


def test_every_nightly_test_of_what_was_accepted_is_named(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")

    nightly = {
        path.relative_to(root).as_posix()
        for folder in ACCEPTANCE
        for path in (root / folder).rglob("test_*.py")
        if "mark.nightly" in path.read_text(encoding="utf-8")
    }

    assert {name for name in nightly if f"`{name}`" not in page} == set()
    assert "tests/soak/test_unlock_time.py" in nightly


def test_every_goal_has_a_test_or_the_reason_why_it_has_none(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")
    promised, _, later = page.partition(LATER)

    tested = [goal for goal, _ in _rows(promised)]
    reasons = [goal for goal, _ in _rows(later)]

    expected = {f"{kind}-{n}" for kind, most in GOALS.items() for n in range(1, most + 1)}
    assert set(tested) | set(reasons) == expected
    assert set(tested) & set(reasons) == set()
    assert len(reasons) == len(set(reasons))


def test_every_test_of_a_goal_carries_its_number(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8").partition(LATER)[0]

    bare = [
        f"{goal}: {file}"
        for goal, row in _rows(page)
        for file in re.findall(r"`(tests/[\w/]+\.py)`", row)
        if goal not in ID.findall((root / file).read_text(encoding="utf-8").split('"""')[1])
    ]

    assert bare == []


def test_a_goal_is_read_from_the_first_cell_alone() -> None:
    table = "| SEC-1, SEC-2 | see SEC-5 | `tests/a.py` |\n| Goal | |\nSEC-7\n"

    assert [goal for goal, _ in _rows(table)] == ["SEC-1", "SEC-2"]


def _rows(page: str) -> Iterator[tuple[str, str]]:
    """Each goal of a table with its row."""
    rows = (line for line in page.splitlines() if line.startswith("| "))
    return chain.from_iterable(
        ((goal, row) for goal in ID.findall(row.split("|")[1])) for row in rows
    )
