"""The drift detector the slow way: one observation after the other, one first week at a time.

Source: methods.md section 5.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import cos, pi, prod, sin

from limen.inference.drift_estimates import (
    DriftFeature,
    DriftSettings,
    DriftWatch,
    Share,
    WeekCounts,
)

WEIGHTS = {
    DriftFeature.UNPLANNED_DAY: 2,
    DriftFeature.LARGER_AMOUNT: 2,
    DriftFeature.FELT_MORE_OFTEN: 1,
    DriftFeature.AFTER_BAD_DAYS: 1,
}
STEPS = 4_000  # of the sum below a beta density
CARD, CLINICIAN = 28, 52
NULL, LIMIT = 0.10, 0.9


def drift_detector(weekly_counts: Sequence[WeekCounts], settings: DriftSettings) -> DriftWatch:
    """What `limen.inference.drift_alarm.drift_detector` gives.

    Source: methods.md section 5.
    """
    usual = larger_null(settings.first_amounts)
    weeks: list[float] = []
    told: list[dict[DriftFeature, float]] = []
    for number in range(1, len(weekly_counts) + 1):
        means = _means(weekly_counts[:number], usual)
        total = sum(WEIGHTS[feature] for feature in means)
        weeks.append(sum(WEIGHTS[f] * mean for f, mean in means.items()) / total if total else 0.0)
        told.append({f: mean for f, mean in means.items() if mean >= CARD and mean > number})
    alarm = _first(weeks, told, CARD)
    at_alarm = told[alarm - 1] if alarm else {}
    return DriftWatch(
        weeks=tuple(weeks),
        alarm_week=alarm,
        clinician_week=_first(weeks, told, CLINICIAN),
        features=tuple(sorted(at_alarm, key=lambda feature: -at_alarm[feature])),
    )


def larger_null(first: Share) -> float:
    """0.10, or the 0.9 quantile of Beta(k + ½, n − k + ½) by adding up its density."""
    a, b = first.count + 0.5, first.n - first.count + 0.5
    # With the square of a sine in place of the chance the density has no poles.
    angles = [(step + 0.5) / STEPS * pi / 2 for step in range(STEPS)]
    heights = [sin(angle) ** (2 * a - 1) * cos(angle) ** (2 * b - 1) for angle in angles]
    gathered = list(accumulate(heights))
    above = next(step for step, sum_ in enumerate(gathered) if sum_ >= LIMIT * gathered[-1])
    return max(NULL, sin(angles[above]) ** 2)


def _means(weeks: Sequence[WeekCounts], usual: float) -> dict[DriftFeature, float]:
    """Of each feature that observed something: the mean of Σ over first weeks of the products."""
    found: dict[DriftFeature, list[float]] = {}
    each_week = [_ratios(week, usual) for week in weeks]
    for feature, alternative in dict.fromkeys(key for week in each_week for key in week):
        products = [prod(week.get((feature, alternative), ())) for week in each_week]
        sums = (prod(products[start:]) for start in range(len(products)))
        found.setdefault(feature, []).append(sum(sums))
    return {feature: sum(each) / len(each) for feature, each in found.items()}


def _ratios(week: WeekCounts, usual: float) -> dict[tuple[DriftFeature, float], list[float]]:
    """For each feature and alternative that observed something, the ratio of each observation."""
    found: dict[tuple[DriftFeature, float], list[float]] = {}
    for feature, share, null, alternatives in (
        (DriftFeature.UNPLANNED_DAY, week.unplanned, 0.03, (0.06, 0.12, 0.25)),
        (DriftFeature.LARGER_AMOUNT, week.larger, usual, (0.2, 0.4, 0.7)),
        (DriftFeature.FELT_MORE_OFTEN, week.felt, 0.35, (0.5, 0.7)),
    ):
        for p in alternatives:
            ratios = [p / null] * share.count + [(1 - p) / (1 - null)] * (share.n - share.count)
            if ratios and p > null:
                found[feature, p] = ratios
    for tilt in (0.4, 0.8):
        if week.badness:
            ratios = [1 + tilt * (2 * rank - 1) for rank in week.badness]
            found[DriftFeature.AFTER_BAD_DAYS, tilt] = ratios
    return found


def _first(
    weeks: Sequence[float], told: Sequence[Mapping[DriftFeature, float]], limit: float
) -> int | None:
    numbered = enumerate(zip(weeks, told, strict=True), start=1)
    return next((week for week, (value, large) in numbered if value >= limit and large), None)
