"""How a value is written as JSON: records by field, choices by value, decimals as text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum


def json_text(value: object) -> str:
    """One line of JSON: missing is null, instants RFC 3339 with offset, decimals text.

    Raises:
        ValueError: a number is NaN or infinite, or an instant has no offset.
        TypeError: JSON has no form for a value in it.
    """
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    """Dictionaries, lists, text, numbers and nothing else."""
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return _decimal_text(value)
        case datetime() | date():
            return _moment_text(value)
        case _:
            return _plain_inside(value)


def _plain_inside(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(inner) for inner in value]
    raise TypeError(f"an answer cannot hold a {type(value).__name__}")


def _key(key: object) -> str:
    plain = _plain(key)
    if not isinstance(plain, str):
        raise TypeError(f"an answer cannot be keyed by a {type(key).__name__}")
    return plain


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("an answer cannot hold a decimal that is not finite")
    return format(value, "f")


def _moment_text(value: date) -> str:
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError("an answer cannot hold an instant without its offset")
    return value.isoformat()
