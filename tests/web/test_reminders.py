"""The page of the reminders and its file."""

from datetime import timedelta

import icalendar
import pytest

PLAN = {
    "step": "dates",
    "question": "Am I calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
    "expected": "33",
    "sure": "33",
    "hoped": "",
    "schedule": "one_on_two_off",
    "starts": "2026-03-02",
    "ends": "2026-03-29",
    "rests_until": "2026-04-26",
}


@pytest.fixture
def planned(window) -> None:
    """A plan that was made on the day before."""
    window.at -= timedelta(days=1)
    window.send("/p/new", **PLAN)
    window.at += timedelta(days=1)


def test_without_a_plan_the_page_leads_to_one(window):
    page = window.open("/k")

    assert "A reminder ends with the rest of a protocol, and you have none now." in page
    assert "/k.ics" not in page
    assert window.client.get("/k.ics").status_code == 404


@pytest.mark.usefixtures("planned")
def test_the_page_says_what_rings_and_until_when(window):
    page = window.open("/k")

    assert "<p>Your notes are ready</p>" in page
    assert "Every evening at 20:30" in page
    assert "They stop by themselves after April 26, 2026" in page
    assert "The time is that of Europe/Berlin." in page


@pytest.mark.usefixtures("planned")
def test_the_file_has_a_neutral_name_and_can_be_read_back(window):
    answer = window.client.get("/k.ics", **{"limen.moment": window.at})

    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.ics"'
    assert str(event["summary"]) == "Your notes are ready"
    assert event["dtstart"].dt.isoformat() == "2026-03-02T20:30:00+01:00"


def test_more_leads_to_the_reminders(window):
    assert '<a href="/k">Reminders</a>' in window.open("/o")
