import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.studies.published.declaration import (
    CellRefused,
    Column,
    Declaration,
    Kind,
    RowRule,
    listed,
    refuse_outside,
    shown,
)

ARM = Column("condition", Kind.WORD, words=("MD", "PL"))
AGE = Column("age", Kind.WHOLE, unit="years", lowest=18, highest=73)
SCORE = Column("value", Kind.NUMBER, missing=("NA",))


def reason(column: Column, text: str) -> str:
    with pytest.raises(CellRefused) as caught:
        column.cell(text)
    assert caught.value.column == column.name
    return caught.value.reason


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_it_is_written(number: float):
    assert SCORE.cell(repr(number)) == number


@given(st.integers(18, 73))
def test_a_whole_number_stays_whole(age: int):
    cell = AGE.cell(str(age))

    assert (cell, type(cell)) == (age, int)


def test_zero_is_a_value_and_not_missing():
    assert SCORE.cell("0") == 0.0
    assert SCORE.cell("-0.0") == 0.0


def test_a_listed_word_stays_a_word():
    assert ARM.cell("MD") == "MD"


def test_any_word_may_stand_where_none_are_listed():
    assert Column("note", Kind.WORD).cell("None") == "None"


def test_only_the_listed_mark_means_missing():
    assert SCORE.cell("NA") is None


@pytest.mark.parametrize("text", ["None", "", " ", "na", "N/A", "-", "."])
def test_no_other_word_means_missing(text: str):
    assert reason(SCORE, text).endswith("is not a number")


def test_a_mark_of_one_column_means_nothing_in_another():
    assert reason(AGE, "NA") == "NA is not a whole number"


def test_an_unknown_word_is_never_turned_into_a_known_one():
    assert reason(ARM, "XX") == "XX is not MD or PL"
    assert reason(ARM, "md") == "md is not MD or PL"
    assert reason(ARM, "MD ") == "MD  is not MD or PL"


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-Infinity", "1_000", "\uff11\uff12", "\u0663", "1,5", " 1", "1 ", "0x10", "1e"],
)
def test_what_is_not_written_as_a_number_is_none(text: str):
    assert reason(SCORE, text) == f"{text} is not a number"


@pytest.mark.parametrize("text", ["20.0", "2e1", "2" * 16])
def test_a_whole_number_has_digits_alone(text: str):
    assert reason(AGE, text) == f"{text} is not a whole number"


def test_a_number_beyond_all_floats_is_refused():
    assert reason(SCORE, "1e999") == "the number is too large to be read"


def test_a_number_outside_its_range_is_refused_with_the_end():
    assert reason(AGE, "17") == "17 is below 18"
    assert reason(AGE, "74") == "74 is above 73"


def test_the_ends_of_a_range_belong_to_it():
    refuse_outside("age", 18, 18, 73)
    refuse_outside("age", 73, 18, 73)


def test_a_range_upside_down_cannot_exist():
    with pytest.raises(ValueError, match="upside down"):
        Column("age", Kind.WHOLE, lowest=73, highest=18)


def test_a_range_without_a_number_cannot_exist():
    with pytest.raises(ValueError, match="upside down"):
        Column("age", Kind.WHOLE, lowest=math.nan)


@pytest.mark.parametrize(
    ("key", "rules"),
    [(("who",), ()), (("age",), (RowRule(("who",), lambda _who: None),))],
)
def test_a_key_or_rule_of_undeclared_columns_cannot_exist(
    key: tuple[str, ...], rules: tuple[RowRule, ...]
):
    with pytest.raises(ValueError, match="not declared"):
        Declaration((AGE,), key, "age {age}", rules)


def test_a_cell_is_shown_in_one_line_and_cut_when_long():
    assert (
        shown("a\tb\nc\x1b[31m")
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}[31m"
    )
    assert shown("x" * 41) == "x" * 40 + "…"
    assert shown("x" * 40) == "x" * 40
    assert shown("  ") == "an empty cell"


def test_words_are_listed_as_in_a_sentence():
    assert listed(("MD",)) == "MD"
    assert listed(("MD", "PL")) == "MD or PL"
    assert listed(("a", "b", "c")) == "a, b or c"
