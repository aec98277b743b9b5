"""A score that is worse than the person's own baseline by what commonly counts as a change.

Source: safety.md sections 2.3 and 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from limen.diary.diary import Diary
from limen.instruments.catalogue import INSTRUMENTS
from limen.instruments.instrument import Instrument
from limen.instruments.phq9 import PHQ9
from limen.instruments.scoring import Score, score
from limen.journal.kinds.harms import AdverseReported
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.screening import NoticeAcknowledged
from limen.journal.standing import Standing
from limen.protocols.protocol import Protocol
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId

HELP_POINTS = 5
"""So many points of PHQ-9 above the baseline open the help page. Source: safety.md section 2.3."""

TERMS = {"phq9": "low_mood", "gad7": "anxious"}
"""The entry of the list of unwanted effects under which each is written down."""

_NOTICE = "worse_"


@dataclass(frozen=True, slots=True)
class Worse:
    """A score that rose above the baseline: of which instrument, when, and in which entry."""

    instrument: str
    day: date
    entry: EventId

    @property
    def notice(self) -> str:
        """The name of its question in the entry that it was answered with no."""
        return f"{_NOTICE}{self.instrument}"

    @property
    def term(self) -> str:
        """The unwanted effect that is written down after a yes."""
        return TERMS[self.instrument]


def asked_unasked(
    events: Sequence[Standing], diary: Diary, plan: Protocol | None
) -> tuple[Worse, ...]:
    """What to ask about without having been told: each worse score that nobody answered yet."""
    found = (_worse(diary, one, plan) for one in INSTRUMENTS if one.id in TERMS)
    return tuple(one for one in found if one is not None and not _is_answered(events, one))


def needs_help_page(diary: Diary, answered: QuestionnaireAnswered, plan: Protocol | None) -> bool:
    """Whether a set of answers lies so far above the baseline that help is shown."""
    total = _total(PHQ9, answered) if answered.instrument == PHQ9.id else None
    before = _totals(diary, PHQ9)
    if total is None or not before:
        return False
    return total - _baseline(before, plan) >= HELP_POINTS


_Scored = tuple[date, EventId, int]


def _worse(diary: Diary, known: Instrument, plan: Protocol | None) -> Worse | None:
    scored = _totals(diary, known)
    if not scored or known.smallest_change is None:
        return None
    day, entry, total = scored[-1]
    is_worse = total - _baseline(scored, plan) >= known.smallest_change
    return Worse(known.id, day, entry) if is_worse else None


def _totals(diary: Diary, known: Instrument) -> list[_Scored]:
    """Every whole set of answers with its total, in the order of the journal."""
    found = ((one.day, one.id, _total(known, one.stated)) for one in diary.questionnaires)
    return [(day, entry, total) for day, entry, total in found if total is not None]


def _total(known: Instrument, answered: QuestionnaireAnswered) -> int | None:
    if answered.instrument != known.id:
        return None
    try:
        scored = score(known, answered.answers)
    except BadInput:
        return None  # of a file from elsewhere: what cannot be scored has no total
    return scored.total if isinstance(scored, Score) else None


def _baseline(scored: Sequence[_Scored], plan: Protocol | None) -> int:
    """The last total up to the start of the protocol; without one, the first of all."""
    before = [total for day, _, total in scored if plan and day <= plan.dates.starts]
    return before[-1] if before else scored[0][2]


def _is_answered(events: Sequence[Standing], worse: Worse) -> bool:
    """Whether its question was answered since the score was written down."""
    since = takewhile(lambda event: event.id != worse.entry, reversed(events))
    return any(_settles(event.payload, worse) for event in since)


def _settles(payload: Payload, worse: Worse) -> bool:
    match payload:
        case NoticeAcknowledged(notice=notice):
            return notice == worse.notice
        case AdverseReported(term=term):
            return term == worse.term
        case _:
            return False
