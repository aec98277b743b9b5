"""The cells of rows that are to be written, fetched by the statement that writes them."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Row = Sequence[str | int | bytes | None]


@contextmanager
def lent(rows: Sequence[Row]) -> Iterator[None]:
    """Let statements of this thread fetch these rows by the function `cell`, and forget them."""
    _lent.rows = rows
    try:
        yield
    finally:
        _lent.rows = ()


def cell(place: int, column: int) -> str | int | bytes | None:
    """One cell of the rows that are lent, by its place in them, from 0."""
    return _lent.rows[place][column]


class _Lent(threading.local):
    rows: Sequence[Row] = ()


_lent = _Lent()
