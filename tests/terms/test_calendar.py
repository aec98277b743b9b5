"""The person's days: each moment lies in exactly one, whatever the clocks do. Goal REL-8."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.calendar import (
    DayStart,
    Zone,
    day_hours,
    day_of,
    end_of_day,
    instant_text,
    moments_shown,
    parse_day,
    parse_instant,
    require_day,
    start_of_day,
    whole_milliseconds,
)
from limen.terms.errors import BadInput

FOUR = DayStart()
MIDNIGHT = DayStart(0, 0)
MILLISECOND = timedelta(milliseconds=1)
DAY = timedelta(days=1)
FIRST, LAST = date(2020, 1, 1), date(2036, 1, 1)

# Zones with the oddest clocks: jumps at midnight, of half an hour, of two hours, of a whole day.
ODD = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Los_Angeles",
    "America/Nuuk",
    "America/Scoresbysund",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Tehran",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
)
NAMES = sorted(available_timezones() - {"localtime", "Factory"})
ZONES = st.sampled_from(ODD) | st.sampled_from(NAMES)
STARTS = st.builds(lambda minutes: DayStart(*divmod(minutes, 60)), st.integers(0, 360))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis adds the zone


def at(text: str) -> datetime:
    return parse_instant(text)


def wall(moment: datetime, zone: Zone) -> datetime:
    return moment.astimezone(zone.clock).replace(tzinfo=None)


def clock_changes(zone: Zone) -> Iterator[date]:
    """The UTC dates in 2020 to 2035 on which the zone's distance to UTC changes."""
    day = datetime(2020, 1, 1, tzinfo=UTC)
    while day.date() < LAST:
        if day.astimezone(zone.clock).utcoffset() != (day + DAY).astimezone(zone.clock).utcoffset():
            yield day.date()
        day += DAY


def assert_days_tile_time(zone: Zone, first: date, last: date, day_start: DayStart) -> None:
    """Each day ends where the next begins, and a moment on either side lies in its own day."""
    day, begins = first, start_of_day(first, zone, day_start)
    while day < last:
        ends = end_of_day(day, zone, day_start)
        assert begins < ends == start_of_day(day + DAY, zone, day_start)
        assert day_of(begins, zone, day_start) == day_of(ends - MILLISECOND, zone, day_start) == day
        day, begins = day + DAY, ends


@given(MOMENTS, ZONES, STARTS)
def test_a_moment_lies_in_exactly_one_day(moment: datetime, name: str, day_start: DayStart) -> None:
    zone = Zone(name)

    day = day_of(moment, zone, day_start)

    around = [day + offset * DAY for offset in range(-2, 3)]
    assert [
        candidate
        for candidate in around
        if start_of_day(candidate, zone, day_start)
        <= moment
        < end_of_day(candidate, zone, day_start)
    ] == [day]


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=30)), ZONES, STARTS)
def test_days_never_go_back(
    moment: datetime, later: timedelta, name: str, day_start: DayStart
) -> None:
    zone = Zone(name)

    days = day_of(moment, zone, day_start), day_of(moment + later, zone, day_start)

    assert days[0] <= days[1]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("day_start", [MIDNIGHT, DayStart(1, 30), DayStart(2, 30), FOUR], ids=str)
def test_days_tile_time_where_clocks_change(name: str, day_start: DayStart) -> None:
    zone = Zone(name)

    for change in list(clock_changes(zone))[:6]:
        assert_days_tile_time(zone, change - 2 * DAY, change + 3 * DAY, day_start)


@pytest.mark.nightly
@pytest.mark.parametrize("name", NAMES)
def test_days_tile_time_in_every_zone(name: str) -> None:
    for day_start in (MIDNIGHT, DayStart(1, 30), DayStart(2, 30), FOUR, DayStart(6, 0)):
        assert_days_tile_time(Zone(name), FIRST, LAST, day_start)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("day_start", [MIDNIGHT, DayStart(1, 30), DayStart(2, 30)], ids=str)
def test_a_day_begins_when_the_clock_first_shows_its_start(name: str, day_start: DayStart) -> None:
    """The slow form: the latest time that the clock has shown yet says which day it is."""
    zone = Zone(name)
    shift = timedelta(hours=day_start.hour, minutes=day_start.minute)

    for change in list(clock_changes(zone))[:2]:
        latest = datetime.min  # noqa: DTZ901 -- compared with what a clock on the wall shows
        moment = datetime(change.year, change.month, change.day, tzinfo=UTC) - DAY
        for _ in range(4 * 24 * 4):
            latest = max(latest, wall(moment, zone))
            assert day_of(moment, zone, day_start) == (latest - shift).date()
            moment += timedelta(minutes=15)


@pytest.mark.parametrize(
    ("name", "day", "day_start", "begins", "hours"),
    [
        ("Europe/Berlin", "2026-03-02", FOUR, "2026-03-02T03:00:00.000Z", 24.0),
        # The night in which clocks go forward, and back, belongs to the day before.
        ("Europe/Berlin", "2026-03-28", FOUR, "2026-03-28T03:00:00.000Z", 23.0),
        ("Europe/Berlin", "2026-10-24", FOUR, "2026-10-24T02:00:00.000Z", 25.0),
        ("Australia/Lord_Howe", "2026-04-04", FOUR, "2026-04-03T17:00:00.000Z", 24.5),
        # No such time: 02:30 is jumped over, so the day begins with the jump.
        ("Europe/Berlin", "2026-03-29", DayStart(2, 30), "2026-03-29T01:00:00.000Z", 23.5),
        ("Africa/Cairo", "2026-04-24", MIDNIGHT, "2026-04-23T22:00:00.000Z", 23.0),
        # Twice: the first 02:30 counts.
        ("Europe/Berlin", "2026-10-25", DayStart(2, 30), "2026-10-25T00:30:00.000Z", 25.0),
        ("America/Havana", "2026-11-01", MIDNIGHT, "2026-11-01T04:00:00.000Z", 25.0),
        # Samoa had no 30 December 2011.
        ("Pacific/Apia", "2011-12-30", MIDNIGHT, "2011-12-30T10:00:00.000Z", 0.0),
        ("Pacific/Apia", "2011-12-31", MIDNIGHT, "2011-12-30T10:00:00.000Z", 24.0),
    ],
)
def test_days_begin_and_last_as_in_a_hand_made_table(
    name: str, day: str, day_start: DayStart, begins: str, hours: float
) -> None:
    zone = Zone(name)

    assert instant_text(start_of_day(parse_day(day), zone, day_start)) == begins
    assert day_hours(parse_day(day), zone, day_start) == hours


def test_a_skipped_day_holds_no_moment() -> None:
    zone = Zone("Pacific/Apia")
    jump = at("2011-12-30T10:00:00.000Z")

    assert day_of(jump - MILLISECOND, zone, MIDNIGHT) == date(2011, 12, 29)
    assert day_of(jump, zone, MIDNIGHT) == date(2011, 12, 31)


def test_an_hour_shown_twice_does_not_bring_back_the_day_before() -> None:
    zone = Zone("Europe/Berlin")
    start = DayStart(2, 30)

    times = ["00:29:59.999", "00:30:00.000", "01:00:00.000", "01:29:59.999", "01:30:00.000"]
    days = [day_of(at(f"2026-10-25T{time}Z"), zone, start).day for time in times]

    assert days == [24, 25, 25, 25, 25]


def test_a_late_evening_in_los_angeles_is_on_no_day_the_date_of_utc() -> None:
    zone = Zone("America/Los_Angeles")
    days = [FIRST + offset * DAY for offset in range(0, 16 * 365, 5)]

    moments = [
        datetime(day.year, day.month, day.day, 23, 30, tzinfo=zone.clock).astimezone(UTC)
        for day in days
    ]

    assert [day_of(moment, zone, FOUR) for moment in moments] == days
    assert [moment.date() - day for moment, day in zip(moments, days, strict=True)] == [
        DAY for _ in days
    ]


def test_a_moment_is_read_in_any_zone_alike() -> None:
    berlin = Zone("Europe/Berlin")
    second = datetime(2026, 10, 25, 2, 45, tzinfo=berlin.clock, fold=1)

    assert day_of(second, berlin, FOUR) == day_of(second.astimezone(UTC), berlin, FOUR)
    assert instant_text(second) == "2026-10-25T01:45:00.000Z"


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-05-01T07:00:00.000Z", "Europe/Berlin", "2026-05-01"),
        # In the air for eleven hours, and nine hours back on the clock.
        ("2026-05-01T21:30:00.000Z", "America/Los_Angeles", "2026-05-01"),
        ("2026-05-02T06:30:00.000Z", "America/Los_Angeles", "2026-05-01"),
        # Over the date line: for this person no day is the third of May.
        ("2026-05-03T05:00:00.000Z", "America/Los_Angeles", "2026-05-02"),
        ("2026-05-03T18:00:00.000Z", "Pacific/Auckland", "2026-05-04"),
        # And back: the fourth of May goes on in Honolulu.
        ("2026-05-04T12:00:00.000Z", "Pacific/Auckland", "2026-05-04"),
        ("2026-05-04T20:00:00.000Z", "Pacific/Honolulu", "2026-05-04"),
    ],
)
def test_a_traveller_has_the_days_of_the_place(moment: str, zone: str, day: str) -> None:
    assert day_of(at(moment), Zone(zone), FOUR) == parse_day(day)


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "Asia/Kolkata", "US/Pacific"])
def test_a_zone_keeps_the_name_that_was_stated(name: str) -> None:
    zone = Zone(name)

    assert zone.name == zone.clock.key == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "europe/berlin",
            "Europe/Berlim",
            "America",
            "CEST",
            "+02:00",
            "localtime",
            "Factory",
        ),
        *(
            "../Europe/Berlin",
            "/etc/localtime",
            "posix/UTC",
            "right/UTC",
            "UTC ",
            "a\0b",
            "x" * 999,
        ),
    ],
)
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        Zone(name)

    assert refused.value.says == "Limen does not know this zone."
    assert refused.value.fix == "Write its name like Europe/Berlin or America/Los_Angeles."
    assert refused.value.at == "zone"


@given(STARTS)
def test_a_day_start_is_read_as_it_is_written(day_start: DayStart) -> None:
    assert DayStart.parse(str(day_start)) == day_start


def test_a_day_begins_at_four_unless_somebody_says_otherwise() -> None:
    assert str(DayStart()) == "04:00"


@pytest.mark.parametrize(
    "text", ["", "4:00", "06:01", "23:59", "24:00", "04:60", "04:00:00", "0400", "-1:00", "04:00\n"]
)
def test_another_day_start_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        DayStart.parse(text)

    assert refused.value.says == "A day begins between 00:00 and 06:00."
    assert refused.value.at == "day_start"


@given(MOMENTS)
def test_a_moment_comes_back_to_the_millisecond(moment: datetime) -> None:
    again = parse_instant(instant_text(moment))

    assert whole_milliseconds(moment) == again
    assert whole_milliseconds(moment.astimezone(timezone(DAY / 12))) == again
    assert again == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert instant_text(again) == instant_text(moment)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-03-02T19:04:00.000Z", "2026-03-02T19:04:00.000Z"),
        ("2026-03-02T19:04:00Z", "2026-03-02T19:04:00.000Z"),
        ("2026-03-02T19:04:00.9999999Z", "2026-03-02T19:04:00.999Z"),
        ("2026-03-02T20:04:00.5+01:00", "2026-03-02T19:04:00.500Z"),
    ],
)
def test_a_moment_is_written_in_one_way(text: str, written: str) -> None:
    assert instant_text(datetime.fromisoformat(text)) == written
    assert parse_instant(text) == datetime.fromisoformat(written)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-03-02", "2026-03-02T19:04Z", "2026-03-02T19:04:00", "20260302T190400Z"),
        *("2026-03-02 19:04:00Z", "2026-03-02T19:04:00z", "2026-W10-1T19:04:00Z"),
        *("2026-02-30T19:04:00Z", "2026-03-02T24:00:00Z", "2026-03-02T19:60:00Z"),
        *("2026-03-02T19:04:00+24:00", "2026-03-02T19:04:00,5Z", "2026-03-02T19:04:00Z\n"),
    ],
)
def test_another_writing_of_a_moment_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_instant(text)

    assert refused.value.says == "Limen cannot read this moment."
    assert refused.value.at == "at"


@pytest.mark.parametrize(
    "text", ["", "2026-3-2", "20260302", "2026-W10-1", "2026-02-29", "2026-03-02T00:00:00Z"]
)
def test_another_writing_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(text)

    assert refused.value.says == "Limen cannot read this day."
    assert refused.value.at == "day"


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["0001-12-31", "9999-01-01"])
def test_the_first_and_the_last_year_of_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="outside 2 to 9998"):
        parse_day(text)
    with pytest.raises(BadInput, match="outside 2 to 9998"):
        require_day(date.fromisoformat(text))
    with pytest.raises(BadInput, match="outside 2 to 9998"):
        parse_instant(f"{text}T12:00:00Z")


@pytest.mark.parametrize("text", ["0002-01-01T00:00:00+14:00", "9998-12-31T23:00:00-11:00"])
def test_a_moment_beyond_the_calendar_in_utc_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="outside 2 to 9998"):
        parse_instant(text)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
@pytest.mark.parametrize("moment", ["0002-01-01T00:00:00Z", "9998-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_have_a_day(moment: str, zone: str) -> None:
    day = day_of(at(moment), Zone(zone), FOUR)

    assert abs(day - at(moment).date()) <= DAY


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 2, 19, 4)  # noqa: DTZ001 -- the mistake that is refused

    with pytest.raises(TypeError, match="needs a zone"):
        day_of(naive, Zone("UTC"), FOUR)
    with pytest.raises(TypeError, match="needs a zone"):
        instant_text(naive)


@pytest.mark.parametrize("function", [start_of_day, end_of_day, day_hours])
def test_a_moment_is_not_a_day(function) -> None:
    with pytest.raises(TypeError, match="a day is a date"):
        function(at("2026-03-02T19:04:00Z"), Zone("UTC"), FOUR)


@pytest.mark.parametrize(
    ("wall", "moments"),
    [
        ("2026-03-29T02:30:00", ()),
        ("2026-07-01T08:00:00", (at("2026-07-01T06:00:00Z"),)),
        ("2026-10-25T02:30:00", (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"))),
    ],
)
def test_a_clock_shows_a_time_once_never_or_twice(wall: str, moments: tuple[datetime, ...]) -> None:
    assert moments_shown(datetime.fromisoformat(wall), Zone("Europe/Berlin")) == moments


def test_a_time_on_the_clock_has_no_zone_of_its_own() -> None:
    with pytest.raises(TypeError, match="no zone of its own"):
        moments_shown(at("2026-03-02T19:04:00Z"), Zone("UTC"))
