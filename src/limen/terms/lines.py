"""A file of separated values: its text, its numbered lines, and the number that a cell may hold.

Nothing is guessed: words such as None or NA stay words, and a cell is a number only where it is
written as one in plain digits with a decimal point.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from enum import Enum

from limen.terms.errors import BadInput


class Separator(Enum):
    """The sign between the cells of a line."""

    COMMA = ","
    SEMICOLON = ";"
    TAB = "\t"


NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
_MOST_SHOWN = 40  # characters of a cell in a sentence


def utf8_text(octets: bytes, file: str) -> str:
    """The text of a file, line ends kept; a byte order mark at its start is left out.

    Raises:
        BadInput: octets that are not UTF-8, with the line of the first.
    """
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1  # counted after a byte order mark
        raise BadInput(
            "This line is not UTF-8 text.",
            fix="Save the file as UTF-8 and run the command again.",
            at=f"{file}:{line}",
        ) from None


def numbered_lines(
    file: str, text: str, separator: Separator = Separator.COMMA
) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line that is not blank; a quoted cell may run over several lines.

    Raises:
        BadInput: the text is empty or is no text with this separator.
    """
    if not text.strip():
        raise BadInput(f"{file} is empty.", fix="Use a file with a header and rows.")
    nothing = text.find("\0")
    if nothing >= 0:
        raise _unreadable(file, text.count("\n", 0, nothing) + 1, separator)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator.value, strict=True)
    first = 1
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():
                yield first, cells
            first = reader.line_num + 1
    except csv.Error:
        raise _unreadable(file, first, separator) from None


def number_in(cell: str) -> float | None:
    """The finite number that a cell is written as, or None where it is something else."""
    if not NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return number if math.isfinite(number) else None


def shown(cell: str) -> str:
    """A cell as it may stand in a sentence: in one line, cut when long, named when empty."""
    if not cell.strip():
        return "an empty cell"
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cell)
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"


def _unreadable(file: str, line: int, separator: Separator) -> BadInput:
    word = separator.name.lower()
    return BadInput(
        f"This is not a line of {word}-separated values.",
        fix=f"Save the file as {word}-separated text, with quotes around cells that hold a {word}.",
        at=f"{file}:{line}",
    )
