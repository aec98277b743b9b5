"""Tables as text: every kind of cell, no formula, and a dictionary of all columns."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.reports.tables import Column, ColumnType, Table, csv_text, dictionary, files
from limen.terms.felt import Felt

ONE = Column("a", ColumnType.TEXT, "anything")


def cells(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_text(table), newline="")))[1:]


def of_one(*rows: object) -> Table:
    return Table("t", (ONE,), tuple((row,) for row in rows))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (-3, "-3"),
        (Decimal("0.10"), "0.10"),
        (Felt.UNSURE, "unsure"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 19, 4, tzinfo=UTC), "2026-03-02T19:04:00.000Z"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("Rain, and\r\n“sun”.", "Rain, and\r\n“sun”."),
    ],
)
def test_a_cell_is_written_as_its_type_says(cell: object, written: str) -> None:
    assert cells(of_one(cell)) == [[written]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(sign: str) -> None:
    assert cells(of_one(f"{sign}1+1")) == [[f"'{sign}1+1"]]


@pytest.mark.parametrize("number", ["-1", "+0.5", "-1e5", "-.5"])
def test_a_plain_number_stays_one(number: str) -> None:
    assert cells(of_one(number)) == [[number]]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_cell_is_a_formula_and_none_is_lost(words: str) -> None:
    ((cell,),) = cells(of_one(words)) or [[""]]

    assert cell in {words, f"'{words}"}
    assert not cell.startswith(("=", "@", "\t", "\r"))


def test_lines_end_as_spreadsheets_write_them() -> None:
    assert csv_text(of_one("x", "y")) == "a\r\nx\r\ny\r\n"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of t"):
        Table("t", (ONE,), (("x", "y"),))


def test_the_dictionary_names_every_column() -> None:
    choice = Column("b", ColumnType.CHOICE, "how", "mg", ("x", "y"))

    found = dictionary([of_one(), Table("u", (ONE, choice), ())])

    assert cells(found) == [
        ["t", "a", "text", "", "", "anything"],
        ["u", "a", "text", "", "", "anything"],
        ["u", "b", "choice", "mg", "x | y", "how"],
    ]


def test_each_table_is_a_file_and_so_is_the_dictionary() -> None:
    table = of_one("x")

    found = files((table,))

    assert dict(found) == {
        "t.csv": csv_text(table),
        "dictionary.csv": csv_text(dictionary([table])),
    }
