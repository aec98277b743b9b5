"""A practice: one stretch of days with all that was recorded in it, from which a report is made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from limen.diary.diary import Diary, DoseEvent, Recorded
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.payload import Payload
from limen.protocols.fold import Protocols
from limen.protocols.occasions import OccasionState
from limen.protocols.protocol import Protocol
from limen.screening.gates import Screening
from limen.terms.calendar import days_from, later_day, weekday
from limen.terms.phrases import phrase

MOST_WEEKS = 24
"""A report without a plan is as long as that of the longest plan; the timeline holds all days."""

_WEEKDAYS = (
    phrase("Mon"),
    phrase("Tue"),
    phrase("Wed"),
    phrase("Thu"),
    phrase("Fri"),
    phrase("Sat"),
    phrase("Sun"),
)

WRITTEN = (OccasionState.DONE, OccasionState.LATE, OccasionState.RECALLED)
"""The states of an evening that holds an entry."""

_P = TypeVar("_P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Practice:
    """Days that have passed, each with the state of its evening, and what the person stated.

    Args:
        diary: the whole diary.
        protocols: every plan, and the check-in that counts for each day.
        plan: the plan that the days belong to, or None.
        days: each day that has passed, in order; today counts once its evening is there.
        corrections: how many entries of these days were stated anew.
        is_cut: whether earlier days were recorded that belong to these and are left out.
        screening: what was answered about health, with the talks about it.
    """

    diary: Diary
    protocols: Protocols
    plan: Protocol | None
    days: Mapping[date, OccasionState]
    corrections: int = 0
    is_cut: bool = False
    screening: Screening = field(default_factory=Screening)

    @property
    def first(self) -> date:
        """The first day."""
        return min(self.days)

    @property
    def last(self) -> date:
        """The last day that has passed."""
        return max(self.days)

    @property
    def written(self) -> int:
        """On how many days an evening was written down."""
        return sum(state in WRITTEN for state in self.days.values())

    @property
    def doses(self) -> Iterator[DoseEvent]:
        """The dose events of these days, in the order of the journal."""
        return (dose for dose in self.diary.doses_by_id.values() if dose.day in self.days)

    @property
    def is_sealed(self) -> bool:
        """Whether a dose of a blinded trial lies in these days."""
        return any(dose.stated.trial is not None for dose in self.doses)

    def of_days(self, stated: Sequence[Recorded[_P]]) -> Iterator[Recorded[_P]]:
        """What was stated for these days."""
        return (one for one in stated if one.day in self.days)

    def saved(self, sitting: Sitting) -> dict[date, CheckInSaved]:
        """The check-in that counts for each day: the first, until the person says otherwise."""
        found: dict[date, CheckInSaved] = {}
        for one in self.of_days(self.diary.check_ins):
            if one.stated.sitting is sitting:
                found.setdefault(one.day, one.stated)
        return dict(sorted(found.items()))


def practice_of_plan(
    diary: Diary, protocols: Protocols, plan: Protocol, today: date, corrected: Sequence[date] = ()
) -> Practice | None:
    """The days of a plan up to today, or None where none has passed.

    Args:
        diary: what was recorded.
        protocols: what was planned.
        plan: one of them.
        today: the local date of the person.
        corrected: the day of each entry that was stated anew.
    """
    last = min(plan.last_day, today)
    days = _days(protocols, plan.dates.starts, last, today)
    return _practice(diary, protocols, plan, days, corrected)


def practice_of_all_days(
    diary: Diary, protocols: Protocols, today: date, corrected: Sequence[date] = ()
) -> Practice | None:
    """The days from the first entry to the last, at most the latest 24 weeks; None without any."""
    recorded = [
        *(one.day for one in diary.check_ins),
        *(one.day for one in diary.doses_by_id.values()),
        *(one.day for one in diary.questionnaires),
    ]
    if not recorded:
        return None
    last = min(max(recorded), today)
    first = max(min(recorded), later_day(last, 1 - MOST_WEEKS * 7))
    days = _days(protocols, first, last, today)
    found = _practice(diary, protocols, None, days, corrected)
    return replace(found, is_cut=min(recorded) < first) if found else None


def days_before(practice: Practice) -> int:
    """On how many days before the start an evening was written down; 0 without a plan.

    Only the days since the rest of an earlier plan count.
    """
    plan = practice.plan
    if plan is None:
        return 0
    starts = plan.dates.starts
    earlier = (one for one in practice.protocols.each if one.last_day < starts and one != plan)
    after = max((one.rest_ends for one in earlier if one.has_begun), default=None)
    answers = practice.protocols.answers
    return sum(
        sitting is Sitting.EVENING and day < starts and (after is None or day > after)
        for (day, sitting), answer in answers.items()
        if answer.state in WRITTEN
    )


def _practice(
    diary: Diary,
    protocols: Protocols,
    plan: Protocol | None,
    days: dict[date, OccasionState],
    corrected: Sequence[date],
) -> Practice | None:
    if not days:
        return None
    return Practice(diary, protocols, plan, days, sum(day in days for day in corrected))


def _days(protocols: Protocols, first: date, last: date, today: date) -> dict[date, OccasionState]:
    if last < first:
        return {}
    found: dict[date, OccasionState] = {}
    for day in days_from(first, last):
        answer = protocols.answers.get((day, Sitting.EVENING))
        if answer is not None:
            found[day] = answer.state
        elif day < today:
            found[day] = OccasionState.MISSED
    return found


def weekday_names(practice: Practice) -> tuple[str, ...]:
    """The days of the week, from that of the first day on."""
    first = weekday(practice.first) - 1
    return (*_WEEKDAYS[first:], *_WEEKDAYS[:first])


def weeks_of(practice: Practice) -> Iterator[tuple[date, ...]]:
    """The days in sevens from the first on; the last seven may reach past the last day."""
    first = practice.first
    while first <= practice.last:
        yield tuple(first + timedelta(days=number) for number in range(7))
        first += timedelta(days=7)
