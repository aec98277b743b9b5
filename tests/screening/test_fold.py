"""What stands on every page after a hard answer, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from limen.screening.fold import HardMoment
from limen.screening.triage import NextStep

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
