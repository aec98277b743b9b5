"""The card about drift on Today: counted facts, three equal answers, nothing drafted beside it."""

import re
from datetime import timedelta

import pytest

from limen.journal.kinds.protocols import DriftAnswered, DriftShown, PausedWhy
from limen.reports.reading_grade import grade

BACK = "You can go back to the protocol, pause, or talk to someone."
PLANNED = {
    "question": "Calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
    "expected": "33",
    "sure": "33",
    "step": "dates",
    "schedule": "one_on_two_off",
    "starts": "2026-06-03",
    "ends": "2026-06-30",
    "rests_until": "2026-07-27",
}


@pytest.fixture
def slid(window, lived, batch):
    """The second day of the protocol, on which something was taken that it leaves free."""
    window.at += timedelta(days=2)
    told = {"day": "2026-03-04", "time": "08:12", "unit": "g", "batch": batch, "amount": "0.1"}
    window.send("/t/d", **told)
    return lived


def kinds(state):
    return [type(event.payload) for event in state().standing.events]


@pytest.mark.usefixtures("lived")
def test_a_practice_as_planned_shows_no_card(window):
    assert BACK not in window.open("/t")


@pytest.mark.usefixtures("slid")
def test_counts_and_days_stand_on_the_card(window):
    page = window.open("/t")

    assert "In the last 4 weeks: 1 unplanned day (protocol: 0)." in page
    assert BACK in page
    assert "Why do I see this?" in page
    assert page.count("<dd>Wed 4 March</dd>") == 1


@pytest.mark.usefixtures("slid")
@pytest.mark.parametrize(
    ("choice", "leads", "state_after"),
    [
        ("back_to_protocol", "/p", "running"),
        ("pause", "/p", "paused"),
        ("talk", "/j", "running"),
    ],
)
def test_each_answer_closes_it_and_is_kept(window, state, choice, leads, state_after):
    form = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"

    assert window.send("/j", choice=choice, sent=form) == (303, leads)
    assert window.send("/j", choice=choice, sent=form) == (303, leads)

    assert BACK not in window.open("/t")
    assert [kinds(state).count(kind) for kind in (DriftAnswered, DriftShown)] == [1, 1]
    (plan,) = state().protocols.each
    assert plan.state_on(window.at.date()).value == state_after
    assert all(pause.why is PausedWhy.DRIFT for pause in plan.pauses)


@pytest.mark.usefixtures("slid")
def test_it_can_be_put_off_and_answered_only_while_it_is_open(window):
    assert window.send("/j", choice="put_off") == (303, "/t")
    assert BACK not in window.open("/t")

    window.at += timedelta(days=7)
    assert BACK in window.open("/t")
    window.send("/j", choice="back_to_protocol")
    status, page = window.send("/j", choice="pause")

    assert (status, "This card was answered already." in page) == (409, True)


@pytest.mark.usefixtures("slid")
def test_an_answer_that_is_none_is_told_so(window):
    status, page = window.send("/j", choice="more")

    assert (status, "Choose one of the answers of the card." in page) == (400, True)


@pytest.mark.usefixtures("slid")
def test_no_protocol_is_drafted_while_it_is_open_put_off_or_not(window):
    window.send("/j", choice="put_off")

    answer = window.client.get("/p/new", **{"limen.moment": window.at})
    status, page = window.send("/p/new", **PLANNED)

    assert answer.status_code == status == 409
    says = "Your last weeks were not as you had planned them."
    assert says in answer.content.decode()
    assert says in page


@pytest.mark.usefixtures("lived")
def test_no_protocol_is_drafted_inside_the_rest(window, state):
    (plan,) = state().protocols.each
    window.at += timedelta(days=1)
    window.send(f"/p/{plan.id}", move="end")
    window.at += timedelta(days=10)

    answer = window.client.get("/p/new", **{"limen.moment": window.at})
    status, page = window.send("/p/new", **PLANNED)

    assert answer.status_code == status == 409
    assert "The rest of your last protocol goes on." in page


@pytest.mark.usefixtures("slid")
@pytest.mark.usefixtures("slid")
@pytest.mark.parametrize("path", ["/t", "/j"])
def test_its_words_and_those_of_the_page_to_talk_read_easily(window, path):
    page = window.open(path)

    cards = re.findall(r"<section[^>]*>(.*?)</section>", page, re.DOTALL)
    words = [re.sub(r"<[^>]+>", " ", card) for card in cards]
    assert grade([one for text in words for one in re.split(r"(?<=[.?!])\s", text)]) <= 6


def test_talking_to_someone_leads_to_the_person_the_note_and_help(window):
    window.send("/a/s", person="Ada", message="Call me?", safety_plan="")

    page = window.open("/j")

    assert "Ask Ada to come or ring you." in page
    assert all(f'href="{leads}"' in page for leads in ("/h", "/q", "/help"))
    assert "Nobody has been told." in page
