"""The person's days: the only module that turns moments into days and days into moments.

A day runs from the person's day start to the next one, so that a late evening belongs to the day
that it ends. Where clocks change, a day may have 23 or 25 hours, and its start may come twice or
not at all: a day begins at the first moment at which the clock shows its start or later. Hence
every moment lies in exactly one day. A day is a plain `datetime.date`; once stated it is kept, and
never computed again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Self, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from limen.terms.errors import BadInput


@dataclass(frozen=True, slots=True)
class Zone:
    """A place's clock, by its IANA name, kept as stated.

    Raises:
        BadInput: no zone has this name.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in _zone_names():
            raise BadInput(
                "Limen does not know this zone.",
                fix="Write its name like Europe/Berlin or America/Los_Angeles.",
                at="zone",
            )

    @property
    def clock(self) -> ZoneInfo:
        """The rules of this zone."""
        return ZoneInfo(self.name)


@dataclass(frozen=True, slots=True)
class DayStart:
    """The time on the clock at which a person's day begins, from 00:00 to 06:00.

    Raises:
        BadInput: there is no such time, or it lies after 06:00.
    """

    hour: int = 4
    minute: int = 0

    def __post_init__(self) -> None:
        try:
            begins = self.time
        except ValueError:
            raise _bad_day_start() from None
        if begins > _LATEST_START:
            raise _bad_day_start()

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the day start written as HH:MM.

        Raises:
            BadInput: it is written otherwise, or lies after 06:00.
        """
        if not _DAY_START.fullmatch(text):
            raise _bad_day_start()
        return cls(int(text[:2]), int(text[3:]))

    @property
    def time(self) -> time:
        """The same as a time of day."""
        return time(self.hour, self.minute)


def day_of(at: datetime, zone: Zone, day_start: DayStart) -> date:
    """Return the day in which a moment lies for a person in this zone.

    Raises:
        TypeError: the moment has no zone of its own.
        BadInput: its year lies outside 2 to 9998.
    """
    moment = _aware(at)
    wall = moment.astimezone(zone.clock).replace(tzinfo=None)
    day = (wall - timedelta(hours=day_start.hour, minutes=day_start.minute)).date()
    # Clocks set back can show an hour of the day before; the day that has begun goes on.
    while moment >= _first_moment(day + _ONE_DAY, zone, day_start):
        day += _ONE_DAY
    return day


def start_of_day(day: date, zone: Zone, day_start: DayStart) -> datetime:
    """Return the first moment of a day, in UTC.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year lies outside 2 to 9998.
    """
    require_day(day)
    return _first_moment(day, zone, day_start)


def end_of_day(day: date, zone: Zone, day_start: DayStart) -> datetime:
    """Return the first moment after a day, in UTC; a day that a zone skipped ends as it begins.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year, or that of the next day, lies outside 2 to 9998.
    """
    return start_of_day(day + _ONE_DAY, zone, day_start)


def day_hours(day: date, zone: Zone, day_start: DayStart) -> float:
    """Return how many hours a day has: 24, or another number where clocks change.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year, or that of the next day, lies outside 2 to 9998.
    """
    span = end_of_day(day, zone, day_start) - start_of_day(day, zone, day_start)
    return span / timedelta(hours=1)


def later_day(day: date, days: int) -> date:
    """Return the day that comes so many days later, or earlier where the number is below 0.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year, or that of the answer, lies outside 2 to 9998.
    """
    require_day(day)
    ordinal = day.toordinal() + days
    if not _FIRST_ORDINAL <= ordinal <= _LAST_ORDINAL:
        raise _bad_year()
    return date.fromordinal(ordinal)


def days_between(first: date, last: date) -> int:
    """Return how many days after the first the last comes: 0 on the same day, below 0 before it.

    Raises:
        TypeError: one of the two is a moment.
        BadInput: a year lies outside 2 to 9998.
    """
    require_day(first)
    require_day(last)
    return last.toordinal() - first.toordinal()


def days_from(first: date, last: date) -> tuple[date, ...]:
    """Return every day from the first to the last, both included; none where the last is earlier.

    Raises:
        TypeError: one of the two is a moment.
        BadInput: a year lies outside 2 to 9998.
    """
    require_day(first)
    require_day(last)
    return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))


def weekday(day: date) -> int:
    """Return the day of the week, from 1 for Monday to 7 for Sunday.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year lies outside 2 to 9998.
    """
    require_day(day)
    return day.isoweekday()


def moments_shown(wall: datetime, zone: Zone) -> tuple[datetime, ...]:
    """Return the moments in UTC at which the clock of a zone shows a time: one, none or two.

    None where clocks jump over it, two where they are set back, the earlier first.

    Raises:
        TypeError: the time has a zone of its own.
        BadInput: its year lies outside 2 to 9998.
    """
    if wall.tzinfo is not None:
        raise TypeError("a time on the clock has no zone of its own")
    _require_year(wall)
    clock = zone.clock
    first, again = (wall.replace(tzinfo=clock, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == again:
        return (first,)
    return (first, again) if first < again else ()


def parse_instant(text: str) -> datetime:
    """Return a moment written as in RFC 3339, in UTC, cut to whole milliseconds.

    Raises:
        BadInput: it is written otherwise, has no zone, or is not on the calendar.
    """
    stated = _read(text, _INSTANT, datetime.fromisoformat)
    if stated is None:
        raise BadInput(
            "Limen cannot read this moment.",
            fix="Write date, time and zone like 2026-03-02T19:04:00.000Z",
            at="at",
        )
    return whole_milliseconds(stated)


def whole_milliseconds(at: datetime) -> datetime:
    """Return a moment in UTC, cut to whole milliseconds, as it is written down and read back.

    Raises:
        TypeError: the moment has no zone of its own.
        BadInput: its year lies outside 2 to 9998.
    """
    moment = _aware(at)
    finer = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - finer) if finer else moment


def instant_text(at: datetime) -> str:
    """Return a moment as in RFC 3339: UTC, milliseconds, `Z`; finer parts are cut off.

    Raises:
        TypeError: the moment has no zone of its own.
        BadInput: its year lies outside 2 to 9998.
    """
    return _aware(at).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def require_day(day: date) -> None:
    """Let a day pass that can be reckoned with.

    Raises:
        TypeError: the day is a moment.
        BadInput: its year lies outside 2 to 9998.
    """
    if isinstance(day, datetime):
        raise TypeError("a day is a date, not a moment")
    _require_year(day)


def parse_day(text: str) -> date:
    """Return a day written like 2026-03-02.

    Raises:
        BadInput: it is written otherwise, or is not on the calendar.
    """
    day = _read(text, _DAY, date.fromisoformat)
    if day is None:
        raise BadInput("Limen cannot read this day.", fix="Write it like 2026-03-02", at="day")
    _require_year(day)
    return day


_LATEST_START = time(6, 0)
_FIRST_YEAR, _LAST_YEAR = 2, 9998
_FIRST_ORDINAL, _LAST_ORDINAL = (
    date(_FIRST_YEAR, 1, 1).toordinal(),
    date(_LAST_YEAR, 12, 31).toordinal(),
)
_ONE_DAY = timedelta(days=1)

_Read = TypeVar("_Read", date, datetime)

# The library reads more than these shapes: week dates, dates without hyphens, a bare hour.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_START = re.compile(r"[0-9]{2}:[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-9]{2}){2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


@cache
def _zone_names() -> frozenset[str]:
    # These two mean another clock on every computer, or none.
    return frozenset(available_timezones() - {"localtime", "Factory"})


def _read(text: str, shape: re.Pattern[str], read: Callable[[str], _Read]) -> _Read | None:
    if not shape.fullmatch(text):
        return None
    try:
        return read(text)
    except ValueError:
        return None


def _bad_day_start() -> BadInput:
    return BadInput(
        "A day begins between 00:00 and 06:00.", fix="Write the time like 04:00", at="day_start"
    )


def _aware(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        _require_year(at)
        return at
    if at.utcoffset() is None:
        raise TypeError("a moment needs a zone")
    _require_year(at)
    moment = at.astimezone(UTC)
    _require_year(moment)
    return moment


def _require_year(day: date) -> None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise _bad_year()


def _bad_year() -> BadInput:
    return BadInput(
        f"The year lies outside {_FIRST_YEAR} to {_LAST_YEAR}.", fix="Check the date.", at="day"
    )


def _first_moment(day: date, zone: Zone, day_start: DayStart) -> datetime:
    return _first_moment_at(day, zone.name, day_start.hour, day_start.minute)


@lru_cache(maxsize=1024)  # what is recorded or imported lies close together
def _first_moment_at(day: date, zone: str, hour: int, minute: int) -> datetime:
    clock = ZoneInfo(zone)
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock)
    moment = wall.astimezone(UTC)
    if moment.astimezone(clock).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    # The clock jumps over the start: these two lie on either side of the jump.
    return _jump(wall.replace(fold=1).astimezone(UTC), moment, clock)


def _jump(before: datetime, after: datetime, clock: ZoneInfo) -> datetime:
    offset = after.astimezone(clock).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(clock).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
