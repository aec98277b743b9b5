"""Drift on a page: counted facts against the protocol first, then where to have a look.

Sentences describe; they neither praise, blame nor diagnose.

Source: experience.md section 2.2 (drift card); methods.md section 5.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from limen.inference.drift_estimates import DriftFeature, DriftWatch, Share
from limen.journal.kinds.protocols import DriftLevel
from limen.protocols.drift import DriftFact, DriftFactId
from limen.reports.analysed import Page, PageTable
from limen.terms.calendar import days_between

RECENT_DAYS = 28
NOTHING = "Nothing was counted against the protocol."
CHOICES = (
    "This can happen without anyone deciding it. You can go back to the protocol, pause, or talk "
    "to someone."
)
_HEADINGS = ("what", "days", "when")
_SHOWN_DAYS = 5
_FACTS = {
    DriftFactId.AFTER_END: "after the planned end",
    DriftFactId.UNPLANNED_DAYS: "on days that the protocol leaves free",
    DriftFactId.UNPLANNED_WITHIN_14: "of these, within 14 days of each other",
    DriftFactId.CONSECUTIVE_DAYS: "on the day after another, against the protocol",
    DriftFactId.TOTAL_ABOVE_PLAN: "more days than planned so far",
    DriftFactId.ABOVE_HIGHEST: "with more than you had set down",
}
_FEATURES = {
    DriftFeature.UNPLANNED_DAY: "unplanned days ({count} of {n} free days)",
    DriftFeature.LARGER_AMOUNT: "larger amounts than planned ({count} of {n})",
    DriftFeature.FELT_MORE_OFTEN: "noticed more often ({count} of {n} answers)",
    DriftFeature.AFTER_BAD_DAYS: "unplanned days after days worse than usual ({count} of {n})",
}


@dataclass(frozen=True, slots=True)
class DriftAnswer:
    """Facts and the detector's weeks up to a day.

    `counts` are those of the features that raised the card, over all weeks.
    """

    facts: tuple[DriftFact, ...]
    watch: DriftWatch
    counts: tuple[tuple[DriftFeature, Share], ...]
    through: date

    @property
    def level(self) -> DriftLevel | None:
        """How it is shown: None where there is nothing to show."""
        if self.watch.clinician_week is not None:
            return DriftLevel.CLINICIAN
        if self.watch.alarm_week is not None:
            return DriftLevel.CARD
        return DriftLevel.NOTE if self.facts else None

    def recent(self, fact: DriftFactId) -> int:
        """On how many of the last 28 days something was counted."""
        days = (day for each in self.facts if each.id is fact for day in each.days)
        return sum(days_between(day, self.through) < RECENT_DAYS for day in days)


def drift_fields(answer: DriftAnswer) -> dict[str, object]:
    """The `data` of `analyse` on drift."""
    return {
        "facts": [
            {
                "id": fact.id,
                "count": fact.count,
                "last_4_weeks": answer.recent(fact.id),
                "days": fact.days,
            }
            for fact in answer.facts
        ],
        "weeks": answer.watch.weeks,
        "alarm_week": answer.watch.alarm_week,
        "level": answer.level,
        "features": [
            {"id": feature, "count": share.count, "of": share.n} for feature, share in answer.counts
        ],
    }


def drift_page(answer: DriftAnswer) -> Page:
    """What the person reads about their practice."""
    if answer.level is None:
        return (NOTHING,)
    return tuple(_parts(answer))


def _parts(answer: DriftAnswer) -> Iterator[str | PageTable]:
    unplanned = answer.recent(DriftFactId.UNPLANNED_DAYS)
    more = answer.recent(DriftFactId.ABOVE_HIGHEST)
    recent = f"In the last 4 weeks: {_days(unplanned, 'unplanned ')} (protocol: 0)."
    yield f"{recent} {_days(more)} with more than you had set down." if more else recent
    if answer.counts:
        named = (_FEATURES[f].format(count=share.count, n=share.n) for f, share in answer.counts)
        yield f"Have a look: {'; '.join(named)}."
    yield CHOICES
    if answer.facts:
        yield ""
        rows = [(_FACTS[fact.id], str(fact.count), _when(fact.days)) for fact in answer.facts]
        yield PageTable(_HEADINGS, tuple(rows), numeric=("days",))


def _days(count: int, kind: str = "") -> str:
    return f"{count} {kind}{'day' if count == 1 else 'days'}"


def _when(days: Sequence[date]) -> str:
    """The latest days."""
    shown = ", ".join(day.isoformat() for day in days[-_SHOWN_DAYS:])
    return f"…, {shown}" if days[_SHOWN_DAYS:] else shown
