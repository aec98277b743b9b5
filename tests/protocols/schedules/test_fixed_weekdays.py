"""Fixed weekdays are the same in every week, from whichever day the protocol starts."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.protocols.schedules.fixed_weekdays import FixedWeekdays
from limen.terms.calendar import days_between, later_day
from limen.terms.errors import BadInput

MONDAY_AND_THURSDAY = FixedWeekdays((1, 4))
MONDAY = date(2027, 5, 31)
WEEKDAYS = st.sets(st.integers(1, 7), min_size=1).map(sorted).map(tuple)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def gaps(days: tuple[date, ...]) -> list[int]:
    return [days_between(one, next_one) for one, next_one in pairwise(days)]


def test_monday_and_thursday_keep_their_gaps_for_every_start_day() -> None:
    starts = [later_day(MONDAY, number) for number in range(800)]

    found = [gaps(MONDAY_AND_THURSDAY.days(start, later_day(start, 12 * 7))) for start in starts]

    # Until Monday a start finds Mondays first; from Tuesday to Thursday, Thursdays.
    from_monday = ([3, 4] * 12)[: len(found[0])]
    from_thursday = ([4, 3] * 12)[: len(found[1])]
    assert [gap[:23] for gap in found] == [
        (from_thursday if number % 7 in {1, 2, 3} else from_monday)[:23] for number in range(800)
    ]


@given(WEEKDAYS, DAYS, st.integers(0, 168))
def test_a_day_is_a_dose_day_if_and_only_if_its_weekday_is_chosen(
    weekdays: tuple[int, ...], starts: date, length: int
) -> None:
    ends = later_day(starts, length)

    days = FixedWeekdays(weekdays).days(starts, ends)

    every_day = [later_day(starts, number) for number in range(length + 1)]
    assert list(days) == [day for day in every_day if day.isoweekday() in weekdays]


@given(WEEKDAYS, DAYS)
def test_a_week_repeats(weekdays: tuple[int, ...], starts: date) -> None:
    days = FixedWeekdays(weekdays).days(starts, later_day(starts, 83))

    assert len(days) == 12 * len(weekdays)
    assert [later_day(day, 7) for day in days[: -len(weekdays)]] == list(days[len(weekdays) :])


@pytest.mark.parametrize(
    ("weekdays", "says"),
    [
        ((), "Choose at least one weekday."),
        ((0,), "A weekday is a number from 1 for Monday to 7 for Sunday."),
        ((8,), "A weekday is a number from 1 for Monday to 7 for Sunday."),
        ((True,), "A weekday is a number from 1 for Monday to 7 for Sunday."),
        ((4, 1), "Each weekday is named once, in the order of the week."),
        ((1, 1), "Each weekday is named once, in the order of the week."),
    ],
)
def test_weekdays_that_are_none_are_refused(weekdays: tuple[int, ...], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        FixedWeekdays(weekdays)

    assert (refused.value.says, refused.value.at) == (says, "weekdays")
    assert refused.value.fix == "Write them like 1,4 for Monday and Thursday."


def test_the_parameters_are_the_weekdays() -> None:
    assert MONDAY_AND_THURSDAY.parameters == {"weekdays": (1, 4)}
