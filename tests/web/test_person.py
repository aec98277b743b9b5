"""The first steps of an open vault: place, somebody who stands by, a plan, and their card."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from limen.actions.projections import State, state_of
from limen.actions.visit import Visit
from limen.actions.visiting import participant, state_adult
from limen.journal.kinds.person import AgeBand, SupportStated
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

TOKEN, PORT = "a-token", 8126
HOST = f"127.0.0.1:{PORT}"
AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


class Window:
    """A browser's window before a vault that was just made; each form comes a minute later."""

    def __init__(self, folder: Path) -> None:
        openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
        openness.mark_opened()
        start = StartAddress(60.0, lambda: 0.0)
        self.here = Visited(folder, PORT, token_digest(TOKEN), start, openness, lambda _: "")
        self.at, self.forms = AT, 0
        self.client = Client(**{KEY: self.here, "HTTP_HOST": HOST})
        self.client.cookies[self.here.cookie] = TOKEN

    def open(self, path: str) -> str:
        """The text of a page."""
        return self.client.get(path, **{"limen.moment": self.at}).content.decode()

    def send(self, path: str, **fields: object) -> tuple[int, str]:
        """The status of an answer, and where it leads or what it says."""
        self.forms += 1
        self.at += timedelta(minutes=1)
        own = {"HTTP_ORIGIN": f"http://{HOST}", "limen.moment": self.at}
        name = str(UUID(int=self.forms, version=4))
        got = self.client.post(path, {"sent": name, **fields}, **own)
        return got.status_code, got.headers.get("Location") or got.content.decode()


@pytest.fixture
def window(opened: OpenVault, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window of somebody in Berlin who said that they are 18 or over."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    state_adult(visit(opened), "web")
    return Window(opened.folder)


def visit(opened: OpenVault) -> Visit:
    return participant(ChainId(opened.id), AT, Zone("Europe/Berlin"))


def now(opened: OpenVault) -> State:
    return state_of(ChainId(opened.id))


def cards(page: str) -> list[str]:
    return re.findall(r'name="step" value="(\w+)"', page)


def test_nothing_is_chosen_for_whoever_was_never_asked(window: Window) -> None:
    page = window.open("/a/w")

    assert "selected>Choose</option>" in page
    assert "checked" not in page


@pytest.mark.parametrize(
    ("country", "age", "said"),
    [
        ("DE", "25_64", ("DE", AgeBand.FROM_25_TO_64)),
        ("GB-NIR", "18_20", ("GB-NIR", AgeBand.FROM_18_TO_20)),
        ("US-OR", "-", ("US", None)),
        ("-", "-", (None, None)),
    ],
)
def test_a_place_is_kept_as_it_was_said(
    window: Window, opened: OpenVault, country: str, age: str, said: tuple[object, object]
) -> None:
    sent = window.send("/a/w", country=country, age=age)

    person = now(opened).diary.person
    assert sent == (303, "/a/s")
    assert (person.country, person.age_band) == said


def test_a_state_with_law_of_its_own_is_kept_with_its_country(
    window: Window, opened: OpenVault
) -> None:
    window.send("/a/w", country="US-OR", age="-")

    assert now(opened).diary.person.region == "US-OR"
    page = window.open("/a/w")
    assert '<option value="US-OR" selected>United States: Oregon</option>' in page

    window.send("/a/w", country="US", age="-")

    assert now(opened).diary.person.region is None


def test_a_place_that_was_said_is_shown_again(window: Window) -> None:
    window.send("/a/w", country="DE", age="-")

    page = window.open("/a/w")

    assert '<option value="DE" selected>' in page
    assert re.search(r'name="age" value="-" id="\w+" checked', page)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose a country, or rather not say."),
        ({"country": "DE"}, "Choose an age, or rather not say."),
        ({"country": "XX", "age": "-"}, "Choose one of the answers on this page."),
        ({"country": "DE", "age": "17"}, "Choose one of the answers on this page."),
    ],
)
def test_a_place_with_a_mistake_is_not_kept(
    window: Window, opened: OpenVault, fields: dict[str, str], says: str
) -> None:
    status, page = window.send("/a/w", **fields)

    assert status == 400
    assert says in page
    assert now(opened).head.n == 1


def test_a_place_sent_twice_is_one_entry(window: Window, opened: OpenVault) -> None:
    fields = {"sent": str(UUID(int=77, version=4)), "country": "DE", "age": "-"}
    first, again = window.send("/a/w", **fields), window.send("/a/w", **fields)

    assert first == again == (303, "/a/s")
    assert now(opened).head.n == 2


def test_an_evening_that_comes_again_later_is_the_same_entry(
    window: Window, opened: OpenVault
) -> None:
    fields = {"sent": str(UUID(int=78, version=4)), **RATED}
    first, again = window.send("/t/e", **fields), window.send("/t/e", **fields)

    assert first == again == (303, "/t")
    assert len(now(opened).diary.check_ins) == 1


def test_the_page_for_a_hard_moment_shows_who_stands_by(window: Window, opened: OpenVault) -> None:
    sent = window.send("/a/s", person="Ada", message="Call me?", safety_plan="Walk.\nSleep.")

    page = window.open("/c")
    assert sent == (303, "/v")
    assert now(opened).diary.support == SupportStated(
        person="Ada", message="Call me?", safety_plan="Walk.\nSleep."
    )
    assert "Ask Ada to come or ring you." in page
    assert "<q>Call me?</q>" in page
    assert 'value="Ada"' in window.open("/a/s")


def test_nobody_has_to_be_named_and_nobody_asks_again(window: Window, opened: OpenVault) -> None:
    window.send("/a/w", country="-", age="-")

    window.send("/a/s", person="", message="", safety_plan="")

    assert now(opened).diary.support == SupportStated()
    assert cards(window.open("/t")) == ["screening"]


def test_a_name_that_is_too_long_is_told(window: Window, opened: OpenVault) -> None:
    status, page = window.send("/a/s", person="a" * 81)

    assert status == 400
    assert "Write 80 characters at most." in page
    assert now(opened).diary.support is None


def test_saving_and_leaving_goes_to_today_from_every_page(window: Window) -> None:
    first = window.send("/a/w", country="-", age="-", leave="yes")
    second = window.send("/a/s", person="Ada", leave="yes")

    assert first == second == (303, "/t")


def test_later_leads_on_to_the_next_page_and_then_to_the_evening(window: Window) -> None:
    window.here.inside.is_beginning = True
    steps = ("/a/w", "/a/s", "/v", "/a/q")

    pages = [re.search(r'href="([^"]+)"[^>]*>Later', window.open(one)) for one in steps]

    assert [page[1] for page in pages] == ["/a/s", "/v", "/a/q", "/t/e"]


def test_once_the_evening_is_saved_later_leads_to_today(window: Window) -> None:
    window.send("/t/e", **RATED)

    assert 'href="/t">Later' in window.open("/a/q")


def test_today_shows_the_next_step_until_it_is_put_off(window: Window) -> None:
    first = cards(window.open("/t"))
    put_off = window.send("/a/l", step="place")
    second = cards(window.open("/t"))
    for step in ("support", "screening", "plan", "nothing of the kind"):
        window.send("/a/l", step=step)

    assert (first, put_off, second) == (["place"], (303, "/t"), ["support"])
    assert cards(window.open("/t")) == []


def test_no_step_is_shown_where_nothing_can_be_written(window: Window) -> None:
    window.here.inside.needs_sheet = True

    assert cards(window.open("/t")) == []


def test_a_plan_of_the_first_minutes_leads_on_to_the_evening(window: Window) -> None:
    window.here.inside.is_beginning = True

    later = 'href="/t/e">Later' in window.open("/p/new")
    saved = window.send("/p/new", **PLAN)

    assert (later, saved) == (True, (303, "/t/e"))


def test_any_later_plan_leads_to_the_plans(window: Window) -> None:
    assert "Later" not in window.open("/p/new")
    assert window.send("/p/new", **PLAN) == (303, "/p")


PLAN = {
    "step": "dates",
    "question": "Do I feel calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
    "expected": "33",
    "sure": "33",
    "schedule": "one_on_two_off",
    "starts": "2026-03-16",
    "ends": "2026-04-13",
    "rests_until": "2026-05-11",
}
