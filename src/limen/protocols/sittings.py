"""Which pages an evening asks for: the rows of the day, and now and then a longer page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from limen.terms.calendar import days_between

LONGER_PAGE_STAYS_DAYS = 2
"""A longer page that was not answered on its evening stays open so many days more."""


class LongerPage(Enum):
    """A page besides the rows of the day.

    WEEK holds PHQ-4 with the rows and habits of the week. FORTNIGHT takes its place every second
    week, with PHQ-9 and the rows of the week; FORTNIGHT_SECOND follows on the next evening, with
    GAD-7 and the habits.
    """

    WEEK = "week"
    FORTNIGHT = "fortnight"
    FORTNIGHT_SECOND = "fortnight_second"


INSTRUMENT_OF = {
    LongerPage.WEEK: "phq4",
    LongerPage.FORTNIGHT: "phq9",
    LongerPage.FORTNIGHT_SECOND: "gad7",
}
"""The questionnaire that each page begins with."""


@dataclass(frozen=True, slots=True)
class Due:
    """A longer page with the day on which it fell due."""

    page: LongerPage
    day: date


def evening_opens(evening: time) -> time:
    """When what waits for an evening opens: three hours before the time that the person chose.

    Source: experience.md section 1.2.
    """
    return (datetime.combine(date(2000, 1, 2), evening) - _OPENS_BEFORE).time()


def week_number(first: date, day: date) -> int:
    """The week of a practice, from 1, that a day lies in; `first` is its first day."""
    return days_between(first, day) // _WEEK + 1


def falling_on(first: date, day: date) -> LongerPage | None:
    """The longer page that falls due on a day, or None; `first` is the first day recorded.

    Source: experience.md section 1.3.
    """
    number = days_between(first, day) + 1
    if number >= _FORTNIGHT and number % _FORTNIGHT == 0:
        return LongerPage.FORTNIGHT
    if number > _FORTNIGHT and number % _FORTNIGHT == 1:
        return LongerPage.FORTNIGHT_SECOND
    if number >= _WEEK and number % _WEEK == 0:
        return LongerPage.WEEK
    return None


def due(first: date, today: date, answered: Collection[Due]) -> tuple[Due, ...]:
    """The longer pages that are open today and were neither answered nor skipped, oldest first.

    Args:
        first: the first day recorded.
        today: the local date of the person.
        answered: the longer pages that need no answer any more.
    """
    found: list[Due] = []
    for ago in range(LONGER_PAGE_STAYS_DAYS, -1, -1):
        if days_between(first, today) < ago:
            continue
        day = date.fromordinal(today.toordinal() - ago)
        page = falling_on(first, day)
        if page is not None and (one := Due(page, day)) not in answered:
            found.append(one)
    return tuple(found)


_WEEK, _FORTNIGHT = 7, 14
_OPENS_BEFORE = timedelta(hours=3)
