"""Units as other programs say them: words, signs and phrases, or not at all."""

from dataclasses import dataclass

from limen.terms.units import Unit


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit, and the words behind it, which name a compound ("mg Psilocybin")."""

    unit: Unit
    compound: str = ""


def read_unit(text: str) -> UnitSaid | None:
    """The unit that a phrase begins with, or None: nothing is ever assumed."""
    word, _, rest = text.strip().partition(" ")
    unit = _WORDS.get(word.casefold().rstrip("."))
    return None if unit is None else UnitSaid(unit, rest.strip())


_WORDS = {
    "mg": Unit.MILLIGRAM,
    "milligram": Unit.MILLIGRAM,
    "milligrams": Unit.MILLIGRAM,
    "g": Unit.GRAM,
    "gram": Unit.GRAM,
    "grams": Unit.GRAM,
    "ug": Unit.MICROGRAM,
    "mcg": Unit.MICROGRAM,
    "\N{MICRO SIGN}g".casefold(): Unit.MICROGRAM,
    "microgram": Unit.MICROGRAM,
    "micrograms": Unit.MICROGRAM,
    "capsule": Unit.CAPSULE,
    "capsules": Unit.CAPSULE,
    "drop": Unit.DROP,
    "drops": Unit.DROP,
}
