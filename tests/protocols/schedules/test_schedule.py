"""Days are local dates: zones, clock changes and travel leave every schedule where it is.

Goal REL-8.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest

from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.schedules.cycle import Cycle
from limen.protocols.schedules.schedule import Schedule
from limen.terms.calendar import (
    DayStart,
    Zone,
    day_of,
    days_between,
    end_of_day,
    later_day,
    parse_instant,
    start_of_day,
)

FOUR = DayStart()
ONE_ON_TWO_OFF = Cycle((1, 0, 0))
# A leap day, two changes of clocks in each year and every end of a month lie in these 800 days.
STARTS, ENDS = date(2027, 6, 1), later_day(date(2027, 6, 1), 799)
TWENTY = (
    *("Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Los_Angeles"),
    *("America/New_York", "America/Nuuk", "America/Santiago", "America/Sao_Paulo"),
    *("America/Scoresbysund", "America/St_Johns", "Antarctica/Troll", "Asia/Beirut"),
    *("Asia/Kathmandu", "Asia/Tehran", "Atlantic/Azores", "Australia/Lord_Howe"),
    *("Europe/Berlin", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"),
)
EVERY_ZONE = sorted(available_timezones() - {"localtime", "Factory"})


def days_lived(zone: Zone, day_start: DayStart, hours: int) -> Iterator[date]:
    """The days of a person who looks at the calendar every few hours, from moments alone."""
    moment = start_of_day(STARTS, zone, day_start)
    end = end_of_day(ENDS, zone, day_start)
    while moment < end:
        yield day_of(moment, zone, day_start)
        moment += timedelta(hours=hours)


def gaps(days: list[date]) -> list[int]:
    return [days_between(one, next_one) for one, next_one in pairwise(days)]


def by_24_hours(begun: datetime, moment: datetime, pattern: tuple[int, ...]) -> bool:
    """The published mistake: the day's number by blocks of 24 hours from the first moment."""
    return pattern[(moment - begun) // timedelta(hours=24) % len(pattern)] == 1


def every_third_day_lived(zone: str, day_start: DayStart, hours: int) -> list[int]:
    """Gaps between the dose days that a person in this zone comes across."""
    dose_days = set(ONE_ON_TWO_OFF.days(STARTS, ENDS))
    lived = dict.fromkeys(days_lived(Zone(zone), day_start, hours))
    return gaps([day for day in lived if day in dose_days])


@pytest.mark.parametrize("name", TWENTY)
@pytest.mark.parametrize("day_start", [FOUR, DayStart(0, 0)], ids=str)
def test_a_person_meets_every_third_day_in_twenty_zones(name: str, day_start: DayStart) -> None:
    assert every_third_day_lived(name, day_start, hours=19) == [3] * 266


@pytest.mark.nightly
@pytest.mark.parametrize("name", EVERY_ZONE)
def test_a_person_meets_every_third_day_in_every_zone(name: str) -> None:
    assert every_third_day_lived(name, FOUR, hours=5) == [3] * 266


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_the_evening_of_a_dose_day_lies_in_that_day_in_every_zone(preset: object) -> None:
    schedule: Schedule = preset.schedule
    days = schedule.days(date(2027, 3, 20), date(2027, 4, 5))

    for name in EVERY_ZONE:
        zone = Zone(name)
        last = [end_of_day(day, zone, FOUR) - timedelta(milliseconds=1) for day in days]
        assert tuple(day_of(moment, zone, FOUR) for moment in last) == days


@pytest.mark.parametrize(
    ("zone", "begun"),
    [
        # Clocks go forward on 28 March and back on 31 October 2027.
        ("Europe/Berlin", "2027-10-30T02:00:00.000Z"),
        ("America/New_York", "2027-11-06T08:00:00.000Z"),
    ],
)
def test_blocks_of_24_hours_slip_where_clocks_change(zone: str, begun: str) -> None:
    first = parse_instant(begun)
    place, starts = Zone(zone), day_of(first, Zone(zone), FOUR)
    days = ONE_ON_TWO_OFF.days(starts, later_day(starts, 30))

    at_the_start_of_day = [start_of_day(day, place, FOUR) for day in days]

    assert [day_of(moment, place, FOUR) for moment in at_the_start_of_day] == list(days)
    mistaken = [by_24_hours(first, moment, (1, 0, 0)) for moment in at_the_start_of_day]
    assert mistaken == [True] * 11
    before = [moment - timedelta(minutes=30) for moment in at_the_start_of_day[1:]]
    assert [by_24_hours(first, moment, (1, 0, 0)) for moment in before] == [True] * 10
    assert [day_of(moment, place, FOUR) in days for moment in before] == [False] * 10


def test_a_traveller_keeps_the_dates_of_the_schedule() -> None:
    days = ONE_ON_TWO_OFF.days(date(2026, 5, 1), date(2026, 5, 31))
    journey = [
        ("2026-05-01T07:00:00.000Z", "Europe/Berlin", True),
        # Nine hours back on the clock: the first of May goes on, until four the next morning.
        ("2026-05-02T10:59:00.000Z", "America/Los_Angeles", True),
        ("2026-05-02T11:00:00.000Z", "America/Los_Angeles", False),
        # Over the date line: no third of May for this person, and the fourth is the dose day.
        ("2026-05-03T05:00:00.000Z", "America/Los_Angeles", False),
        ("2026-05-03T18:00:00.000Z", "Pacific/Auckland", True),
        # And back: the fourth of May comes again and is the same day, not another one.
        ("2026-05-04T20:00:00.000Z", "Pacific/Honolulu", True),
        ("2026-05-05T20:00:00.000Z", "Pacific/Honolulu", False),
        ("2026-05-07T20:00:00.000Z", "Pacific/Honolulu", True),
    ]

    found = [day_of(parse_instant(at), Zone(zone), FOUR) in days for at, zone, _ in journey]

    assert found == [expected for _, _, expected in journey]


def test_an_hour_after_midnight_is_still_the_dose_day() -> None:
    days = ONE_ON_TWO_OFF.days(date(2026, 5, 1), date(2026, 5, 31))
    one_at_night = datetime(2026, 5, 2, 1, 0, tzinfo=UTC)

    assert day_of(one_at_night, Zone("UTC"), FOUR) in days
    assert day_of(one_at_night, Zone("UTC"), DayStart(0, 0)) not in days
