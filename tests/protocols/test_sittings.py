"""Evenings with more than the rows of the day."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from limen.protocols.sittings import Due, LongerPage, due, evening_opens, falling_on, week_number

FIRST = date(2026, 3, 2)


def day(number: int) -> date:
    """The day of this number, counted from 1."""
    return FIRST + timedelta(days=number - 1)


def test_the_pages_of_six_weeks():
    pages = {number: falling_on(FIRST, day(number)) for number in range(1, 43)}

    assert {number: page.value for number, page in pages.items() if page} == {
        7: "week",
        14: "fortnight",
        15: "fortnight_second",
        21: "week",
        28: "fortnight",
        29: "fortnight_second",
        35: "week",
        42: "fortnight",
    }


@given(st.integers(1, 400))
def test_no_two_longer_pages_fall_on_one_evening_and_none_is_asked_on_the_first(number):
    before, here = falling_on(FIRST, day(number)), falling_on(FIRST, day(number + 1))

    assert falling_on(FIRST, FIRST) is None
    assert before is None or here is None or here is LongerPage.FORTNIGHT_SECOND


def test_a_page_stays_open_for_two_days_more():
    weekly = Due(LongerPage.WEEK, day(7))

    assert [due(FIRST, day(number), ()) for number in (6, 7, 9, 10)] == [
        (),
        (weekly,),
        (weekly,),
        (),
    ]


def test_an_answered_page_is_not_asked_again():
    assert due(FIRST, day(8), {Due(LongerPage.WEEK, day(7))}) == ()


def test_the_two_parts_of_a_fortnight_may_be_open_together_oldest_first():
    found = [one.page for one in due(FIRST, day(15), ())]

    assert found == [LongerPage.FORTNIGHT, LongerPage.FORTNIGHT_SECOND]


def test_the_first_evenings_ask_for_nothing_more():
    assert due(FIRST, FIRST, ()) == ()


def test_weeks_are_counted_from_the_first_day():
    assert [week_number(FIRST, day(number)) for number in (1, 7, 8, 84)] == [1, 1, 2, 12]


def test_what_waits_for_an_evening_opens_three_hours_before():
    found = [evening_opens(time(hour, 30)) for hour in (20, 23, 2)]

    assert found == [time(17, 30), time(20, 30), time(23, 30)]
