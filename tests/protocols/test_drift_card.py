"""The card about drift: open from a counted fact until its answer, and calm in between."""

from dataclasses import replace
from uuid import UUID

import pytest

from limen.journal.kinds.doses import DoseTaken
from limen.journal.kinds.protocols import (
    DriftAnswered,
    DriftChoice,
    Measure,
    PausedWhy,
    ProtocolPaused,
)
from limen.protocols.drift import DriftFactId
from limen.protocols.drift_card import DRIFT_NOTICE, plan_facts, require_answered
from limen.terms.errors import RuleBroken


@pytest.fixture
def notes(load, root):
    """A practice of four weeks, a dose day every third day from the first."""
    made = load(root / "tests" / "practised.py").Practised()
    made.plan()
    return made


@pytest.fixture
def day(load, root):
    return load(root / "tests" / "practised.py").day


def answered(notes, number, choice=DriftChoice.BACK_TO_PROTOCOL):
    notes.state(number, DriftAnswered(card=notes.events[-1].id, choice=choice))


def counts(card):
    return {fact.value: count for fact, count in card.counts.items()}


def test_days_as_planned_and_days_without_a_plan_open_no_card(notes, load, root):
    for number in (0, 3, 6):
        notes.dose(number)
    free = load(root / "tests" / "practised.py").Practised()
    free.dose(1)

    assert notes.card(7) is None
    assert free.card(1) is None


def test_what_was_counted_opens_it_on_the_day_itself(notes):
    notes.dose(0)
    notes.dose(1)

    card = notes.card(1)

    assert counts(card) == {"unplanned_days": 1, "consecutive_days": 1, "total_above_plan": 1}
    assert not card.is_put_off


def test_it_looks_back_four_weeks_and_counts_after_the_end(notes, day):
    for number in (1, 30):
        notes.dose(number)

    assert counts(notes.card(28)) == {"unplanned_days": 1}
    assert counts(notes.card(30)) == {"after_end": 1}
    assert notes.card(58) is None
    assert plan_facts(notes.diary, notes.protocols.each, notes.protocols.each[0], through=day(30))


@pytest.mark.parametrize("choice", list(DriftChoice))
def test_an_answer_closes_it_until_something_new_is_counted(notes, choice):
    notes.dose(1)
    answered(notes, 1, choice)
    assert notes.card(2) is None

    notes.dose(3)
    assert notes.card(3) is None
    notes.dose(4)

    assert counts(notes.card(4))["unplanned_days"] == 2


def test_a_second_unplanned_dose_of_a_day_that_was_answered_opens_it_again(notes):
    notes.dose(1)
    answered(notes, 1)
    notes.dose(1)

    assert notes.card(1) is not None


def test_a_day_written_down_late_counts_as_new(notes):
    notes.dose(4)
    answered(notes, 4)
    notes.dose(3)

    assert counts(notes.card(5))["consecutive_days"] == 1


def test_it_can_be_put_off_for_seven_days_and_stays_open(notes):
    notes.dose(1)
    notes.read(2, DRIFT_NOTICE)

    assert [notes.card(number).is_put_off for number in (2, 8, 9)] == [True, True, False]
    with pytest.raises(RuleBroken, match="not as you had planned"):
        require_answered(notes.card(2))


def test_another_notice_does_not_put_it_off(notes):
    notes.dose(1)
    notes.read(1, "exposure")

    assert not notes.card(1).is_put_off
    require_answered(None)


def test_a_dose_in_the_morning_and_a_pause_in_the_evening_count_as_nothing(notes):
    plan = notes.events[0].id
    notes.dose(3)
    notes.state(3, ProtocolPaused(protocol=plan, why=PausedWhy.ADVERSE))

    assert notes.card(3) is None
    notes.dose(6)
    assert counts(notes.card(6))["unplanned_days"] == 1


def test_days_count_against_the_protocol_that_began_before_them(notes, day):
    later = {"starts": day(60), "ends": day(80), "reviews_on": day(80), "rests_until": day(100)}
    notes.plan(56, **later)
    notes.dose(58)
    notes.dose(60)
    notes.dose(61)

    assert {fact.id: fact.days for fact in notes.card(61).facts} == {
        DriftFactId.AFTER_END: (day(58),),
        DriftFactId.UNPLANNED_DAYS: (day(61),),
        DriftFactId.CONSECUTIVE_DAYS: (day(61),),
        DriftFactId.TOTAL_ABOVE_PLAN: (day(61),),
    }


def test_a_protocol_long_over_adds_nothing(notes, day):
    notes.dose(1)
    later = {"starts": day(60), "ends": day(120), "reviews_on": day(120), "rests_until": day(140)}
    notes.plan(56, **later)
    notes.dose(118)

    assert counts(notes.card(118)) == {"unplanned_days": 1}


def test_unplanned_days_after_worse_days_are_counted(notes):
    for number, calm in enumerate((6, 6, 6, 6, 2)):
        notes.evening(number, calm=calm)
    notes.evening(5, mood=1)
    notes.dose(5)
    notes.dose(2)

    assert notes.card(5).after_worse == 1


def test_a_measure_of_which_less_is_better_counts_the_other_way(load, root):
    made = load(root / "tests" / "practised.py").Practised()
    made.plan(measures=(Measure(id="calm", higher_is_better=False),))
    for number, calm in enumerate((2, 2, 2, 6)):
        made.evening(number, calm=calm)
    made.dose(4)

    assert made.card(4).after_worse == 1


def test_capsules_of_a_trial_count_by_nothing_that_they_hold(notes):
    sealed = replace(DoseTaken.example(), amount=None, batch=None, trial=UUID(int=9), slot=1)
    notes.state(1, sealed)
    assert notes.card(1) is None

    notes.dose(2)

    assert counts(notes.card(2)) == {"unplanned_days": 1}
