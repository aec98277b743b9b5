"""A pattern of dose days and off days that repeats from the start of a protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from limen.terms.calendar import days_from
from limen.terms.errors import BadInput

DOSE_DAY, OFF_DAY = 1, 0


@dataclass(frozen=True, slots=True)
class Cycle:
    """A pattern of 2 to 28 days, 1 for a dose day and 0 for an off day, anchored at the start.

    Raises:
        BadInput: the pattern is too short, too long, holds another number, or no dose day.
    """

    id: ClassVar[str] = "cycle"
    version: ClassVar[int] = 1
    parameter: ClassVar[str] = "pattern"

    pattern: tuple[int, ...]

    def __post_init__(self) -> None:
        if not _SHORTEST <= len(self.pattern) <= _LONGEST:
            raise _bad_pattern(f"A pattern has {_SHORTEST} to {_LONGEST} days.")
        if not all(type(mark) is int and mark in {DOSE_DAY, OFF_DAY} for mark in self.pattern):
            raise _bad_pattern("A pattern holds only 1 for a dose day and 0 for an off day.")
        if DOSE_DAY not in self.pattern:
            raise _bad_pattern("A pattern has at least one dose day.")

    @property
    def parameters(self) -> Mapping[str, tuple[int, ...]]:
        """The pattern, as it stands in the journal."""
        return {self.parameter: self.pattern}

    def days(self, starts: date, ends: date) -> tuple[date, ...]:
        """Return the dose days; the first day of the pattern is the start, whatever its weekday.

        Raises:
            BadInput: a year lies outside 2 to 9998.
        """
        return tuple(
            day
            for number, day in enumerate(days_from(starts, ends))
            if self.pattern[number % len(self.pattern)] == DOSE_DAY
        )


_SHORTEST, _LONGEST = 2, 28


def _bad_pattern(says: str) -> BadInput:
    return BadInput(says, fix="Write it like 1,0,0 for one day on, two off.", at="pattern")
