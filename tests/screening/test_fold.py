"""What stands on every page after a hard answer, and what the journal says of screening."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.harms import MedicineStarted, MedicineStopped
from limen.journal.kinds.person import PersonStated
from limen.journal.kinds.screening import (
    CrisisShown,
    NoticeAcknowledged,
    ReasonLevel,
    ScreeningAttested,
    ScreeningDecided,
    StatedReason,
    StatedVerdict,
)
from limen.journal.standing import Standing
from limen.screening.fold import HardMoment, extend_screening, screening
from limen.screening.gates import NOTICE, LapsedWhy
from limen.screening.triage import NextStep
from limen.terms.identifiers import EventId

SHOWN = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_nothing_was_shown():
    assert HardMoment().step_at(SHOWN) is None


@pytest.mark.parametrize(
    ("later", "step"),
    [
        (MINUTE, NextStep.WATCH),
        (10 * MINUTE, NextStep.NOW),
        (23 * HOUR, NextStep.NOW),
        (24 * HOUR, None),
    ],
)
def test_questions_left_open_count_as_an_emergency_after_ten_minutes(later, step):
    assert HardMoment(shown_at=SHOWN).step_at(SHOWN + later) is step


@pytest.mark.parametrize("step", list(NextStep))
def test_what_was_answered_holds_for_a_day(step):
    answered = HardMoment(SHOWN, SHOWN + MINUTE, step)

    assert answered.step_at(SHOWN + 24 * HOUR) is step
    assert answered.step_at(SHOWN + 24 * HOUR + MINUTE) is None


def test_one_fold_is_the_same_as_one_fold_after_the_other():
    said = [*example_payloads()]

    for cut in range(len(said) + 1):
        first, then = journal(said)[:cut], journal(said)[cut:]
        assert extend_screening(screening(first), then) == screening(journal(said))


@given(st.lists(st.sampled_from([kind.example() for kind in KINDS.values()]), max_size=8))
def test_any_order_of_events_folds_to_a_screening(payloads):
    known = screening(journal(payloads))

    has_decided = any(isinstance(one, ScreeningDecided) for one in payloads)
    assert (known.decided is not None) is has_decided


def test_a_talk_keeps_whom_and_when():
    known = screening(journal([ScreeningDecided.example(), ScreeningAttested.example()]))

    assert (known.clinician, known.talked_on) == ("Dr. Okafor", date(2026, 3, 1))


def test_another_notice_opens_nothing():
    known = screening(journal([ScreeningDecided.example(), NoticeAcknowledged.example()]))

    assert not known.is_read


def test_reading_before_the_first_decision_opens_nothing():
    read = NoticeAcknowledged(notice=NOTICE, tables_version="2026-11-20")

    assert not screening(journal([read])).is_read


def test_the_first_cause_stands():
    said = [ScreeningDecided.example(), MedicineStarted.example(), CrisisShown.example()]

    assert screening(journal(said)).broken_by is LapsedWhy.MEDICINE


def test_a_medicine_that_the_decision_never_weighed_ends_it():
    """So it is where the end of a medicine is taken back, or an earlier name corrected."""
    decided = replace(ScreeningDecided.example(), verdict=StatedVerdict.CLEAR, reasons=())
    known = screening(journal([MedicineStarted(name="lithium"), decided]))

    assert known.lapsed_why(SHOWN.date()) is LapsedWhy.MEDICINE
    assert known.open_gates(SHOWN.date()) == frozenset()


def test_a_medicine_that_was_weighed_or_stopped_ends_nothing():
    reasons = (StatedReason(id="caffeine", tier=ReasonLevel.INFO),)
    decided = replace(ScreeningDecided.example(), reasons=reasons)
    stopped = MedicineStopped(started=EventId(UUID(int=2)))
    said = [MedicineStarted(name="coffee"), MedicineStarted(name="lithium"), stopped, decided]

    assert screening(journal(said)).lapsed_why(SHOWN.date()) is None


def example_payloads():
    """One of every kind, between two decisions."""
    yield PersonStated.example()
    yield ScreeningDecided.example()
    yield from (kind.example() for kind in KINDS.values())
    yield ScreeningDecided.example()


def journal(payloads):
    return tuple(
        Standing(
            n, EventId(UUID(int=n)), SHOWN.date(), SHOWN, "UTC", "participant", "web", None, one
        )
        for n, one in enumerate(payloads, start=1)
    )
