"""The custom units of Journal: what one of them holds, and the doubt that it brings."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from limen.diary.importers.json_text import Members, text_in


@dataclass(frozen=True, slots=True)
class CustomUnit:
    """A unit that the person made: its name, and how much of the original unit one of it is.

    `one` is None where the person did not say how much that is.
    """

    name: str
    one: Decimal | None
    deviation: Decimal
    original: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of some unit, its standard deviation, and the unit in the source's words."""

    number: Decimal
    deviation: Decimal
    unit: str

    def in_original(self, custom: CustomUnit, one: Decimal) -> "Counted":
        """The same in the original unit: amounts multiply, and their doubts add in squares.

        Source: interchange.md section 2 (traps).
        """
        variance = (
            (self.deviation * one) ** 2
            + (self.number * custom.deviation) ** 2
            + (self.deviation * custom.deviation) ** 2
        )
        return Counted(self.number * one, variance.sqrt(), custom.original)

    @property
    def about(self) -> str:
        """The doubt in words, or nothing."""
        return f"about ± {_short(self.deviation)} {self.unit}".rstrip() if self.deviation else ""


def custom_unit_of(members: Members) -> CustomUnit:
    """The custom unit that these members make."""
    return CustomUnit(
        name=text_in(members, "name"),
        one=number_of(text_in(members, "dose")),
        deviation=number_of(text_in(members, "estimatedDoseStandardDeviation")) or Decimal(0),
        original=text_in(members, "originalUnit"),
    )


LARGEST = Decimal(10**9)


def number_of(text: str, largest: Decimal = LARGEST) -> Decimal | None:
    """The number that a text is, within a bound on either side, or None.

    Programs that keep 0.12 as a double may write 0.12000000000000001: what lies behind the digits
    that a double holds was never typed.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > largest:
        return None
    if len(number.as_tuple().digits) > _DIGITS_OF_A_DOUBLE:
        number = Decimal(f"{Decimal(f'{number:.{_DIGITS_OF_A_DOUBLE}g}').normalize():f}")
    return number


_DIGITS_OF_A_DOUBLE = 15


def _short(number: Decimal) -> str:
    return f"{number:.3g}" if number >= Decimal("0.001") else f"{number:f}"
