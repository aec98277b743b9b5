"""The one written form of a value that is hashed: canonical JSON, narrower than RFC 8785.

UTF-8 without white space, keys sorted by code point, strings in NFC and escaped minimally, whole
numbers alone: a decimal number is a string, so that its digits stay as stated.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from limen.terms.errors import BadInput


def canon(value: object) -> bytes:
    """The canonical octets of plain values: objects, arrays, strings, whole numbers, true, null.

    Raises:
        BadInput: another type, a float, a number beyond ±(2^53 − 1), a key of other characters,
            half a character, or more than 64 levels; `at` is its path, like "$.doses[2].amount".

    Source: trust.md section 8.1.
    """
    try:
        return _written(value, 0).encode()
    except _RefusedError as refused:
        path = "".join(reversed(refused.path))
        raise BadInput(refused.says, at=f"${path}") from None


LARGEST_NUMBER = 2**53 - 1
_DEEPEST = 64
_KEY = re.compile(r"[a-z0-9_]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x20)} | {0x22: '\\"', 0x5C: "\\\\"}


class _RefusedError(Exception):
    """What cannot be written down, and its path from the inside out."""

    def __init__(self, says: str, *path: str) -> None:
        super().__init__(says)
        self.says = says
        self.path = [*path]


def _written(value: object, depth: int) -> str:
    write = _WRITERS.get(type(value))
    if write is not None:
        return write(value)
    if depth == _DEEPEST:
        raise _RefusedError("A value has too many levels to be written down.")
    if isinstance(value, dict | Mapping):
        return _members(cast("Mapping[object, object]", value), depth + 1)
    if isinstance(value, list | tuple):
        return _row(cast("Sequence[object]", value), depth + 1)
    raise _RefusedError(f"A value of type {type(value).__name__} cannot be written down.")


def _number(number: int) -> str:
    if abs(number) > LARGEST_NUMBER:
        raise _RefusedError("A whole number is too large to be written down.")
    return str(number)


def _text(text: str) -> str:
    # Nearly every text is of this form, which is written as it stands.
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if _HALF.search(text):
        raise _RefusedError("A text holds half a character.")
    return f'"{unicodedata.normalize("NFC", text).translate(_ESCAPED)}"'


def _row(row: Sequence[object], depth: int) -> str:
    parts: list[str] = []
    for place, one in enumerate(row):
        try:
            parts.append(_written(one, depth))
        except _RefusedError as refused:
            refused.path.append(f"[{place}]")
            raise
    return f"[{','.join(parts)}]"


def _members(members: Mapping[object, object], depth: int) -> str:
    parts: list[str] = []
    for key in _sorted(members):
        try:
            parts.append(f'"{key}":{_written(members[key], depth)}')
        except _RefusedError as refused:
            refused.path.append(f".{key}")
            raise
    return f"{{{','.join(parts)}}}"


def _sorted(keys: Iterable[object]) -> list[str]:
    for key in keys:
        if type(key) is not str or not _is_key(key):
            says = "A key holds other characters than a-z, 0-9 and _."
            raise _RefusedError(says, f"[{key!a}]")
    return sorted(cast("Iterable[str]", keys))


@lru_cache(maxsize=4096)
def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


# By the type itself: a text or number of another type, like a word of a list, is refused.
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _text,
    int: _number,
    bool: lambda truth: "true" if truth else "false",
    type(None): lambda _: "null",
}
