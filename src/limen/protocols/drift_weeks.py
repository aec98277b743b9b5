"""A practice as the drift detector takes it: counts for each week of the plan and after it.

A day with a dose beside a planned day without one is a moved dose, and is forgiven.

Source: methods.md section 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from limen.inference.drift_estimates import DriftFeature, DriftSettings, Share, WeekCounts
from limen.protocols.drift import DoseDay, PracticePlan
from limen.terms.calendar import days_between, days_from, later_day
from limen.terms.felt import Felt

WEEK = 7
FIRST_AMOUNTS = 8
LARGER = Decimal("1.15")  # times the highest planned; scales of a kitchen err by less
RANKED_DAYS = 28
HALF = 0.5


def week_counts(
    taken: Sequence[DoseDay],
    plan: PracticePlan,
    badness: Mapping[date, float],
    *,
    through: date,
) -> tuple[tuple[WeekCounts, ...], DriftSettings]:
    """The counts of each whole or begun week from the first day of the plan, in order.

    Args:
        taken: each day once, in any order; days before the plan do not count.
        plan: what was planned.
        badness: how bad days were, on any scale; days without a score are left out.
        through: the last day that is known.

    Source: methods.md section 5.
    """
    by_day = {day.day: day for day in taken if plan.starts <= day.day <= through}
    compared = tuple(
        (day, times)
        for day, dose in sorted(by_day.items())
        for amount in dose.amounts
        if (times := plan.times_highest(amount)) is not None
    )
    first = [times for _, times in compared[:FIRST_AMOUNTS]]
    practice = _Practice(plan, through, by_day, compared[FIRST_AMOUNTS:], badness)
    days = days_from(plan.starts, through)
    weeks = [days[start : start + WEEK] for start in range(0, len(days), WEEK)]
    return tuple(map(practice.week, weeks)), DriftSettings(_larger(first))


def feature_counts(weeks: Sequence[WeekCounts]) -> dict[DriftFeature, Share]:
    """What was counted for each feature over all weeks, as it is named on a card.

    For use after bad days: unplanned uses after a day in the worse half.
    """
    ranks = [rank for week in weeks for rank in week.badness]
    return {
        DriftFeature.UNPLANNED_DAY: _total([week.unplanned for week in weeks]),
        DriftFeature.LARGER_AMOUNT: _total([week.larger for week in weeks]),
        DriftFeature.FELT_MORE_OFTEN: _total([week.felt for week in weeks]),
        DriftFeature.AFTER_BAD_DAYS: Share(sum(rank > HALF for rank in ranks), len(ranks)),
    }


def badness_rank(badness: Mapping[date, float], day: date) -> float | None:
    """Where a day stands among up to 28 days that end with it, from 0 to 1; ties share the middle.

    None where nothing is known of the day.
    """
    bad = badness.get(day)
    if bad is None:
        return None
    others = [
        other for when, other in badness.items() if 0 <= days_between(when, day) < RANKED_DAYS
    ]
    below, alike = sum(each < bad for each in others), others.count(bad)
    return (below + alike / 2) / len(others)


@dataclass(frozen=True, slots=True)
class _Practice:
    """The days of a practice; `later` amounts are in multiples of the highest planned."""

    plan: PracticePlan
    through: date
    by_day: Mapping[date, DoseDay]
    later: Sequence[tuple[date, Decimal]]
    badness: Mapping[date, float]

    def week(self, days: Sequence[date]) -> WeekCounts:
        free = [day for day in days if day not in self.plan.dose_days]
        unplanned = [day for day in free if day in self.by_day and not self._is_moved(day)]
        amounts = [times for day, times in self.later if days[0] <= day <= days[-1]]
        answers = [self.by_day[day].felt for day in days if day in self.by_day]
        definite = [answer for answer in answers if answer in {Felt.YES, Felt.NO}]
        ranks = (badness_rank(self.badness, later_day(day, -1)) for day in unplanned)
        return WeekCounts(
            unplanned=Share(len(unplanned), len(free)),
            larger=_larger(amounts),
            felt=Share(definite.count(Felt.YES), len(definite)),
            badness=tuple(rank for rank in ranks if rank is not None),
        )

    def _is_moved(self, day: date) -> bool:
        beside = (later_day(day, -1), later_day(day, 1))
        missed = self.plan.dose_days - self.by_day.keys()
        return any(each in missed and each <= self.through for each in beside)


def _larger(multiples: Sequence[Decimal]) -> Share:
    return Share(sum(times > LARGER for times in multiples), len(multiples))


def _total(shares: Sequence[Share]) -> Share:
    return Share(sum(share.count for share in shares), sum(share.n for share in shares))
