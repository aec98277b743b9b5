"""The one written form of a value that is hashed: canonical JSON, narrower than RFC 8785.

UTF-8 without white space, keys sorted by code point, strings in NFC and escaped minimally, whole
numbers alone: a decimal number is a string, so that its digits stay as stated.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import cast

from limen.terms.errors import BadInput


def canon(value: object) -> bytes:
    """The canonical octets of plain values: objects, arrays, strings, whole numbers, true, null.

    Raises:
        BadInput: another type, a float, a number beyond ±(2^53 − 1), a key of other characters,
            half a character, or more than 64 levels; `at` is its path, like "$.doses[2].amount".

    Source: trust.md section 8.1.
    """
    return _written(value, "$", 0).encode()


LARGEST_NUMBER = 2**53 - 1
_DEEPEST = 64
_KEY = re.compile(r"[a-z0-9_]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x20)} | {0x22: '\\"', 0x5C: "\\\\"}
_CONSTANTS = {None: "null", True: "true", False: "false"}


def _written(value: object, path: str, depth: int) -> str:
    if value is None or isinstance(value, bool):  # first, because True is an int as well
        return _CONSTANTS[value]
    if type(value) is int:
        return _number(value, path)
    if type(value) is str:
        return _text(value, path)
    if depth == _DEEPEST:
        raise _refusal("A value has too many levels to be written down.", path)
    if isinstance(value, Mapping):
        return _members(cast("Mapping[object, object]", value), path, depth + 1)
    if isinstance(value, list | tuple):
        members = cast("list[object] | tuple[object, ...]", value)
        parts = (_written(one, f"{path}[{i}]", depth + 1) for i, one in enumerate(members))
        return f"[{','.join(parts)}]"
    raise _refusal(f"A value of type {type(value).__name__} cannot be written down.", path)


def _number(number: int, path: str) -> str:
    if abs(number) > LARGEST_NUMBER:
        raise _refusal("A whole number is too large to be written down.", path)
    return str(number)


def _text(text: str, path: str) -> str:
    if _HALF.search(text):
        raise _refusal("A text holds half a character.", path)
    return f'"{unicodedata.normalize("NFC", text).translate(_ESCAPED)}"'


def _members(members: Mapping[object, object], path: str, depth: int) -> str:
    for key in members:
        if type(key) is not str or not _KEY.fullmatch(key):
            raise _refusal("A key holds other characters than a-z, 0-9 and _.", f"{path}[{key!a}]")
    written = sorted((str(key), value) for key, value in members.items())
    return "{" + ",".join(f'"{k}":{_written(v, f"{path}.{k}", depth)}' for k, v in written) + "}"


def _refusal(says: str, path: str) -> BadInput:
    return BadInput(says, at=path)
