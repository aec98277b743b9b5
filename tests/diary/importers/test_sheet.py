"""A separated file: its sign is found out, its damage is told."""

import pytest

from limen.diary.importers.sheet import sheet_of
from limen.terms.errors import BadInput
from limen.terms.lines import Separator


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", Separator.COMMA),
        ("a;b\n1,5;2,5\n", Separator.SEMICOLON),
        ("a\tb\n1,5\t2;5\n", Separator.TAB),
        ("a\n1\n", Separator.COMMA),
    ],
)
def test_the_separator_is_the_one_that_fits_most_rows(text, separator):
    assert sheet_of("a.csv", text).separator is separator


def test_cells_stand_under_their_columns():
    (row,) = sheet_of("a.csv", ' a ,b\n1,"x\ny"\n').rows

    assert (row.line, row.cells, row.wrong) == (2, {"a": "1", "b": "x\ny"}, "")


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(BadInput, match="Column 'a' stands twice"):
        sheet_of("a.csv", "a,a\n1,2\n")


@pytest.mark.parametrize("text", ["", '"a', '"a"b,c\n'])
def test_a_file_without_a_header_is_refused(text):
    with pytest.raises(BadInput):
        sheet_of("a.csv", text)


def test_damage_is_told_with_the_last_whole_row():
    with pytest.raises(BadInput, match="damaged after row 2"):
        sheet_of("a.csv", 'a,b\n1,2\n3,"4\n')


def test_more_rows_than_the_limit_are_refused():
    with pytest.raises(BadInput, match="more than 100,000 rows"):
        sheet_of("a.csv", "a\n" + "1\n" * 100_001)
