"""The recovery sheet as it is drawn: its code as squares, for a page and for a terminal."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import segno

BORDER = 4
_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


def squares(groups: Sequence[str]) -> tuple[tuple[bool, ...], ...]:
    """The rows of the QR code of a sheet, its empty border included; True is dark.

    It holds the characters of all groups without spaces.

    Source: trust.md section 4.4.
    """
    code = segno.make("".join(groups), error="m", micro=False)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix_iter(border=BORDER))


def squares_path(groups: Sequence[str]) -> str:
    """The dark squares as the path of an SVG in which each is one unit wide."""
    rows = enumerate(squares(groups))
    return "".join(f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row) if dark)


def squares_text(groups: Sequence[str]) -> str:
    """The squares as text, two rows in a line, light as the letters of a dark terminal."""
    rows = squares(groups)
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=(False,) * len(rows[0]))
    return "\n".join(_line(upper, lower) for upper, lower in pairs)


def _line(upper: Iterable[bool], lower: Iterable[bool]) -> str:
    return "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
