"""SAF-7 on the pages: whoever is under 18, or has not said, has no way to a vault or an entry."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from limen.web import urls
from limen.web.openness import Openness
from limen.web.visited import KEY, Visited

ANSWERS = ("no", "", "maybe", "17", "yes ")
LEAVING = {"/lock", "/leave"}


@pytest.fixture
def paths(lived: dict[str, object], load: Callable[[Path], ModuleType], root: Path) -> list[str]:
    """An address of every pattern."""
    addresses = load(root / "tests" / "addresses.py")
    named = {**lived, **addresses.NAMED}
    return [addresses.address(pattern, named) for pattern in urls.urlpatterns]


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_page_makes_a_vault_for_whoever_is_not_of_age(
    window: object, paths: list[str], tmp_path: Path, answer: str
) -> None:
    made: list[object] = []
    folder = tmp_path / "nowhere"
    shut = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    here = window.here
    vacant = Visited(
        folder, here.port, here.token_sha256, here.start, shut, str, begin=lambda *_: made.append(1)
    )
    window.client.defaults[KEY] = vacant

    window.send("/a", adult=answer)
    lock = {"called": "Notes", "which": "offered", "words": "six words that open one vault here"}
    for path in paths:
        window.send(path, **lock)

    assert (made, folder.exists(), vacant.openness.is_open) == ([], False, False)


@pytest.mark.parametrize("answer", [None, *ANSWERS])
def test_no_page_of_an_open_vault_records_for_whoever_has_not_said_that_they_are(
    window: object, state: Callable[[], object], paths: list[str], answer: str | None
) -> None:
    window.here.inside.needs_age = True
    before = state().head
    if answer is not None:
        window.send("/a", adult=answer)
    whole = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4", "why": "ill"}

    leads = {path: window.send(path, **whole)[1] for path in paths if path not in LEAVING}

    assert state().head == before
    assert (leads["/t/e"] == "/a") is (answer != "no")  # a "no" locks it


def test_once_it_is_said_the_same_pages_record(window: object, state: Callable[[], object]) -> None:
    window.here.inside.needs_age = True
    assert window.send("/t/x", why="ill") == (303, "/a")

    window.send("/a", adult="yes")

    assert window.send("/t/x", why="ill") == (303, "/t")
    assert state().diary.person.adult
    assert len(state().diary.skipped_doses) == 1
