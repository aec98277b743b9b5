"""The cells of a rows file: what each column may hold, and the sentence when it holds another.

Source: experience.md section 4.1.
"""

import re
from datetime import date
from enum import Enum, StrEnum
from typing import TypeVar

from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput
from limen.terms.lines import number_in, shown

LARGEST_MEASURE = 1e100  # beyond it squares could not be added up
MOST_SURE = 3


class Arm(StrEnum):
    """What a capsule held, or what the person believed it held."""

    ACTIVE = "active"
    PLACEBO = "placebo"


class GuessSitting(StrEnum):
    """When the analysed guess was given: at midday before the ratings, or in the evening after."""

    MIDDAY = "midday"
    EVENING = "evening"


Choice = TypeVar("Choice", bound=Enum)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_LEFT_EMPTY = "or leave the cell empty."


def day_in(cell: str) -> date:
    """The day that a cell holds.

    Raises:
        BadInput: it is not written as year-month-day, or there is no such day.
    """
    try:
        return date.fromisoformat(cell) if _DAY.fullmatch(cell) else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def choice_in(column: str, cell: str, choices: type[Choice]) -> Choice:
    """The choice whose code a cell holds.

    Raises:
        BadInput: another word.
    """
    known = {choice.value: choice for choice in choices}
    if cell not in known:
        raise BadInput(
            f"{shown(cell)} in column {column} is not one of {', '.join(known)}.",
            fix=f"Write one of these words, {_LEFT_EMPTY}",
        )
    return known[cell]


def measure_in(column: str, cell: str) -> float:
    """The number that a cell holds.

    Raises:
        BadInput: text, not a number, infinite, or too large to compute with.
    """
    number = number_in(cell)
    if number is None or abs(number) > LARGEST_MEASURE:
        raise BadInput(
            f"{shown(cell)} in column {column} is not a number that can be computed with.",
            fix=f"Write it in digits with a decimal point, like 4.5, {_LEFT_EMPTY}",
        )
    return number


def whole_number_in(column: str, cell: str, most: int | None) -> int:
    """The whole number from 1 that a cell holds, up to `most` where there is a limit.

    Raises:
        BadInput: no such number.
    """
    number = int(cell) if _WHOLE.fullmatch(cell) else 0
    if number < 1 or (most is not None and number > most):
        wanted = "a whole number from 1" + (f" to {most}" if most else "")
        raise BadInput(
            f"{shown(cell)} in column {column} is not {wanted}.",
            fix=f"Write {wanted}, {_LEFT_EMPTY}",
        )
    return number


def amount_in(value: str, unit: str, form: str) -> Amount:
    """The amount of a day, from its three cells.

    Raises:
        BadInput: no number with a decimal point, or unit or form are missing or unknown.
    """
    measure_in("amount", value)
    return parse_amount(value, unit, form)


def is_number_like(cell: str) -> bool:
    """Whether a cell is a number or means one, as "NaN" and "inf" do."""
    return number_in(cell) is not None or cell.lstrip("+-").lower() in _NO_NUMBERS


_NO_NUMBERS = frozenset({"nan", "inf", "infinity"})


def _no_day(cell: str) -> date:
    raise BadInput(
        f"{shown(cell)} in column day is not a day.",
        fix="Write it as year-month-day, like 2026-03-02.",
    )
