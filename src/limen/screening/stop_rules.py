"""What stops a running protocol: each rule looks at what was written down, and answers or does not.

A rule fires on its trigger and on nothing else, in both arms of a trial alike. Recording is never
closed by one. Hard moments have rules of their own (`limen.screening.triage`).

Source: safety.md section 4 (stop rules in a running protocol).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.diary.diary import Diary
from limen.journal.kinds.doses import FeltAnswered, Sitting
from limen.journal.kinds.harms import AdverseReported, MedicineStarted, Severity
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ProtocolResumed
from limen.journal.kinds.screening import (
    Answer,
    NoticeAcknowledged,
    ScreeningAnswered,
    ScreeningDecided,
)
from limen.journal.standing import Standing
from limen.protocols.protocol import Protocol
from limen.terms.calendar import later_day
from limen.terms.felt import Felt, Strength
from limen.terms.identifiers import EventId


class StopRule(StrEnum):
    """Each rule by its row in the table of screening, the most urgent first."""

    SEROTONIN = "sign_st"
    HEART = "pause_heart"
    MIND = "sign_psy"
    PREGNANCY = "pause_pregnancy"
    ANXIETY = "pause_anxiety"
    NEW_MEDICINE = "pause_new_medicine"
    FELT = "pause_felt"


PAUSES = frozenset(
    {
        StopRule.SEROTONIN,
        StopRule.HEART,
        StopRule.MIND,
        StopRule.PREGNANCY,
        StopRule.ANXIETY,
    }
)
"""The rules that let a running protocol rest; the others ask or tell."""

HAS_PAGE = frozenset({StopRule.SEROTONIN, StopRule.HEART, StopRule.MIND, StopRule.PREGNANCY})
"""The rules whose page opens at once, and not only a card."""

TENSE_DAYS, TENSEST_CALM = 2, 2
"""Anxiety of 6 or 7 of 7 is a calm of 2 or 1 on the row from very tense to very calm."""

CLEAR_ANSWERS = 2
LOOKS_BACK_DAYS = 28
"""So far back an unwanted effect opens a card where no protocol runs."""

STOP_RULES = "1"
"""The version of these rules, beside an entry that one of them was read."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A rule that has fired and was not answered yet.

    Args:
        rule: which one.
        day: the latest day of its trigger.
        count: on how many days it was met.
        of: of how many days, for the rule about what was felt; else 0.
    """

    rule: StopRule
    day: date
    count: int = 1
    of: int = 0


def stop_page(effects: Collection[str]) -> StopRule | None:
    """The rule whose page opens at once for what was tapped in one list, or None."""
    tapped = set(effects)
    found = (rule for rule, sets in _SIGNS.items() if any(one <= tapped for one in sets))
    return next(found, None)


def stop_page_of_report(report: AdverseReported) -> StopRule | None:
    """The rule whose page opens at once for one report: it may be fainting when it was bad."""
    is_bad = report.severity is not Severity.LITTLE
    return StopRule.HEART if report.term == _DIZZY and is_bad else stop_page((report.term,))


def open_stops(
    events: Sequence[Standing], diary: Diary, plan: Protocol | None, *, today: date
) -> tuple[Stop, ...]:
    """Every rule that has fired since it was answered last, the most urgent first.

    A rule is answered by an entry that its card was read, and by going on with the protocol; the
    one about a new medicine by a new screening.

    Args:
        events: the standing events, in order.
        diary: their fold.
        plan: the protocol that runs or is paused, or None.
        today: the local date of the person.
    """
    first = plan.dates.starts if plan else later_day(today, -LOOKS_BACK_DAYS)
    read = [event for event in events if event.day >= first and isinstance(event.payload, _READ)]
    around = _Around(diary, plan)
    found = (rule(_unanswered(name, read), around) for name, rule in _RULES.items())
    return tuple(stop for stop in found if stop is not None)


@dataclass(frozen=True, slots=True)
class _Around:
    diary: Diary
    plan: Protocol | None


def _unanswered(rule: StopRule, events: Sequence[Standing]) -> Sequence[Standing]:
    """What came after the last answer to a rule."""
    for place in range(len(events), 0, -1):
        if _answers(rule, events[place - 1].payload):
            return events[place:]
    return events


def _answers(rule: StopRule, payload: Payload) -> bool:
    match payload:
        case NoticeAcknowledged(notice=notice):
            return notice == rule
        case ProtocolResumed():
            return rule in PAUSES
        case ScreeningDecided():
            return rule is StopRule.NEW_MEDICINE
        case _:
            return False


_DIZZY, _PANIC = "dizzy", "panic"
_SIGNS: Mapping[StopRule, tuple[frozenset[str], ...]] = {
    StopRule.SEROTONIN: (frozenset({"jerks"}),),
    StopRule.HEART: (
        frozenset({"chest_pain"}),
        frozenset({"breathless"}),
        frozenset({"swollen_ankles"}),
        frozenset({"heart_racing", _DIZZY}),
    ),
    StopRule.MIND: (frozenset({"seeing_hearing"}), frozenset({"awake"})),
}


def _sign(rule: StopRule) -> Callable[[Sequence[Standing], _Around], Stop | None]:
    def fired(events: Sequence[Standing], around: _Around) -> Stop | None:
        del around  # a sign counts whether a protocol runs or not
        days = {event.day for event in events if _shows(rule, event.payload)}
        return Stop(rule, max(days), len(days)) if days else None

    return fired


def _shows(rule: StopRule, payload: Payload) -> bool:
    match payload:
        case CheckInSaved(effects=effects):
            return any(one <= set(effects) for one in _SIGNS[rule])
        case AdverseReported() as report:
            return stop_page_of_report(report) is rule
        case _:
            return False


def _anxiety(events: Sequence[Standing], around: _Around) -> Stop | None:
    """Panic at any time; or two dose days of a protocol on which the evening was very tense."""
    taken = {dose.day for dose in around.diary.doses} if around.plan else set[date]()
    tense = {event.day for event in events if event.day in taken and _is_tense(event.payload)}
    panic = {event.day for event in events if _is_panic(event.payload)}
    if not panic and len(tense) < TENSE_DAYS:
        return None
    return Stop(StopRule.ANXIETY, max(tense | panic), len(tense | panic))


def _is_tense(payload: Payload) -> bool:
    match payload:
        case CheckInSaved(sitting=Sitting.EVENING, scales=scales):
            calm = scales.get("calm")
            return calm is not None and calm <= TENSEST_CALM
        case _:
            return False


def _is_panic(payload: Payload) -> bool:
    match payload:
        case CheckInSaved(effects=effects):
            return _PANIC in effects
        case AdverseReported(term=term):
            return term == _PANIC
        case _:
            return False


def _pregnancy(events: Sequence[Standing], around: _Around) -> Stop | None:
    """The latest answers say so while a protocol runs."""
    answered = [event for event in events if isinstance(event.payload, ScreeningAnswered)]
    if around.plan is None or not answered:
        return None
    last = answered[-1]
    said = isinstance(last.payload, ScreeningAnswered) and last.payload.answers.get("pregnancy")
    return Stop(StopRule.PREGNANCY, last.day) if said is Answer.YES else None


def _new_medicine(events: Sequence[Standing], around: _Around) -> Stop | None:
    """A medicine that is still taken was written down while a protocol runs."""
    if around.plan is None:
        return None
    known = around.diary.medicines
    days = {
        event.day
        for event in events
        if isinstance(event.payload, MedicineStarted)
        and event.id in known
        and known[event.id].stopped_on is None
    }
    return Stop(StopRule.NEW_MEDICINE, max(days), len(days)) if days else None


def _felt(events: Sequence[Standing], around: _Around) -> Stop | None:
    """Two doses of one batch in one protocol were felt clearly; doses of a trial have no batch.

    An answer of yes counts unless the person said that it was faint.
    """
    if around.plan is None:
        return None
    new = {event.payload.dose for event in events if isinstance(event.payload, FeltAnswered)}
    found = (_felt_of(batch, new, around) for batch in around.diary.batches)
    return next((stop for stop in found if stop is not None), None)


def _felt_of(batch: EventId, new: Collection[EventId], around: _Around) -> Stop | None:
    first = around.plan.dates.starts if around.plan else date.max
    answered = [
        dose
        for dose in around.diary.doses
        if dose.stated.batch == batch and dose.day >= first and dose.felt is not None
    ]
    clear = [dose for dose in answered if _is_clear(dose.felt)]
    days = {dose.day for dose in clear}
    if len(clear) < CLEAR_ANSWERS or not any(dose.id in new for dose in clear):
        return None
    return Stop(StopRule.FELT, max(days), len(days), len({dose.day for dose in answered}))


def _is_clear(felt: FeltAnswered | None) -> bool:
    return felt is not None and felt.felt is Felt.YES and felt.strength is not Strength.FAINT


_RULES: Mapping[StopRule, Callable[[Sequence[Standing], _Around], Stop | None]] = {
    StopRule.SEROTONIN: _sign(StopRule.SEROTONIN),
    StopRule.HEART: _sign(StopRule.HEART),
    StopRule.MIND: _sign(StopRule.MIND),
    StopRule.PREGNANCY: _pregnancy,
    StopRule.ANXIETY: _anxiety,
    StopRule.NEW_MEDICINE: _new_medicine,
    StopRule.FELT: _felt,
}

_READ = (
    CheckInSaved,
    AdverseReported,
    FeltAnswered,
    MedicineStarted,
    NoticeAcknowledged,
    ProtocolResumed,
    ScreeningAnswered,
    ScreeningDecided,
)
