"""JSON of other programs as plain values, within limits, with the digits of numbers as written."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import cast

from limen.diary.importers.octets import damaged
from limen.terms.errors import BadInput

DEEPEST = 32  # levels
MOST_VALUES = 4_000_000

Members = Mapping[str, object]


def object_of(name: str, text: str) -> Members:
    """The members of a text that is one JSON object; numbers are `int` or `Decimal`.

    Raises:
        BadInput: it is no object, is cut off, has too many levels or too many values.
    """
    if text.count(",") + text.count("[") + text.count("{") > MOST_VALUES:
        raise BadInput("This file holds more values than Limen reads at once.", fix="Split it.")
    read = _read(name, text)
    if not isinstance(read, dict):
        raise BadInput(f"{name} is not one JSON object.", fix=_EXPORT_AGAIN, at=name)
    _require_shallow(name, cast("object", read))
    return cast("Members", read)


def objects_in(members: Members, name: str) -> list[Members]:
    """The objects of a list; an absent list is empty, and what is no object is passed over."""
    found = members.get(name)
    every = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("Members", one) for one in every if isinstance(one, dict)]


def text_in(members: Members, name: str) -> str:
    """The text or number of a member as text, empty where it is absent or null."""
    found = members.get(name)
    if isinstance(found, Decimal):
        return decimal_text(found)
    is_written = isinstance(found, str | int) and not isinstance(found, bool)
    return str(found).strip() if is_written else ""


def decimal_text(number: Decimal) -> str:
    """A number without an exponent; one that cannot be an amount or a time as a word."""
    if not number.is_finite() or (number and abs(number.adjusted()) > _MOST_DIGITS):
        return "a number out of range"
    return f"{number:f}"


_EXPORT_AGAIN = "Export it again, and import the new file."
_MOST_DIGITS = 20


def _read(name: str, text: str) -> object:
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=lambda _: Decimal("NaN")
        )
    except json.JSONDecodeError as error:
        raise damaged(name, error.lineno - 1) from None
    except RecursionError:
        raise _too_deep(name) from None


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal("NaN")


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _MOST_DIGITS else Decimal("NaN")


def _require_shallow(name: str, read: object) -> None:
    level: list[object] = [read]
    for _ in range(DEEPEST):
        level = [below for value in level for below in _below(value)]
        if not level:
            return
    raise _too_deep(name)


def _below(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(cast("Mapping[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []


def _too_deep(name: str) -> BadInput:
    return BadInput(f"{name} has more than {DEEPEST} levels.", fix=_EXPORT_AGAIN, at=name)
