"""The profile of the random-intercept likelihood: its best variance ratio and degrees of freedom.

    f(λ) = Σ c_m ln(1 + mλ) + ln|A| + ν (1 + ln(2π rss / ν)),     λ = variance between / within
    C    = σ² l'A⁻¹l;   df = C² / (g'H⁻¹g),   g the gradient of C and H the Hessian of the
           deviance, both in (λ, σ²)

ν is N − p under the restricted likelihood; the full likelihood takes ν = N and leaves out ln|A|
with its derivatives. What the data contribute stands in `reml_sums.py`, which answers with its
`Moments` at any λ; here they become a criterion, a minimum and degrees of freedom.

Axes: T trials, p columns. Arrays without a remark have the shape (T,).

Source: methods.md section 6.3.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np

from limen.inference.arrays import Flags, Floats

LARGEST_RATIO = 1e8  # beyond it, nothing varies within participants but rounding
SMALLEST_RESIDUAL = 1e-10  # share of the squared residuals; less is rounding
MOST_STEPS = 100  # bisection alone halves any bracket below the tolerance in fewer
# The criterion can have more than one low point (in small, uneven data); the search starts at the
# lowest of these.
FIRST_RATIOS = np.concatenate([[0.0], np.geomspace(1e-3, LARGEST_RATIO, 45)])


class Likelihood(Enum):
    """Which likelihood is maximised: the restricted one (REML) or the full one (ML)."""

    RESTRICTED = "reml"
    FULL = "ml"


@dataclass(frozen=True, slots=True)
class Moments:
    """What the data say at one λ: pieces of the criterion with their derivatives in λ.

    `sizes` is Σ c_m ln(1 + mλ), `log_det` is ln|A|, `rss` the weighted residual sum of squares.
    `trace_1`, `trace_2` and `trace_11` are tr(A⁻¹A'), tr(A⁻¹A'') and tr((A⁻¹A')²).
    """

    sizes: Floats
    sizes_1: Floats
    sizes_2: Floats
    log_det: Floats
    trace_1: Floats
    trace_2: Floats
    trace_11: Floats
    rss: Floats
    rss_1: Floats
    rss_2: Floats


class Sums(Protocol):
    """Sums of the data of T trials, in columns made orthonormal, that can answer for any λ."""

    @property
    def total(self) -> Floats:
        """Squared residuals of ordinary least squares."""
        ...

    @property
    def rows(self) -> Floats:
        """Rows of each trial."""
        ...

    @property
    def columns(self) -> int:
        """Columns, p."""
        ...

    def moments(self, ratio: Floats) -> Moments:
        """The pieces of the criterion at λ."""
        ...

    def coefficients(self, ratio: Floats) -> Floats:
        """The coefficients at λ, shape (T, p)."""
        ...

    def spread(self, contrast: Floats, ratio: Floats) -> tuple[Floats, Floats]:
        """l'A⁻¹l and l'A⁻¹A'A⁻¹l of a contrast of shape (T, p) at λ."""
        ...


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best λ of each trial.

    `singular` marks trials whose best λ is 0, `unbounded` those that have none because nothing
    varies within participants, `settled` those whose search came to rest; `freedom` is ν and
    `variance` is σ² (within participants).
    """

    ratio: Floats
    singular: Flags
    unbounded: Flags
    settled: Flags
    criterion: Floats
    freedom: Floats
    variance: Floats
    moments: Moments
    likelihood: Likelihood


def optimum(sums: Sums, likelihood: Likelihood) -> Optimum:
    """The λ that minimises the criterion of each trial, by Newton's steps inside a bracket.

    Source: methods.md section 6.3.
    """
    freedom = _freedom(sums, likelihood)
    ratio, singular, settled = _best_ratio(sums, likelihood, freedom)
    moments = sums.moments(ratio)
    varies = moments.rss > SMALLEST_RESIDUAL * sums.total
    return Optimum(
        ratio=ratio,
        singular=singular,
        unbounded=(ratio >= LARGEST_RATIO) | ~varies,
        settled=settled,
        criterion=_criterion(sums, moments, likelihood, freedom),
        freedom=freedom,
        variance=moments.rss / freedom,
        moments=moments,
        likelihood=likelihood,
    )


def degrees_of_freedom(sums: Sums, best: Optimum, contrast: Floats) -> tuple[Floats, Floats]:
    """The variance of a contrast (T, p) and its Satterthwaite degrees of freedom.

    Where λ is 0 the contrast has the degrees of freedom of ordinary regression, ν.

    Source: methods.md section 6.3 (Satterthwaite for a contrast, in λ and σ²).
    """
    plain, derived = sums.spread(contrast, best.ratio)
    variance = best.variance * plain
    by_ratio = -best.variance * derived
    by_variance = plain
    at = best.moments
    slope = at.rss_1 / best.variance
    hessian_ratio = _curvature(at, best.likelihood) + at.rss_2 / best.variance
    hessian_both = -slope / best.variance
    hessian_variance = best.freedom / best.variance**2
    determinant = hessian_ratio * hessian_variance - hessian_both**2
    spread = (
        by_ratio**2 * hessian_variance
        - 2 * by_ratio * by_variance * hessian_both
        + by_variance**2 * hessian_ratio
    )
    inside = ~best.singular & (determinant > 0) & (spread > 0)
    freedom = best.freedom.copy()
    np.divide(variance**2 * determinant, spread, out=freedom, where=inside)
    return variance, freedom


def _freedom(sums: Sums, likelihood: Likelihood) -> Floats:
    return sums.rows - (sums.columns if likelihood is Likelihood.RESTRICTED else 0)


def _criterion(sums: Sums, at: Moments, likelihood: Likelihood, freedom: Floats) -> Floats:
    rss = np.maximum(at.rss, SMALLEST_RESIDUAL * sums.total)
    fit: Floats = at.sizes + freedom * (1 + np.log(2 * np.pi * rss / freedom))
    return fit + at.log_det if likelihood is Likelihood.RESTRICTED else fit


def _slope(at: Moments, likelihood: Likelihood, freedom: Floats) -> Floats:
    trace = at.trace_1 if likelihood is Likelihood.RESTRICTED else 0
    return at.sizes_1 + trace + freedom * at.rss_1 / at.rss


def _curvature(at: Moments, likelihood: Likelihood) -> Floats:
    """The second derivative of ln|V|, or of ln|V| + ln|A|, in λ."""
    restricted = likelihood is Likelihood.RESTRICTED
    return at.sizes_2 + (at.trace_2 - at.trace_11 if restricted else 0)


def _best_ratio(sums: Sums, likelihood: Likelihood, freedom: Floats) -> tuple[Floats, Flags, Flags]:
    """λ at the root of the slope, or 0 where that is the lowest point; and which settled."""
    low, ratio, high = _lowest_of_first(sums, likelihood, freedom)
    # A slope of rounding size counts as none.
    rises = _slope(sums.moments(low), likelihood, freedom) >= -1e-12 * sums.rows
    singular = (ratio == 0) & rises
    ratio, settled = np.where((ratio == 0) & ~singular, high / 2, ratio), singular
    steps = 0
    while not settled.all() and steps < MOST_STEPS:
        steps += 1
        at = sums.moments(ratio)
        slope = _slope(at, likelihood, freedom)
        low = np.where(slope < 0, ratio, low)
        high = np.where(slope < 0, high, ratio)
        step = _newton(at, slope, likelihood, freedom, ratio)
        following = np.where((step > low) & (step < high), step, (low + high) / 2)
        following = np.where(singular, 0.0, following)
        settled = np.abs(following - ratio) <= 1e-10 * ratio + 1e-13
        ratio = following
    return ratio, singular, settled


def _lowest_of_first(
    sums: Sums, likelihood: Likelihood, freedom: Floats
) -> tuple[Floats, Floats, Floats]:
    """The λ of `FIRST_RATIOS` with the lowest criterion, between its neighbours."""
    if len(freedom) == 1:  # one trial answers for all λ at once
        heights = _criterion(sums, sums.moments(FIRST_RATIOS), likelihood, freedom)[:, None]
    else:
        all_alike = (np.full_like(freedom, ratio) for ratio in FIRST_RATIOS)
        heights = np.array(
            [_criterion(sums, sums.moments(ratio), likelihood, freedom) for ratio in all_alike]
        )
    best = heights.argmin(0)
    last = len(FIRST_RATIOS) - 1
    return (
        FIRST_RATIOS[np.maximum(best - 1, 0)],
        FIRST_RATIOS[best],
        FIRST_RATIOS[np.minimum(best + 1, last)],
    )


def _newton(
    at: Moments, slope: Floats, likelihood: Likelihood, freedom: Floats, ratio: Floats
) -> Floats:
    relative = at.rss_1 / at.rss
    bend = _curvature(at, likelihood) + freedom * (at.rss_2 / at.rss - relative**2)
    return ratio - np.divide(slope, bend, out=np.full_like(slope, -np.inf), where=bend > 0)
