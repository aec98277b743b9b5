"""Counting days: every answer is a date, and no clock and no zone takes part."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.calendar import days_between, days_from, later_day, weekday
from limen.terms.errors import BadInput

DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
NEAR = st.dates(date(1900, 1, 1), date(2100, 1, 1))
COUNTS = st.integers(-1000, 1000)


@given(NEAR, COUNTS)
def test_a_later_day_is_as_many_days_later(day: date, days: int) -> None:
    assert days_between(day, later_day(day, days)) == days


@given(NEAR, COUNTS, COUNTS)
def test_steps_add_up(day: date, first: int, then: int) -> None:
    assert later_day(later_day(day, first), then) == later_day(day, first + then)


@given(DAYS, DAYS)
def test_counting_back_changes_the_sign(one: date, other: date) -> None:
    assert days_between(one, other) == -days_between(other, one)


@given(NEAR, st.integers(-3, 1000))
def test_days_from_one_to_another_are_one_day_apart(first: date, length: int) -> None:
    last = later_day(first, length)

    days = days_from(first, last)

    assert list(days) == [later_day(first, number) for number in range(length + 1)]


@given(NEAR, COUNTS)
def test_a_week_has_seven_weekdays(day: date, weeks: int) -> None:
    assert weekday(later_day(day, 7 * weeks)) == weekday(day)
    assert sorted(map(weekday, days_from(day, later_day(day, 6)))) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2027, 2, 28), 1, date(2027, 3, 1)),
        (date(2100, 2, 28), 1, date(2100, 3, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 3, 1), -1, date(2026, 2, 28)),
        (date(2026, 3, 2), 168, date(2026, 8, 17)),
    ],
)
def test_later_days_as_in_a_hand_made_table(day: date, days: int, expected: date) -> None:
    assert later_day(day, days) == expected


def test_the_week_begins_on_monday() -> None:
    assert [weekday(date(2026, 3, 1 + number)) for number in range(8)] == [7, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2, 1, 1), -1),
        (date(9998, 12, 31), 1),
        (date(2026, 1, 1), 10**9),
        (date(2026, 1, 1), -(10**9)),
        (date(1, 1, 1), 400),
        (date(9999, 1, 1), -400),
    ],
)
def test_a_year_out_of_range_is_refused(day: date, days: int) -> None:
    with pytest.raises(BadInput) as refused:
        later_day(day, days)

    assert refused.value.says == "The year lies outside 2 to 9998."


def test_a_moment_is_no_day() -> None:
    moment, day = datetime(2026, 3, 2, 19, 4, tzinfo=UTC), date(2026, 3, 2)

    for counted in (
        lambda: later_day(moment, 1),
        lambda: days_between(moment, day),
        lambda: days_between(day, moment),
        lambda: days_from(moment, day),
        lambda: days_from(day, moment),
        lambda: weekday(moment),
    ):
        with pytest.raises(TypeError, match="a day is a date, not a moment"):
            counted()
