"""Whether a practice slides: a detector that may be looked at every week.

    M ← (M + 1)·e_week  for each feature and alternative;   e_week: product of likelihood ratios
    alarm when the mean of the features, each the mean over its alternatives, reaches 28 (52),
    and one of them that is 28 or more exceeds the number of weeks

    feature (weight)         e-value of one observation                       without drift
    unplanned day (1/3)      Bernoulli, p1 ∈ {.06, .12, .25}                  p0 = .03 a free day
    larger amount (1/3)      Bernoulli, p1 ∈ {.2, .4, .7}                     p0, see below
    felt more often (1/6)    Bernoulli, p1 ∈ {.5, .7}                         p0 = .35 an amount
    use after bad days (1/6) 1 + λ(2·rank − 1), λ ∈ {.4, .8}                  ranks in any order

p0 of amounts above 1.15 times the plan is .10, or the upper 90 % limit of Beta(k + ½, n − k + ½)
for k of the first n amounts where that is larger; an alternative that does not lie above p0 is left
out, for it would watch for amounts that become smaller. The product of no ratios is 1, so that M
grows by 1 in a week in which a feature had nothing to observe. The mean is over features that had
something so far; and since empty weeks alone bring M to their number and no further, they never
raise an alarm.

Axes: N people, W weeks, F features, A alternatives of one feature.

Source: methods.md section 5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats
from limen.inference.drift_estimates import DriftFeature, DriftSettings, DriftWatch, WeekCounts
from limen.inference.tails import beta_quantile

CARD, CLINICIAN = 28.0, 52.0
WEIGHTS = {
    DriftFeature.UNPLANNED_DAY: 1 / 3,
    DriftFeature.LARGER_AMOUNT: 1 / 3,
    DriftFeature.FELT_MORE_OFTEN: 1 / 6,
    DriftFeature.AFTER_BAD_DAYS: 1 / 6,
}
UNPLANNED, UNPLANNED_NULL = (0.06, 0.12, 0.25), 0.03
LARGER, LARGER_NULL, LARGER_LIMIT = (0.2, 0.4, 0.7), 0.10, 0.9
FELT, FELT_NULL = (0.5, 0.7), 0.35
TILTS = (0.4, 0.8)
LARGEST = 1e300  # far beyond every alarm, and still a number


def drift_detector(weekly_counts: Sequence[WeekCounts], settings: DriftSettings) -> DriftWatch:
    """The detector's number after each of W weeks, and when it called.

    Source: methods.md section 5.
    """
    weeks = ManyWeeks.of(weekly_counts, settings)
    each, seen = weeks.statistics()
    mean, large = weighted_mean(each, seen)[0], telling(each)[0]
    alarm, clinician = (_first((mean >= limit) & large.any(-1)) for limit in (CARD, CLINICIAN))
    standing: tuple[DriftFeature, ...] = ()
    if alarm is not None:
        at_alarm = sorted(zip(-each[0, alarm - 1], large[alarm - 1], WEIGHTS, strict=True))
        standing = tuple(feature for _, is_large, feature in at_alarm if is_large)
    return DriftWatch(
        weeks=tuple(map(float, mean)),
        alarm_week=alarm,
        clinician_week=clinician,
        features=standing,
    )


@dataclass(frozen=True, slots=True)
class ManyWeeks:
    """The counts of N people: (N, W) events and observations for each feature.

    `tilts` (N, W, A) are the products of the e-values of uses after bad days, for each λ;
    `larger_null` (N) is p0 of larger amounts.
    """

    unplanned: Floats
    free_days: Floats
    larger: Floats
    amounts: Floats
    felt: Floats
    answers: Floats
    tilts: Floats
    uses: Floats
    larger_null: Floats

    @classmethod
    def of(cls, weeks: Sequence[WeekCounts], settings: DriftSettings) -> "ManyWeeks":
        """The counts of one person."""

        def row(counts: Iterable[float]) -> Floats:
            return np.array([*counts], dtype=np.float64)[None]

        tilts = [
            [np.prod([tilted(rank, t) for rank in week.badness]) for t in TILTS] for week in weeks
        ]
        first = settings.first_amounts
        return cls(
            unplanned=row(week.unplanned.count for week in weeks),
            free_days=row(week.unplanned.n for week in weeks),
            larger=row(week.larger.count for week in weeks),
            amounts=row(week.larger.n for week in weeks),
            felt=row(week.felt.count for week in weeks),
            answers=row(week.felt.n for week in weeks),
            tilts=np.array(tilts, dtype=np.float64).reshape(1, len(weeks), len(TILTS)),
            uses=row(len(week.badness) for week in weeks),
            larger_null=larger_null(np.array([first.count]), np.array([first.n])),
        )

    def statistics(self) -> tuple[Floats, Flags]:
        """M of each feature (N, W, F), and whether it had something to observe so far."""
        null = self.larger_null[:, None]
        features = (
            self._bernoulli(self.unplanned, self.free_days, UNPLANNED_NULL, UNPLANNED),
            self._bernoulli(self.larger, self.amounts, null, LARGER),
            self._bernoulli(self.felt, self.answers, FELT_NULL, FELT),
            [(self.tilts[:, :, place], self.uses > 0) for place in range(len(TILTS))],
        )
        means, seen = zip(*(_mean_of_alternatives(each) for each in features), strict=True)
        return np.stack(means, axis=-1), np.stack(seen, axis=-1)

    @staticmethod
    def _bernoulli(
        events: Floats, n: Floats, null: Floats | float, alternatives: Sequence[float]
    ) -> list[tuple[Floats, Flags]]:
        """For each alternative, e of each week, and whether it had something to observe."""
        return [
            (
                (p / null) ** events * ((1 - p) / (1 - null)) ** (n - events),
                (n > 0) & (p > null),
            )
            for p in alternatives
        ]


def weighted_mean(each: Floats, seen: Flags) -> Floats:
    """The mean (N, W) over the features that had something to observe so far; 0 without any.

    Source: methods.md section 5.
    """
    weights = np.array(list(WEIGHTS.values())) * seen
    total = weights.sum(-1)
    mean: Floats = (weights * each).sum(-1) / np.where(total > 0, total, 1.0)
    return mean


def telling(each: Floats) -> Flags:
    """Whether a feature (N, W, F) is large, and larger than weeks without observations make it.

    Source: methods.md section 5.
    """
    weeks: Floats = np.arange(1, each.shape[1] + 1, dtype=np.float64)[:, None]
    large: Flags = (each >= CARD) & (each > weeks)
    return large


def larger_null(count: Floats, n: Floats) -> Floats:
    """How often amounts lie above 1.15 times the plan without drift, from the first ones.

    Source: methods.md section 5.
    """
    limit = beta_quantile(count + 0.5, n - count + 0.5, LARGER_LIMIT)
    return np.maximum(LARGER_NULL, limit)


def tilted(rank: float, tilt: float) -> float:
    """The e-value of one use after a day of this rank.

    Source: methods.md section 5.
    """
    return 1 + tilt * (2 * rank - 1)


def _mean_of_alternatives(alternatives: list[tuple[Floats, Flags]]) -> tuple[Floats, Flags]:
    """The mean (N, W) of M over the alternatives in use, and whether there was one so far."""
    in_use = np.stack([observed.cumsum(1) > 0 for _, observed in alternatives])
    grown = np.stack([_grown(ratios) for ratios, _ in alternatives])
    count = in_use.sum(0)
    mean: Floats = (grown * in_use).sum(0) / np.maximum(count, 1)
    return mean, count > 0


def _grown(ratios: Floats) -> Floats:
    """M after each week (N, W)."""
    value = np.zeros(len(ratios))
    after = np.empty_like(ratios)
    for week in range(ratios.shape[1]):
        value = np.minimum((value + 1) * ratios[:, week], LARGEST)
        after[:, week] = value
    return after


def _first(flags: Flags) -> int | None:
    """The first of the weeks, from 1, that is flagged."""
    return int(flags.argmax()) + 1 if flags.any() else None
