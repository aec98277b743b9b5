"""The folds of screening: the latest hard moment, and what the latest decision still opens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from limen.journal.kinds.harms import AdverseReported, MedicineStarted, MedicineStopped, Severity
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated
from limen.journal.kinds.protocols import EndedWhy, PausedWhy, ProtocolEnded, ProtocolPaused
from limen.journal.kinds.screening import (
    CrisisShown,
    CrisisTriaged,
    CrisisTrigger,
    NoticeAcknowledged,
    ScreeningAnswered,
    ScreeningAttested,
    ScreeningDecided,
)
from limen.journal.standing import Standing
from limen.screening.gates import NOTICE, STOPPED_FOR, Decided, LapsedWhy, Screening
from limen.screening.stop_rules import stop_page, stop_page_of_report
from limen.screening.triage import NextStep, next_step
from limen.screening.verdict import Reason
from limen.terms.identifiers import EventId

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
            case CrisisShown(trigger=CrisisTrigger.CHANGE):
                # No questions follow a score that rose, so that none can stay open.
                known = HardMoment(shown_at=event.at, step=NextStep.WATCH)
            case CrisisShown():
                known = HardMoment(shown_at=event.at)
            case CrisisTriaged() as triaged:
                step = next_step(triaged.answers)
                known = replace(known, answered_at=event.at, step=step)
            case _:
                pass
    return known


def screening(standing: Iterable[Standing]) -> Screening:
    """What the latest decision still opens; never raises on a valid journal."""
    return extend_screening(Screening(), standing)


def extend_screening(known: Screening, standing: Iterable[Standing]) -> Screening:
    """The same with further events, equal to the fold of all of them together."""
    for event in standing:
        known = _after(known, event)
    return known


def _after(known: Screening, event: Standing) -> Screening:
    match event.payload:
        case ScreeningDecided() as decided:
            return _decided(known, decided, event.day)
        case ScreeningAttested() as attested:
            return replace(
                known,
                attested=known.attested | set(attested.reasons),
                talked_on=attested.consulted,
                clinician=attested.clinician,
            )
        case NoticeAcknowledged(notice=notice) if notice == NOTICE:
            return replace(known, is_read=known.decided is not None)
        case CrisisShown() | CrisisTriaged():
            return _after_help(known, event.payload, event.day)
        case PersonStated() | MedicineStarted() | MedicineStopped() as stated:
            return _after_statement(known, event.id, stated)
        case payload:
            why = _ends_early(payload)
            return known if why is None else _broken(known, why)


def _decided(known: Screening, decided: ScreeningDecided, day: date) -> Screening:
    reasons = tuple(Reason(one.id, one.tier) for one in decided.reasons)
    made = Decided(day, decided.verdict, reasons, decided.tables_version, decided.expires)
    return Screening(
        decided=made,
        hard_on=_unless_lifted(known.hard_on, day),
        waits_since=_unless_lifted(known.waits_since, day),
        age_band=known.age_band,
        takes=known.takes,
    )


def _unless_lifted(stopped_on: date | None, day: date) -> date | None:
    """A screening too soon after a hard moment lifts nothing. Source: safety.md section 2.3."""
    if stopped_on is None or day - stopped_on >= STOPPED_FOR:
        return None
    return stopped_on


def _after_statement(
    known: Screening, said_by: EventId, payload: PersonStated | MedicineStarted | MedicineStopped
) -> Screening:
    match payload:
        case PersonStated(age_band=age_band):
            changed = _broken(known, LapsedWhy.AGE) if age_band is not known.age_band else known
            return replace(changed, age_band=age_band)
        case MedicineStarted(name=name):
            begun = _broken(known, LapsedWhy.MEDICINE)
            return replace(begun, takes=known.takes | {(said_by, name)})
        case stopped:
            left = frozenset(one for one in known.takes if one[0] != stopped.started)
            return replace(known, takes=left)


def _after_help(known: Screening, payload: CrisisShown | CrisisTriaged, day: date) -> Screening:
    """Help that was needed ends a decision; until its questions are answered they count as NOW."""
    match payload:
        case CrisisShown(trigger=CrisisTrigger.ITEM | CrisisTrigger.EFFECT):
            return replace(_broken(known, LapsedWhy.NEEDED_HELP), waits_since=day)
        case CrisisTriaged(answers=answers):
            is_now = next_step(answers) is NextStep.NOW
            return replace(known, waits_since=None, hard_on=day if is_now else known.hard_on)
        case _:
            return _broken(known, LapsedWhy.NEEDED_HELP)


def _broken(known: Screening, why: LapsedWhy) -> Screening:
    """A decision that ended early; the first cause stands."""
    if known.decided is None or known.broken_by is not None:
        return known
    return replace(known, broken_by=why)


def _ends_early(payload: Payload) -> LapsedWhy | None:
    """Why a decision ends with this event, or None. Source: safety.md section 4."""
    match payload:
        case ScreeningAnswered():
            return LapsedWhy.ANSWERS
        case AdverseReported(severity=Severity.NEEDED_HELP):
            return LapsedWhy.NEEDED_HELP
        case _:
            return LapsedWhy.STOP_EVENT if _is_stop(payload) else None


def _is_stop(payload: Payload) -> bool:
    match payload:
        case AdverseReported():
            return stop_page_of_report(payload) is not None
        case CheckInSaved(effects=effects):
            return stop_page(effects) is not None
        case ProtocolPaused(why=why):
            return why in {PausedWhy.ADVERSE, PausedWhy.CRISIS}
        case ProtocolEnded(why=why):
            return why in {EndedWhy.ADVERSE, EndedWhy.CRISIS}
        case _:
            return False
