from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.diary import Diary, DoseEvent
from limen.journal.kinds.doses import DoseTaken, FeltAnswered
from limen.protocols.drift import (
    DoseDay,
    DriftFact,
    DriftFactId,
    PracticePlan,
    dose_days,
    drift_facts,
    practice_plan,
)
from limen.terms.amount import parse_amount
from limen.terms.felt import Felt

FIRST = date(2026, 3, 2)
HIGHEST = parse_amount("0.1", "g", "dried")


def on(*numbers):
    return tuple(FIRST + timedelta(days=number) for number in numbers)


def taken(*numbers, amount=HIGHEST):
    return [DoseDay(day, (amount,)) for day in on(*numbers)]


# Two weeks, a dose day every third day.
PLAN = PracticePlan(FIRST, *on(13), frozenset(on(0, 3, 6, 9, 12)), HIGHEST)


def facts(doses, through=13, plan=PLAN):
    found = drift_facts(doses, plan, through=on(through)[0])
    return {fact.id: [(day - FIRST).days for day in fact.days] for fact in found}


def test_a_practice_as_planned_has_no_facts():
    assert facts(taken(0, 3, 6, 9, 12)) == {}


def test_fewer_days_than_planned_are_no_fact():
    assert facts(taken(3)) == {}
    assert facts([]) == {}


def test_days_after_the_end_are_counted_apart():
    assert facts(taken(0, 12, 15, 20), through=30) == {DriftFactId.AFTER_END: [15, 20]}


def test_unplanned_days_are_counted_with_their_dates():
    found = facts(taken(0, 1, 3))

    assert found == {
        DriftFactId.UNPLANNED_DAYS: [1],
        DriftFactId.CONSECUTIVE_DAYS: [1],
    }


def test_unplanned_days_near_each_other_are_named_both():
    long = replace(PLAN, ends=on(40)[0])

    assert facts(taken(1, 15, 30), 40, long)[DriftFactId.UNPLANNED_WITHIN_14] == [1, 15]


def test_days_that_follow_each_other_as_planned_are_no_fact():
    pair = replace(PLAN, dose_days=frozenset(on(0, 1, 7, 8)))

    assert facts(taken(0, 1, 7, 8), plan=pair) == {}


def test_more_days_than_planned_so_far_are_the_last_unplanned_ones():
    """By day 7 three days were planned, and five were taken."""
    assert facts(taken(0, 1, 3, 5, 6), through=7)[DriftFactId.TOTAL_ABOVE_PLAN] == [1, 5]
    assert DriftFactId.TOTAL_ABOVE_PLAN not in facts(taken(1, 4), through=7)


@pytest.mark.parametrize(
    ("amount", "counted"),
    [
        (("0.10", "g", "dried"), False),
        (("0.101", "g", "dried"), True),
        (("101", "mg", "dried"), True),
        (("1", "g", "fresh"), False),
        (("3", "capsule", "dried"), False),
    ],
)
def test_an_amount_above_the_highest_planned_is_counted_where_the_two_compare(*, amount, counted):
    found = facts(taken(3, amount=parse_amount(*amount)))

    assert found == ({DriftFactId.ABOVE_HIGHEST: [3]} if counted else {})


def test_pieces_compare_with_pieces():
    in_capsules = replace(PLAN, highest=parse_amount("2", "capsule", "capsule"))
    amount = parse_amount("3", "capsule", "capsule")

    assert in_capsules.times_highest(amount) == Decimal("1.5")
    assert facts(taken(3, amount=amount), plan=in_capsules) == {DriftFactId.ABOVE_HIGHEST: [3]}


def test_without_a_highest_amount_none_lies_above_it():
    assert (
        facts(taken(3, amount=parse_amount("9", "g", "dried")), plan=replace(PLAN, highest=None))
        == {}
    )


def test_days_before_the_plan_and_after_the_known_ones_do_not_count():
    assert facts(taken(-3, -2, 10), through=9) == {}


@given(st.sets(st.integers(-5, 30)), st.integers(0, 30))
def test_every_fact_lies_on_a_day_on_which_something_was_taken(numbers, through):
    found = facts(taken(*sorted(numbers, reverse=True)), through)

    assert all(set(days) <= numbers & set(range(through + 1)) for days in found.values())
    assert all(days == sorted(days) for days in found.values())


def test_a_fact_without_days_and_a_plan_out_of_order_are_refused():
    with pytest.raises(ValueError, match="each once and in order"):
        DriftFact(DriftFactId.AFTER_END, ())
    with pytest.raises(ValueError, match="each once and in order"):
        DriftFact(DriftFactId.AFTER_END, on(2, 1))
    with pytest.raises(ValueError, match="lie between"):
        replace(PLAN, dose_days=frozenset(on(14)))
    with pytest.raises(ValueError, match="on or after its first day"):
        PracticePlan(*on(1, 0), frozenset())


def test_a_fact_counts_its_days():
    assert DriftFact(DriftFactId.AFTER_END, on(1, 2)).count == 2


def test_a_protocol_says_what_was_planned(make):
    protocol = make.protocol(0, 13)

    plan = practice_plan(protocol)

    assert (plan.starts, plan.ends) == (make.day(0), make.day(13))
    assert plan.dose_days == frozenset(protocol.dose_days) == frozenset(on(0, 3, 6, 9, 12))
    assert plan.highest == protocol.stated.highest_planned


def test_a_diary_gives_its_days_of_open_use_with_the_strongest_answer(make):
    open_use = DoseTaken.example()
    in_trial = replace(open_use, amount=None, batch=None, trial=make.id(9), slot=1)
    said = [
        (0, open_use, Felt.NO),
        (2, replace(open_use, amount=None, batch=None), None),
        (0, open_use, Felt.UNSURE),
        (1, in_trial, Felt.YES),
    ]
    diary = Diary(doses_by_id={make.id(n): dose(make, n, *each) for n, each in enumerate(said, 1)})

    found = dose_days(diary)

    assert found == (
        DoseDay(make.day(0), (HIGHEST_AS_STATED, HIGHEST_AS_STATED), Felt.UNSURE),
        DoseDay(make.day(2), (), None),
    )


HIGHEST_AS_STATED = DoseTaken.example().amount


def dose(make, number, day, stated, felt):
    answered = None if felt is None else replace(FeltAnswered.example(), felt=felt, strength=None)
    event = make.event(number, day, stated)
    return DoseEvent(event.id, event.day, event.at, stated, felt=answered)
