"""The note about many dose days stands on the page of a plan, and a tick says that it was read."""

import re

import pytest

from limen.reports.reading_grade import grade
from limen.screening.tables import screening_table

MANY = {
    "question": "Calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
    "expected": "33",
    "sure": "33",
    "step": "dates",
    "schedule": "one_on_two_off",
    "starts": "2026-03-16",
    "ends": "2026-06-07",
    "rests_until": "2026-07-05",
}
COUNTED = "28 microdose days in 12 weeks."
TICK = "Read the note about the number of dose days, and tick it."


def test_it_is_shown_first_then_asked_for_then_kept(window, state):
    status, page = window.send("/p/new", **MANY)
    assert (status, COUNTED in page, TICK in page) == (200, True, False)

    status, page = window.send("/p/new", **MANY, note="shown")
    assert (status, COUNTED in page, TICK in page) == (400, True, True)
    assert not state().protocols.each

    assert window.send("/p/new", **MANY, note="shown", is_read="yes")[0] == 303
    kinds = [event.payload.KIND for event in state().standing.events][-3:]
    assert kinds == ["protocol.planned", "expectancy.stated", "notice.acknowledged"]
    assert state().standing.events[-1].payload.notice == "exposure"


def test_a_plan_with_few_dose_days_has_no_note(window, state):
    few = {"ends": "2026-04-12", "rests_until": "2026-05-10"}

    assert window.send("/p/new", **{**MANY, **few})[0] == 303

    kinds = [event.payload.KIND for event in state().standing.events]
    assert "notice.acknowledged" not in kinds


@pytest.mark.parametrize("year", [2026, 2028])
def test_what_is_known_is_shown_until_its_review(window, year):
    known = screening_table().find("chronic_use")
    dates = {name: MANY[name].replace("2026", str(year)) for name in ("starts", "ends")}
    window.at = window.at.replace(year=year)

    rests = MANY["rests_until"].replace("2026", str(year))
    _, page = window.send("/p/new", **{**MANY, **dates, "rests_until": rests})

    assert COUNTED in page
    assert (known.why in page, known.say in page) == (year == 2026, year == 2026)


def test_the_note_reads_easily(window):
    _, page = window.send("/p/new", **MANY)

    card = re.search(r'aria-labelledby="note">(.*?)</section>', page, re.DOTALL)[1]
    words = re.sub(r"<[^>]+>", " ", card)
    assert grade(re.split(r"(?<=[.?!])\s", words)) <= 6
