"""A repeating pattern keeps its gaps whatever the calendar does; two published mistakes do not."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.schedules.cycle import Cycle
from limen.terms.calendar import days_between, later_day
from limen.terms.errors import BadInput

# From before a leap day to beyond the next year's end: every month, weekday and leap day occurs.
FIRST = date(2027, 6, 1)
STARTS = [later_day(FIRST, number) for number in range(800)]
WEEKS = 12 * 7
ONE_ON_TWO_OFF = Cycle((1, 0, 0))
CYCLES = [preset.schedule for preset in PRESETS if isinstance(preset.schedule, Cycle)]
PATTERNS = st.lists(st.integers(0, 1), min_size=2, max_size=28).filter(any).map(tuple)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
LENGTHS = st.integers(0, 168)

Days = Callable[[date, date], tuple[date, ...]]


def weekday_tied(starts: date, ends: date) -> tuple[date, ...]:
    """The published mistake: one on, two off as Sunday, Wednesday and Saturday of every week."""
    return tuple(day for day in every_day(starts, ends) if day.isoweekday() % 7 in {0, 3, 6})


def day_of_month_tied(starts: date, ends: date) -> tuple[date, ...]:
    """The published mistake: one on, two off as the 1st, 4th, up to the 28th of every month."""
    return tuple(day for day in every_day(starts, ends) if day.day in range(1, 29, 3))


def every_day(starts: date, ends: date) -> list[date]:
    return [later_day(starts, number) for number in range(days_between(starts, ends) + 1)]


def gaps(days: tuple[date, ...]) -> list[int]:
    return [days_between(one, next_one) for one, next_one in pairwise(days)]


def wrong_starts(days: Days) -> list[date]:
    """The start days from which one on, two off does not keep a gap of three days."""
    return [start for start in STARTS if set(gaps(days(start, later_day(start, WEEKS)))) != {3}]


def test_one_on_two_off_keeps_its_gaps_for_every_start_day() -> None:
    assert wrong_starts(ONE_ON_TWO_OFF.days) == []


@pytest.mark.parametrize("mistake", [weekday_tied, day_of_month_tied])
def test_the_published_mistakes_are_found(mistake: Days) -> None:
    assert wrong_starts(mistake) == STARTS


def test_a_sunday_is_not_followed_by_a_monday() -> None:
    sunday = date(2026, 3, 1)
    ends = later_day(sunday, 8)

    assert gaps(weekday_tied(sunday, ends)) == [3, 3, 1]
    assert gaps(ONE_ON_TWO_OFF.days(sunday, ends)) == [3, 3]


@pytest.mark.parametrize(
    ("starts", "ends", "mistaken"),
    [
        (date(2026, 1, 28), date(2026, 2, 4), [4, 3]),
        (date(2026, 2, 28), date(2026, 3, 4), [1, 3]),
        (date(2028, 2, 28), date(2028, 3, 4), [2, 3]),
        (date(2026, 4, 28), date(2026, 5, 4), [3, 3]),
    ],
)
def test_the_end_of_a_month_moves_no_dose_day(
    starts: date, ends: date, mistaken: list[int]
) -> None:
    assert gaps(day_of_month_tied(starts, ends)) == mistaken
    assert set(gaps(ONE_ON_TWO_OFF.days(starts, ends))) == {3}


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_preset_keeps_its_gaps_for_every_start_day(cycle: Cycle) -> None:
    expected = gaps(cycle.days(FIRST, later_day(FIRST, WEEKS)))

    found = [gaps(cycle.days(start, later_day(start, WEEKS))) for start in STARTS]

    assert found == [expected] * len(STARTS)


@given(PATTERNS, DAYS, LENGTHS)
def test_a_day_is_a_dose_day_where_the_pattern_says_so(
    pattern: tuple[int, ...], starts: date, length: int
) -> None:
    days = Cycle(pattern).days(starts, later_day(starts, length))

    marks = (pattern * (length // len(pattern) + 1))[: length + 1]
    assert [days_between(starts, day) for day in days] == [
        number for number, mark in enumerate(marks) if mark
    ]


@given(PATTERNS, DAYS, LENGTHS, LENGTHS)
def test_a_later_end_adds_days_and_moves_none(
    pattern: tuple[int, ...], starts: date, length: int, longer: int
) -> None:
    cycle, ends = Cycle(pattern), later_day(starts, length)

    before, after = cycle.days(starts, ends), cycle.days(starts, later_day(ends, longer))

    assert after[: len(before)] == before
    assert [day for day in after if day <= ends] == list(before)


def test_an_end_before_the_start_has_no_days() -> None:
    assert ONE_ON_TWO_OFF.days(FIRST, later_day(FIRST, -1)) == ()


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ((), "A pattern has 2 to 28 days."),
        ((1,), "A pattern has 2 to 28 days."),
        ((1, *[0] * 28), "A pattern has 2 to 28 days."),
        ((1, 2), "A pattern holds only 1 for a dose day and 0 for an off day."),
        ((1, -1), "A pattern holds only 1 for a dose day and 0 for an off day."),
        ((True, False), "A pattern holds only 1 for a dose day and 0 for an off day."),
        ((0, 0, 0), "A pattern has at least one dose day."),
    ],
)
def test_a_pattern_that_says_nothing_is_refused(pattern: tuple[int, ...], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        Cycle(pattern)

    assert (refused.value.says, refused.value.at) == (says, "pattern")
    assert refused.value.fix == "Write it like 1,0,0 for one day on, two off."


@pytest.mark.parametrize("pattern", [(1, 0), (1, 1), (0, 1), (0, *[1] * 27)])
def test_the_shortest_and_the_longest_pattern_are_taken(pattern: tuple[int, ...]) -> None:
    assert Cycle(pattern).parameters == {"pattern": pattern}
