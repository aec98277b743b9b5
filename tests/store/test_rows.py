"""Many rows by one statement: all or none, in their order, and nothing kept behind."""

import gc
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from limen.store.rows import insert_rows

ROWS = [(f"name {number}", number, bytes([number % 256]), None) for number in range(2500)]
NAMES = ("name", "number", "octets", "absent")


@pytest.fixture
def table(vault: object) -> Iterator[str]:
    """An empty table of the open vault, whose numbers differ."""
    del vault  # it is open, which is what counts
    _run("CREATE TABLE a (name TEXT, number INTEGER UNIQUE, octets BLOB, absent TEXT)")
    yield "a"
    _run("DROP TABLE a")


@pytest.mark.parametrize("count", [0, 1, 2, 1000, 1001, 2500])
def test_rows_are_there_in_their_order(table: str, count: int) -> None:
    insert_rows(table, NAMES, ROWS[:count])

    assert _run("SELECT * FROM a ORDER BY rowid") == ROWS[:count]


def test_one_row_that_is_refused_keeps_all_out(table: str) -> None:
    insert_rows(table, NAMES, ROWS[5:6])

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(table, NAMES, ROWS[:10])

    assert _run("SELECT * FROM a") == ROWS[5:6]


@pytest.mark.parametrize("count", [1, 2500])
def test_nothing_of_the_rows_and_of_their_writing_stays(table: str, count: int) -> None:
    room = _run("PRAGMA cache_size")

    insert_rows(table, NAMES, ROWS[:count])

    assert _run("PRAGMA cache_size") == room == [(-8000,)]
    assert gc.isenabled()
    with pytest.raises(OperationalError, match="user-defined function raised exception"):
        _run("SELECT cell(0, 0)")


def test_room_is_given_back_where_rows_are_refused(table: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(table, NAMES, [*ROWS, ROWS[0]])

    assert _run("PRAGMA cache_size") == [(-8000,)]
    assert _run("SELECT count(*) FROM a") == [(0,)]


def _run(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        return cursor.execute(statement).fetchall()
