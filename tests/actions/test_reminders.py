"""The calendar file is neutral, keeps the evening of its place, and ends by itself."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import icalendar
import pytest

from limen.actions.reminders import calendar_file, reminders_end
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.standing import Standing
from limen.protocols.fold import Protocols, protocols
from limen.terms.calendar import Zone
from limen.terms.errors import NotFound
from limen.terms.identifiers import EventId

TODAY, AT, BERLIN = date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC), Zone("Europe/Berlin")
EVENING = time(20, 30)


@pytest.fixture
def planned() -> Protocols:
    """A plan from 2 March to 29 March, with a rest until 26 April."""
    name = EventId(UUID(int=1))
    event = Standing(
        1, name, TODAY, AT, "UTC", "participant", "web", None, ProtocolPlanned.example()
    )
    return protocols([event])


@pytest.fixture
def made(planned) -> bytes:
    """The file of that plan."""
    return calendar_file(planned, TODAY, AT, BERLIN, EVENING)


def test_it_rings_every_evening_of_the_plan_and_its_rest(made):
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")

    starts, until = event["dtstart"].dt, event["rrule"]["until"][0]
    assert starts == datetime(2026, 3, 2, 20, 30, tzinfo=BERLIN.clock)
    assert until == datetime(2026, 4, 26, 20, 30, tzinfo=BERLIN.clock)
    assert event["rrule"]["freq"] == ["DAILY"]
    assert event["duration"].dt == timedelta(minutes=5)


def test_its_words_are_neutral(made):
    text = made.decode().casefold()

    words = re.findall(r"^(?:summary|description|prodid):(.*?)\r$", text, re.MULTILINE)
    assert words == ["-//notes//notes//en", "your notes are ready", "your notes are ready"]
    for word in ("limen", "dose", "capsule", "take", "micro", "protocol"):
        assert word not in text


def test_it_carries_the_rules_of_its_zone(made):
    (zone,) = icalendar.Calendar.from_ical(made).walk("VTIMEZONE")

    assert zone["tzid"] == "Europe/Berlin"


def test_it_rings_by_itself(made):
    (alarm,) = icalendar.Calendar.from_ical(made).walk("VALARM")

    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(0))


def test_the_same_day_makes_the_same_file(planned, made):
    assert calendar_file(planned, TODAY, AT, BERLIN, EVENING) == made


def test_the_end_is_that_of_the_rest(planned):
    assert reminders_end(planned, TODAY) == date(2026, 4, 26)
    assert reminders_end(planned, date(2026, 4, 27)) is None


def test_without_a_plan_there_is_no_reminder():
    with pytest.raises(NotFound, match="no protocol now"):
        calendar_file(Protocols(), TODAY, AT, BERLIN, EVENING)
