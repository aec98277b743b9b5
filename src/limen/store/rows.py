"""Many rows written by one statement."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

from limen.store.collecting import uncollected
from limen.store.sqlcipher.cells import Row, lent

_MANY = 1000
_ROOM_KIB = 65536  # for the pages that many rows touch in no order


def insert_rows(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows, all of them or none, in their order.

    SQLCipher locks each piece of memory that it asks the system for. A statement that is run once
    for each row asks more than twenty times a row; one that fetches its rows itself asks twice.

    Args:
        table: a name of our own, as are the columns.
        columns: one for each cell of a row.
        rows: the cells.
    """
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    cells = ", ".join(f"cell(key, {place})" for place in range(len(columns)))
    statement = f'INSERT INTO "{table}" ({names}) SELECT {cells} FROM json_each(%s)'  # noqa: S608 -- names of our own
    with connection.cursor() as cursor, _room_for(len(rows), cursor), lent(rows), uncollected():
        cursor.execute(statement, [_as_many(len(rows))])


def _as_many(rows: int) -> str:
    """A list of so many members, whose keys are the places of the rows."""
    return f"[{','.join('0' * rows)}]"


@contextmanager
def _room_for(rows: int, cursor: CursorWrapper) -> Iterator[None]:
    """More memory for the pages of many rows, which are else written and read again and again."""
    if rows <= _MANY:
        yield
        return
    found = cursor.execute("PRAGMA cache_size").fetchone()[0]
    cursor.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA cache_size = {found}")
