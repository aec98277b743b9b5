"""An amount as a person wrote it down: value, unit and form, kept and shown as stated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from limen.terms.errors import BadInput
from limen.terms.phrases import phrase
from limen.terms.units import (
    CompoundMilligrams,
    Form,
    MaterialMilligrams,
    Unit,
    parse_form,
    parse_unit,
    require_type,
)


class DecimalSign(Enum):
    """The sign between whole and parts, as the reader's language writes it."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of one form, with its digits as stated: 0.10 stays 0.10.

    Amounts do not compare as larger or smaller; milligrams of the same kind do.

    Raises:
        TypeError: the value is not a Decimal, the unit not a Unit or the form not a Form.
        BadInput: not above 0, above a million, or more than six significant digits.
    """

    value: Decimal
    unit: Unit
    form: Form

    def __post_init__(self) -> None:
        require_type(self.value, Decimal)
        require_type(self.unit, Unit)
        require_type(self.form, Form)
        refusal = _refusal_of_value(self.value)
        if refusal:
            raise BadInput(refusal, at="amount", values={"digits": _MOST_DIGITS})

    def __str__(self) -> str:
        return self.shown(DecimalSign.POINT)

    def shown(self, sign: DecimalSign) -> str:
        """Return value and unit for a reader, as in "0.1 g": no trailing zero, no other unit."""
        return f"{self.digits(sign)} {self.unit.word if self.value == 1 else self.unit.plural}"

    def digits(self, sign: DecimalSign) -> str:
        """Return the number alone, as in "0.1"."""
        return _without_trailing_zeros(f"{self.value:f}").replace(".", sign.value)

    @property
    def material_milligrams(self) -> MaterialMilligrams | None:
        """Milligrams of weighed material, or None for pieces, whose weight the batch must say."""
        if self.unit.milligrams is None:
            return None
        return MaterialMilligrams(self.value * self.unit.milligrams, self.form)

    @property
    def compound_milligrams(self) -> CompoundMilligrams | None:
        """Milligrams of a stated compound, for a batch on that basis, or None for pieces."""
        if self.unit.milligrams is None:
            return None
        return CompoundMilligrams(self.value * self.unit.milligrams)


def parse_amount(text: str, unit: str, form: str) -> Amount:
    """Return the amount that a person typed, with unit and form as chosen from their lists.

    Args:
        text: digits with at most one decimal sign, point or comma, as in "0.1", "0,1" or ".1".
        unit: code of a `Unit`.
        form: code of a `Form`.

    Raises:
        BadInput: the text can be read in two ways or in none; `at` names the field.

    Source: safety.md section 5.1.
    """
    typed = text.strip()
    if not _TYPED.fullmatch(typed):
        raise BadInput(_refusal_of_text(typed), at="amount")
    if _ONE_OR_A_THOUSAND.fullmatch(typed):
        raise _question(typed)
    return Amount(Decimal(typed.replace(",", ".")), parse_unit(unit), parse_form(form))


def amount_json(amount: Amount) -> dict[str, str]:
    """Return value, unit and form as they stand in the journal and in answers as JSON."""
    return {
        "value": f"{amount.value:f}",
        "unit": amount.unit.value,
        "form": amount.form.value,
    }


def amount_from_json(members: Mapping[str, object]) -> Amount:
    """Return the amount that `amount_json` wrote, digit for digit.

    Raises:
        BadInput: a member is missing, added, not text, or not in the written form.
    """
    if set(members) != {"value", "unit", "form"}:
        raise BadInput("An amount has exactly a value, a unit and a form.", at="amount")
    value, unit, form = (members[name] for name in ("value", "unit", "form"))
    if not isinstance(value, str) or not _WRITTEN.fullmatch(value):
        raise BadInput('The value of an amount is a number as text, like "0.1"', at="amount")
    return Amount(Decimal(value), parse_unit(str(unit)), parse_form(str(form)))


_LARGEST = Decimal(10**6)
_MOST_DIGITS = 6

# Digits are ASCII alone: `\d` and Decimal would also read those of other scripts.
_TYPED = re.compile(r"(0|[1-9][0-9]*)([.,][0-9]+)?|[.,][0-9]+")
_WRITTEN = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_ONE_OR_A_THOUSAND = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNIT_WORDS = frozenset(
    {"gram", "grams", "milligram", "milligrams", "mcg", "μg"}
    | {word for unit in Unit for word in (unit.word, unit.plural, unit.ucum)}
)


def _refusal_of_value(value: Decimal) -> str:
    if not value.is_finite() or value.is_signed() or "E+" in str(value):
        return phrase("Enter the amount as a number, like 0.1")
    if value == 0:
        return phrase("An amount is more than 0. If you took nothing, record that instead.")
    if value > _LARGEST:
        return phrase("This number is too large to be an amount. Choose a larger unit.")
    if "E-" in str(value):
        return phrase("This number is too small to be weighed. Choose a smaller unit.")
    if _significant_digits(value) > _MOST_DIGITS:
        return phrase("An amount has at most %(digits)d digits. Write only those that you read.")
    return ""


def _significant_digits(value: Decimal) -> int:
    digits = "".join(map(str, value.as_tuple().digits))
    # The zeros of 1000 only hold places; those of 10.00 were read from the scale.
    return len(digits if "." in str(value) else digits.rstrip("0"))


def _refusal_of_text(typed: str) -> str:
    numbers = _ANY_NUMBER.findall(typed)
    if len(numbers) > 1:
        return phrase("Enter one number, like 0.1")
    words = _ANY_NUMBER.sub("", typed).strip().casefold()
    if numbers and words in _UNIT_WORDS:
        return phrase("Enter the number alone, and choose the unit.")
    if any(letter.isalpha() for letter in words):
        return phrase("Weigh it, or choose capsule.")
    return phrase("Enter the amount as a number, like 0.1")


def _question(typed: str) -> BadInput:
    if typed[:1] == "1" and typed[2:] == "000":
        return BadInput("Is this one or one thousand? Write 1 or 1000.", at="amount")
    thousands = typed.replace(",", "").replace(".", "")
    parts = typed.rstrip("0").rstrip(".,") if typed.endswith("0") else typed
    values = {"parts": parts, "thousands": thousands}
    if parts == typed:
        return BadInput(
            "Is this %(parts)s or %(thousands)s? Write %(thousands)s, or at most two digits after "
            "the sign.",
            at="amount",
            values=values,
        )
    return BadInput(
        "Is this %(parts)s or %(thousands)s? Write %(parts)s or %(thousands)s.",
        at="amount",
        values=values,
    )


def _without_trailing_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
