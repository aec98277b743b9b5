"""Limen's own rows."""

import pytest

from limen.instruments.rows import DAILY_ROWS, HABIT_QUESTIONS, MOST_DAILY_ROWS, WEEKLY_ROWS, Row


def test_a_day_asks_for_four_rows_at_most():
    assert len(DAILY_ROWS) == MOST_DAILY_ROWS


def test_every_item_has_a_name_of_its_own():
    names = [one.id for one in (*DAILY_ROWS, *WEEKLY_ROWS, *HABIT_QUESTIONS)]

    assert len(set(names)) == len(names)


def test_a_row_without_words_at_an_end_cannot_exist():
    with pytest.raises(ValueError, match="both ends"):
        Row("own", "My own row", "low", " ")
