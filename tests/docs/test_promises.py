"""The page of promises names tests that are there, and every one that runs longer in a soak."""

import re
from pathlib import Path

PAGE = "docs/reference/promises.md"
ACCEPTANCE = ("tests/journeys", "tests/soak", "tests/spec")


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
