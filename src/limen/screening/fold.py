"""The fold of screening: the latest hard moment, and what was answered to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from limen.journal.kinds.screening import CrisisShown, CrisisTriaged
from limen.journal.standing import Standing
from limen.screening.triage import NextStep, next_step

WAITS_FOR_ANSWERS = timedelta(minutes=10)
"""Questions that were left open so long count as not answered with no."""

TAKES_PRECEDENCE = timedelta(hours=24)
"""So long a strip with the way to help stands on every page."""


@dataclass(frozen=True, slots=True)
class HardMoment:
    """The latest time that the help page was shown for an answer, and what was answered then.

    `shown_at` is None where it never was; `answered_at` where the three questions stayed open.
    """

    shown_at: datetime | None = None
    answered_at: datetime | None = None
    step: NextStep | None = None

    def step_at(self, now: datetime) -> NextStep | None:
        """Which page comes first at a moment, or None where no hard moment is recent.

        Unanswered questions count as NOW once they have waited long enough.
        Source: safety.md section 2.3.
        """
        if self.shown_at is None or now - self._latest >= TAKES_PRECEDENCE:
            return None
        if self.step is None and now - self.shown_at < WAITS_FOR_ANSWERS:
            return NextStep.WATCH
        return self.step or NextStep.NOW

    @property
    def _latest(self) -> datetime:
        moments = [moment for moment in (self.shown_at, self.answered_at) if moment]
        return max(moments)


def hard_moment(standing: Iterable[Standing]) -> HardMoment:
    """What the standing events say; never raises on a valid journal."""
    return extend(HardMoment(), standing)


def extend(known: HardMoment, standing: Iterable[Standing]) -> HardMoment:
    """The same with further events, equal to the fold of all of them together."""
    for event in standing:
        match event.payload:
            case CrisisShown():
                known = HardMoment(shown_at=event.at)
            case CrisisTriaged() as triaged:
                step = next_step(triaged.answers)
                known = replace(known, answered_at=event.at, step=step)
            case _:
                pass
    return known
