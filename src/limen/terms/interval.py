"""A closed range with two ends, for quantities and estimates that are not known exactly."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from limen.terms.errors import BadInput

_Number = TypeVar("_Number", Decimal, float)


@dataclass(frozen=True, slots=True)
class Interval(Generic[_Number]):
    """All numbers from `lower` to `upper`, both ends included.

    Recorded quantities have Decimal ends, estimates have floats, which may be infinite.

    Raises:
        BadInput: an end is not a number, or the lower end lies above the upper one.
    """

    lower: _Number
    upper: _Number

    def __post_init__(self) -> None:
        if not (_is_number(self.lower) and _is_number(self.upper)):
            raise BadInput("A range needs a number at both ends.", at="range")
        if self.lower > self.upper:
            raise BadInput(
                "The lower end of the range lies above the upper end.",
                fix="Write the smaller number first.",
                at="range",
            )

    def __contains__(self, number: _Number) -> bool:
        return self.lower <= number <= self.upper


def _is_number(end: Decimal | float) -> bool:
    return not (end.is_nan() if isinstance(end, Decimal) else end != end)  # noqa: PLR0124 -- NaN alone differs from itself
