"""The unit rules: which units and forms an amount may have, and which of them are a mass."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import total_ordering
from typing import Self

from limen.terms.errors import BadInput


class Unit(Enum):
    """The units of an amount, chosen from a list and never typed.

    `word` and `plural` are for people, `ucum` is the case-sensitive code for other systems, where
    counted pieces are annotations without a size. `milligrams` is the mass of one unit, or None
    for pieces: a capsule weighs what its batch says, never 0.
    """

    MILLIGRAM = "mg", "mg", "mg", "mg", Decimal(1)
    GRAM = "g", "g", "g", "g", Decimal(1000)
    MICROGRAM = "microgram", "microgram", "micrograms", "ug", Decimal("0.001")
    CAPSULE = "capsule", "capsule", "capsules", "{capsule}", None
    DROP = "drop", "drop", "drops", "{drop}", None

    word: str
    plural: str
    ucum: str
    milligrams: Decimal | None

    def __new__(
        cls, code: str, word: str, plural: str, ucum: str, milligrams: Decimal | None
    ) -> Self:
        """Make a unit that is its code in the journal and carries its words and its mass."""
        unit = object.__new__(cls)
        unit._value_ = code
        unit.word = word
        unit.plural = plural
        unit.ucum = ucum
        unit.milligrams = milligrams
        return unit


class Form(Enum):
    """The form in which the material was weighed or counted."""

    DRIED = "dried"
    FRESH = "fresh"
    TRUFFLE_FRESH = "truffle_fresh"
    TRUFFLE_DRIED = "truffle_dried"
    EXTRACT = "extract"
    LIQUID = "liquid"
    BLOTTER = "blotter"
    TABLET = "tablet"
    CAPSULE = "capsule"
    OTHER = "other"


@total_ordering
@dataclass(frozen=True, slots=True)
class MaterialMilligrams:
    """Milligrams of weighed material in one form.

    Raises:
        TypeError: compared with another form (fresh is about ten times as heavy as dried), or with
            milligrams of a compound.
    """

    value: Decimal
    form: Form

    def __post_init__(self) -> None:
        require_type(self.form, Form)
        _require_positive(self.value)

    def __lt__(self, other: Self) -> bool:
        if _substance(self) != _substance(other):
            raise TypeError("milligrams of different forms or kinds do not compare")
        return self.value < other.value


@dataclass(frozen=True, slots=True, order=True)
class CompoundMilligrams:
    """Milligrams of a stated compound, as on a prescribed or tested product.

    Raises:
        TypeError: compared with milligrams of material, which hold far less of it.
    """

    value: Decimal

    def __post_init__(self) -> None:
        _require_positive(self.value)


def parse_unit(code: str) -> Unit:
    """Return the unit with this code.

    Raises:
        BadInput: there is none, or the field was left empty.
    """
    for unit in Unit:
        if unit.value == code:
            return unit
    raise BadInput("Choose the unit.", fix=_choices(Unit), at="unit")


def parse_form(code: str) -> Form:
    """Return the form with this code.

    Raises:
        BadInput: there is none, or the field was left empty.
    """
    for form in Form:
        if form.value == code:
            return form
    raise BadInput("Choose the form.", fix=_choices(Form), at="form")


def require_type(value: object, wanted: type) -> None:
    """Refuse a value of another type, a bare number above all.

    Raises:
        TypeError: the value is not of the wanted type.
    """
    if not isinstance(value, wanted):
        raise TypeError(f"{wanted.__name__} is needed, not {type(value).__name__}")


def _require_positive(value: Decimal) -> None:
    require_type(value, Decimal)
    if not value.is_finite() or value <= 0:
        raise ValueError("milligrams are a finite number above 0")


def _substance(milligrams: object) -> tuple[type, object]:
    return type(milligrams), getattr(milligrams, "form", None)


def _choices(codes: type[Unit] | type[Form]) -> str:
    return f"One of: {', '.join(choice.value for choice in codes)}."
