"""SAF-12: screening closes the same three things and nothing else, in every state and age."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import Answer, StatedVerdict
from limen.screening.gates import (
    STOPPED_FOR,
    VALID_FOR,
    Decided,
    Gate,
    LapsedWhy,
    Screening,
    ScreeningState,
)
from limen.screening.questions import QUESTIONS
from limen.screening.rules import Tier
from limen.screening.tables import screening_table
from limen.screening.verdict import Reason, Said, decide

DAY = date(2026, 11, 21)
LAST = DAY + VALID_FOR
NOS = {one.id: Answer.NO for one in QUESTIONS}
TICKS = {
    StatedVerdict.CLEAR: (),
    StatedVerdict.CAUTION: ("htn",),
    StatedVerdict.STOP: ("seizure",),
}
BY_AGE = {
    None: StatedVerdict.STOP,
    AgeBand.FROM_18_TO_20: StatedVerdict.STOP,
    AgeBand.FROM_21_TO_24: StatedVerdict.CLEAR,
    AgeBand.FROM_25_TO_64: StatedVerdict.CLEAR,
    AgeBand.FROM_65: StatedVerdict.CAUTION,
}
ORDER = list(TICKS)
EVERY_REASON = frozenset({"htn", "age_65"})


def decided(verdict, band=AgeBand.FROM_25_TO_64):
    """What the rules decide for somebody of that age whose answers alone come to a verdict."""
    answers = NOS | dict.fromkeys(TICKS[verdict], Answer.YES)
    found = decide(answers, Said(age_band=band), screening_table(), on=DAY)
    return Decided(DAY, found.verdict, found.reasons, "2026-11-20", LAST)


@pytest.mark.parametrize("band", BY_AGE)
@pytest.mark.parametrize("verdict", StatedVerdict)
@pytest.mark.parametrize("gate", Gate)
def test_a_gate_is_open_in_these_cases_alone(gate, verdict, band):
    worst = max(verdict, BY_AGE[band], key=ORDER.index)
    needs_answer = worst is StatedVerdict.CAUTION or band is AgeBand.FROM_21_TO_24
    for days, is_answered, broken_by in product((0, 90, 91), (False, True), (None, *LapsedWhy)):
        known = Screening(decided(verdict, band), broken_by=broken_by)
        if is_answered:
            known = replace(known, is_read=True, attested=EVERY_REASON, talked_on=DAY)

        is_valid = days <= 90 and broken_by is None and worst is not StatedVerdict.STOP
        is_open = is_valid and (is_answered or not needs_answer)
        assert known.opens(gate, DAY + timedelta(days=days)) is is_open


def test_exactly_three_things_close():
    assert [gate.value for gate in Gate] == ["trial_start", "packing", "threshold_view"]


@pytest.mark.parametrize("gate", Gate)
def test_nobody_who_was_never_asked_finds_a_gate_open(gate):
    assert not Screening().opens(gate, DAY)
    assert Screening().state_on(DAY) is ScreeningState.NEVER


@pytest.mark.parametrize("why", LapsedWhy)
def test_a_decision_that_ended_early_says_why(why):
    known = Screening(decided(StatedVerdict.CLEAR), broken_by=why)

    assert known.state_on(DAY) is ScreeningState.LAPSED
    assert known.lapsed_why(DAY) is why


def test_time_is_named_where_it_passed_as_well():
    known = Screening(decided(StatedVerdict.CLEAR), broken_by=LapsedWhy.MEDICINE)

    assert known.lapsed_why(LAST + timedelta(days=1)) is LapsedWhy.TIME


@pytest.mark.parametrize("broken_by", [None, LapsedWhy.MEDICINE])
def test_a_stop_stays_a_stop_whatever_comes_after_it(broken_by):
    known = Screening(decided(StatedVerdict.STOP), broken_by=broken_by)

    assert known.state_on(LAST + timedelta(days=99)) is ScreeningState.STOP


def test_a_caution_without_a_talk_stays_closed_even_where_nothing_is_named():
    known = Screening(replace(decided(StatedVerdict.CAUTION), reasons=()))

    assert known.state_on(DAY) is ScreeningState.CAUTION_OPEN_AFTER_TALK


def test_what_there_is_to_read_is_what_nobody_has_to_be_asked_about():
    tiers = {"a": Tier.STOP, "b": Tier.CLINICIAN, "c": Tier.CAUTION, "d": Tier.INFO}
    reasons = tuple(Reason(name, tier) for name, tier in tiers.items())

    assert replace(decided(StatedVerdict.STOP), reasons=reasons).to_read == ("c", "d")


def test_a_stop_after_a_hard_moment_can_be_lifted_after_14_days():
    known = Screening(decided(StatedVerdict.CLEAR), hard_on=DAY, waits_since=DAY)

    assert known.state_on(DAY) is ScreeningState.STOP
    assert known.may_lift_stop_from() == DAY + STOPPED_FOR == date(2026, 12, 5)
    assert Screening().may_lift_stop_from() is None
