"""The same weekdays in every week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from limen.terms.calendar import days_from, weekday
from limen.terms.errors import BadInput


@dataclass(frozen=True, slots=True)
class FixedWeekdays:
    """Weekdays from 1 for Monday to 7 for Sunday, each once, in their order.

    Raises:
        BadInput: no weekday is chosen, one is not from 1 to 7, or they are not in their order.
    """

    id: ClassVar[str] = "fixed_weekdays"
    version: ClassVar[int] = 1
    parameter: ClassVar[str] = "weekdays"

    weekdays: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise _bad_weekdays("Choose at least one weekday.")
        if not all(type(chosen) is int and chosen in _WEEK for chosen in self.weekdays):
            raise _bad_weekdays("A weekday is a number from 1 for Monday to 7 for Sunday.")
        if self.weekdays != tuple(sorted(set(self.weekdays))):
            raise _bad_weekdays("Each weekday is named once, in the order of the week.")

    @property
    def parameters(self) -> Mapping[str, tuple[int, ...]]:
        """The weekdays, as they stand in the journal."""
        return {self.parameter: self.weekdays}

    def days(self, starts: date, ends: date) -> tuple[date, ...]:
        """Return the days that fall on one of the weekdays.

        Raises:
            BadInput: a year lies outside 2 to 9998.
        """
        return tuple(day for day in days_from(starts, ends) if weekday(day) in self.weekdays)


_WEEK = range(1, 8)


def _bad_weekdays(says: str) -> BadInput:
    return BadInput(says, fix="Write them like 1,4 for Monday and Thursday.", at="weekdays")
