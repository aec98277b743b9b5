"""Cells are lent to the statements of one thread, and only while they are needed."""

from threading import Thread

import pytest

from limen.store.sqlcipher.cells import cell, lent


def test_a_cell_is_found_by_row_and_column_while_it_is_lent() -> None:
    with lent([("a", 1), ("b", None)]):
        found = [cell(row, column) for row in (0, 1) for column in (0, 1)]

    assert found == ["a", 1, "b", None]
    with pytest.raises(IndexError):
        cell(0, 0)


def test_cells_are_given_back_when_writing_fails() -> None:
    with pytest.raises(ValueError, match="full"), lent([("a",)]):
        raise ValueError("full")

    with pytest.raises(IndexError):
        cell(0, 0)


def test_another_thread_sees_none_of_them() -> None:
    seen: list[object] = []

    def look() -> None:
        try:
            seen.append(cell(0, 0))
        except IndexError:
            seen.append("nothing")

    with lent([("a",)]):
        thread = Thread(target=look)
        thread.start()
        thread.join()

    assert seen == ["nothing"]
