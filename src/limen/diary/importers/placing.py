"""When a row of a file was: its moment, and its day where the person was then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from limen.diary.importers.importer import Stay
from limen.terms.calendar import DayStart, Zone, day_of, moments_shown, start_of_day
from limen.terms.errors import BadInput


@dataclass(frozen=True, slots=True)
class Placed:
    """A moment in UTC with its local day, and what had to be changed to have it, often nothing.

    `has_clock` is false where only the day is known; then `at` is the first moment of that day.
    """

    at: datetime
    day: date
    zone: Zone
    changed: str = ""
    has_clock: bool = True

    @property
    def taken_at(self) -> datetime | None:
        """The moment where one is known."""
        return self.at if self.has_clock else None


def placed_clock(wall: datetime, stays: Sequence[Stay], day_start: DayStart) -> Placed:
    """Place a time that the clock showed where the person was.

    Raises:
        BadInput: clocks jumped over it there, or the year lies outside 2 to 9998.
    """
    zone = _stay_on(wall.date(), stays).zone
    moments = moments_shown(wall, zone)
    if not moments:
        raise BadInput("Clocks jumped over this time.", fix="Type the time that was meant.")
    at, *again = moments
    twice = "The clock showed this time twice; the first is taken." if again else ""
    return Placed(at, day_of(at, zone, day_start), zone, twice)


def placed_moment(at: datetime, stays: Sequence[Stay], day_start: DayStart) -> Placed:
    """Place a moment where the person was.

    Raises:
        BadInput: the year lies outside 2 to 9998.
    """
    zone = next(stay.zone for stay in stays)
    for stay in stays:
        if stay.since is None or day_of(at, stay.zone, day_start) >= stay.since:
            zone = stay.zone
    return Placed(at, day_of(at, zone, day_start), zone)


def placed_day(day: date, stays: Sequence[Stay], day_start: DayStart) -> Placed:
    """Place a day of which no time is known.

    Raises:
        BadInput: the year lies outside 2 to 9998.
    """
    zone = _stay_on(day, stays).zone
    return Placed(start_of_day(day, zone, day_start), day, zone, has_clock=False)


def _stay_on(day: date, stays: Sequence[Stay]) -> Stay:
    first, *later = stays
    return [first, *(stay for stay in later if (stay.since or day) <= day)][-1]
