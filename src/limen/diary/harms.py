"""Adverse events: harms as reported, and which of them go on."""

from datetime import date

from limen.diary.diary import AdverseEvent, Diary
from limen.journal.kinds.harms import AdverseEnded
from limen.journal.kinds.payload import Payload
from limen.terms.errors import RuleBroken


def ongoing_harms(diary: Diary) -> tuple[AdverseEvent, ...]:
    """Return the adverse events that were still there when last asked about."""
    return tuple(harm for harm in diary.adverse_events.values() if _goes_on(harm))


def end_harm(diary: Diary, ended: AdverseEnded, *, day: date) -> tuple[Payload, ...]:
    """Return what is written when a person says, on a day, that a harm is over.

    Raises:
        RuleBroken: there is no such harm, it is over already, or it began after that day.
    """
    harm = diary.adverse_events.get(ended.report)
    if harm is None:
        raise RuleBroken("This report is not in your notes.", fix="Report it first.", at="report")
    if not _goes_on(harm):
        raise RuleBroken("This was already over.", at="report")
    if day < harm.day:
        raise RuleBroken("This day lies before the report.", fix="Check the day.", at="day")
    return (ended,)


def _goes_on(harm: AdverseEvent) -> bool:
    return harm.stated.ongoing and harm.ended_on is None
