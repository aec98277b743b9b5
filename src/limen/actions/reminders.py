"""A calendar file with neutral words that reminds every evening, and ends with the rest."""

from datetime import date, datetime, time, timedelta
from uuid import uuid5

from limen.protocols.fold import Protocols
from limen.protocols.rows_asked import holding_plan
from limen.terms.calendar import Zone
from limen.terms.errors import NotFound
from limen.terms.phrases import phrase

WORDS = phrase("Your notes are ready")
"""The only words of a reminder: they name neither a dose nor this program."""


def reminders_end(protocols: Protocols, today: date) -> date | None:
    """The last evening of the reminders: the end of the rest, or None without a plan."""
    plan = holding_plan(protocols, today)
    return plan.rest_ends if plan else None


def calendar_file(
    protocols: Protocols, today: date, at: datetime, zone: Zone, rings: time, words: str = WORDS
) -> bytes:
    """The reminders of the plan that holds, from today to the end of its rest.

    Args:
        protocols: what was planned.
        today: the local date of the person.
        at: when it is made.
        zone: the clock of the person.
        rings: when, by that clock.
        words: what it says, in the language of the person.

    Raises:
        NotFound: no plan holds today, and a reminder without an end is not made.

    Source: experience.md section 1.3.
    """
    from icalendar import Alarm, Calendar, Event

    plan = holding_plan(protocols, today)
    if plan is None:
        raise NotFound(
            "There is no protocol now, and a reminder ends with one.", fix="Plan a protocol first."
        )
    evening = datetime.combine(today, rings, zone.clock)
    last = datetime.combine(plan.rest_ends, rings, zone.clock)
    event = Event()
    event.add("uid", str(uuid5(plan.id, str(today))))
    event.add("dtstamp", at)
    event.add("summary", words)
    event.add("dtstart", evening)
    event.add("duration", timedelta(minutes=5))
    event.add("rrule", {"freq": "daily", "until": last.astimezone(at.tzinfo)})
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Notes//Notes//EN")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
