"""The octets of an imported file as text, within limits."""

import re

from limen.terms.errors import BadInput
from limen.terms.lines import utf8_text

LARGEST = 64 * 2**20  # octets
MOST_ROWS = 100_000

RECOGNISED_FROM = 4096  # octets


def text_of(name: str, octets: bytes) -> tuple[str, str]:
    """The text of a file, and a sentence about its encoding, empty for UTF-8.

    Raises:
        BadInput: too large, an archive, or octets that are no text.
    """
    if len(octets) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST // 2**20} MiB.", fix="Split it.", at=name)
    if octets.startswith(_ARCHIVES):
        raise BadInput(
            f"{name} is an archive.", fix="Unpack it, and give the file inside.", at=name
        )
    if octets.startswith(_UTF_16):
        return _decoded(name, octets, "utf-16"), "The file is written in UTF-16."
    try:
        return utf8_text(octets, name), ""
    except BadInput:
        if b"\0" in octets:
            raise
        return _decoded(name, octets, "cp1252"), "The file is written in Windows-1252."


def start_of(octets: bytes) -> str:
    """The beginning of a file as text, whatever it is, without the white space before it."""
    first = octets[:RECOGNISED_FROM]
    encoding = "utf-16" if first.startswith(_UTF_16) else "utf-8-sig"
    return first.decode(encoding, errors="replace").lstrip()


def require_rows(name: str, rows: int) -> None:
    """Refuse a file with more rows than are read at once.

    Raises:
        BadInput: there are more than 100,000.
    """
    if rows > MOST_ROWS:
        raise BadInput(
            f"This file has more than {MOST_ROWS:,} rows. Split it.",
            fix="Export a shorter time, or part the file into several.",
            at=name,
        )


def whole_text(text: str) -> str:
    """A text without halves of characters and without the signs that end a line unseen."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def damaged(name: str, row: int) -> BadInput:
    """The refusal of a file that cannot be read to its end."""
    return BadInput(
        f"The file is damaged after row {row:,}. Nothing was imported.",
        fix="Export it again, and import the new file.",
        at=name,
    )


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_HALF = re.compile(r"[\ud800-\udfff]")


def _decoded(name: str, octets: bytes, encoding: str) -> str:
    try:
        return octets.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput(
            f"{name} is no text that Limen can read.",
            fix="Save it as UTF-8 and run the command again.",
            at=name,
        ) from None
