"""A protocol has an end, a rest and a review, and is in one state on every day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.protocols.changes import changed
from limen.protocols.protocol import PlannedDates, planned_dates
from limen.protocols.states import State
from limen.terms.calendar import days_between, later_day
from limen.terms.errors import BadInput, LimenError, ProtocolRefused

START = date(2026, 3, 2)
COUNTS = st.integers(-400, 400)


def day(number: int) -> date:
    return later_day(START, number)


def test_a_plan_without_an_end_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        planned_dates(START, ends=None, rests_until=day(56))

    assert refused.value.says == "Choose an end date. A protocol without an end is a habit."
    assert refused.value.at == "ends"


def test_a_plan_without_a_rest_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        planned_dates(START, ends=day(27), rests_until=None)

    assert refused.value.says == "Choose a rest of at least 2 weeks."
    assert refused.value.at == "rests_until"


def test_the_review_is_on_the_last_day_unless_chosen_earlier() -> None:
    unchosen = planned_dates(START, ends=day(27), rests_until=day(55))
    chosen = planned_dates(START, ends=day(27), rests_until=day(55), reviews_on=day(20))

    assert unchosen == PlannedDates(START, day(27), day(55), day(27))
    assert chosen == PlannedDates(START, day(27), day(55), day(20))


@pytest.mark.parametrize(
    ("ends", "rests_until", "reviews_on", "says"),
    [
        (-1, 27, -1, "The end date lies before the start."),
        (169, 200, 169, "Choose an end date within 24 weeks."),
        (27, 40, 27, "Choose a rest of at least 2 weeks."),
        (27, 20, 27, "Choose a rest of at least 2 weeks."),
        (27, 41, 28, "The review lies between the start and the end date."),
        (27, 41, -1, "The review lies between the start and the end date."),
    ],
)
def test_dates_that_do_not_fit_are_refused(
    ends: int, rests_until: int, reviews_on: int, says: str
) -> None:
    with pytest.raises(LimenError) as refused:
        PlannedDates(START, day(ends), day(rests_until), day(reviews_on))

    assert refused.value.says == says


def test_an_end_too_late_is_a_protocol_that_is_refused() -> None:
    with pytest.raises(ProtocolRefused):
        PlannedDates(START, day(169), day(200), day(169))


@pytest.mark.parametrize(("ends", "rests_until"), [(0, 14), (27, 41), (168, 182)])
def test_the_shortest_and_the_longest_plan_are_taken(ends: int, rests_until: int) -> None:
    dates = planned_dates(START, ends=day(ends), rests_until=day(rests_until))

    assert dates.reviews_on == day(ends)


@given(COUNTS, COUNTS, COUNTS)
def test_no_dates_exist_without_an_end_a_rest_and_a_review(
    ends: int, rests_until: int, reviews_on: int
) -> None:
    try:
        dates = PlannedDates(START, day(ends), day(rests_until), day(reviews_on))
    except LimenError:
        assert not (0 <= reviews_on <= ends <= 168 and rests_until - ends >= 14)
    else:
        assert dates.starts <= dates.reviews_on <= dates.ends
        assert days_between(dates.starts, dates.ends) <= 24 * 7
        assert days_between(dates.ends, dates.rests_until) >= 2 * 7


def test_a_protocol_is_planned_then_runs_then_has_ended(make) -> None:
    protocol = make.protocol()

    states = [protocol.state_on(day(number)) for number in (-1, 0, 27, 28)]

    assert states == [State.PLANNED, State.RUNNING, State.RUNNING, State.ENDED]


def test_a_pause_takes_its_days_out_and_moves_no_other(make) -> None:
    before = make.protocol()

    paused = changed(before, make.paused(), day(5))
    after = changed(paused, make.resumed(), day(13))

    assert [days_between(START, one) for one in before.dose_days] == list(range(0, 28, 3))
    assert [days_between(START, one) for one in after.dose_days] == [0, 3, 15, 18, 21, 24, 27]
    assert [after.state_on(day(number)) for number in (4, 5, 12, 13)] == [
        State.RUNNING,
        State.PAUSED,
        State.PAUSED,
        State.RUNNING,
    ]


def test_a_pause_that_goes_on_takes_out_all_days_after_it(make) -> None:
    paused = changed(make.protocol(), make.paused(), day(5))

    assert [days_between(START, one) for one in paused.dose_days] == [0, 3]
    assert paused.state_on(day(27)) is State.PAUSED
    assert paused.state_on(day(28)) is State.ENDED


def test_a_pause_ended_on_its_own_day_takes_nothing_out(make) -> None:
    paused = changed(make.protocol(), make.paused(), day(6))

    assert changed(paused, make.resumed(), day(6)).dose_days == make.protocol().dose_days


def test_an_early_end_cuts_the_plan_and_moves_the_rest_forward(make) -> None:
    ended = changed(make.protocol(), make.ended(), day(9))

    assert (ended.last_day, ended.rest_ends) == (day(9), day(37))
    assert [days_between(START, one) for one in ended.dose_days] == [0, 3, 6, 9]
    assert [ended.state_on(day(number)) for number in (8, 9)] == [State.RUNNING, State.ENDED]


def test_a_plan_given_up_before_its_start_never_began(make) -> None:
    ended = changed(make.protocol(first=7), make.ended(), day(3))

    assert not ended.has_begun
    assert ended.dose_days == ()
    assert {ended.state_on(day(number)) for number in range(3, 40)} == {State.ENDED}


def test_an_end_told_late_changes_no_day(make) -> None:
    ended = changed(make.protocol(), make.ended(), day(30))

    assert (ended.last_day, ended.rest_ends) == (day(27), day(55))
    assert ended.dose_days == make.protocol().dose_days
