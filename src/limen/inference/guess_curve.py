"""What the difference between arms would have been at another rate of correct guesses.

    weights   AA c(1 − r),  AP (1 − c)s,  PP cr,  PA (1 − c)(1 − s)       (arm, guess)
              r = n_PP/(n_PP + n_AA),   s = n_AP/(n_AP + n_PA)
    estimate  Σ π m over AA and AP  −  Σ π m over PP and PA,   π = weight / W,  W its arm's sum
    variance  Σ over both arms of  Σ π (v + (m − μ)²) / (N W),   μ = Σ π m

m and v are mean and variance (n − 1) of the scores of one stratum, c the assumed rate, N all rows.
The error is that of N rows with these weights; that r and s are themselves estimated is left out.
A secondary display that decides nothing: it conditions on something measured after the capsule.

Axes: N rows, 4 strata, C assumed rates.

Source: methods.md section 2.7; doi:10.1038/s41598-023-34938-7, here without resampling.
"""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from limen.inference.arrays import Flags, Floats
from limen.inference.estimates import GuessRateCurve, GuessRatePoint, NotEstimable, Reason

FEWEST_ROWS = 2  # in each stratum
STRATA = {
    (True, True): "active and guessed active",
    (True, False): "active and guessed placebo",
    (False, False): "placebo and guessed placebo",
    (False, True): "placebo and guessed active",
}


def guess_rate_curve(
    scores: Sequence[float],
    active: Sequence[bool],
    guessed_active: Sequence[bool],
    *,
    rates: Sequence[float],
) -> GuessRateCurve | NotEstimable:
    """The difference, active minus placebo, at assumed correct-guess rates (secondary display).

    Args:
        scores: N finite outcomes.
        active: for each row, whether the capsule was active.
        guessed_active: for each row, whether the guess was "active"; rows without one left out.
        rates: C assumed shares of correct guesses, each 0 to 1.

    Returns:
        One point for each rate, in their order, in units of the outcome; the point at the rate that
        was observed, which is the raw difference; or why there is no curve.

    Raises:
        ValueError: lengths differ, a score is not finite, or a rate lies outside 0–1.

    Source: methods.md section 2.7.
    """
    y: Floats = np.asarray(scores, dtype=np.float64)
    a: Flags = np.asarray(active)
    g: Flags = np.asarray(guessed_active)
    _refuse_impossible(y, a, g, rates)
    strata = [y[(a == arm) & (g == guess)] for arm, guess in STRATA]
    for name, stratum in zip(STRATA.values(), strata, strict=True):
        if len(stratum) < FEWEST_ROWS:
            says = f"Fewer than two rows are {name}; the curve needs two of each kind."
            return NotEstimable(Reason.STRATUM_EMPTY, says)
    observed = float((a == g).mean())
    *points, at_observed = _points(strata, np.array([*rates, observed]))
    if not all(isfinite(point.se) for point in [*points, at_observed]):
        says = "The scores are too large to compute with; use another unit."
        return NotEstimable(Reason.NO_VARIATION, says)
    return GuessRateCurve(points=tuple(points), observed=at_observed, n=len(y))


def _refuse_impossible(
    scores: Floats, active: Flags, guesses: Flags, rates: Sequence[float]
) -> None:
    if not len(scores) == len(active) == len(guesses):
        raise ValueError("scores, arms and guesses must have the same length")
    if len(scores) and not (active.dtype == guesses.dtype == np.bool_):
        raise ValueError("arms and guesses must be true or false")
    if not np.isfinite(scores).all():
        raise ValueError("scores must be finite numbers")
    if not all(0 <= rate <= 1 for rate in rates):
        raise ValueError("rates of correct guesses lie between 0 and 1")


@np.errstate(over="ignore", invalid="ignore")
def _points(strata: Sequence[Floats], rates: Floats) -> list[GuessRatePoint]:
    aa, ap, pp, pa = (len(stratum) for stratum in strata)
    means = np.array([stratum.mean() for stratum in strata]).reshape(2, 2, 1)
    variances = np.array([stratum.var(ddof=1) for stratum in strata]).reshape(2, 2, 1)
    placebo_of_right, active_of_wrong = pp / (pp + aa), ap / (ap + pa)
    right, wrong = rates, 1 - rates
    weights = np.array(  # (arm, right or wrong, C), the order of the strata
        [
            [right * (1 - placebo_of_right), wrong * active_of_wrong],
            [right * placebo_of_right, wrong * (1 - active_of_wrong)],
        ]
    )
    arms = weights.sum(1)
    shares = weights / arms[:, None]
    centres = (shares * means).sum(1)
    spread = (shares * (variances + (means - centres[:, None]) ** 2)).sum(1)
    errors = np.sqrt((spread / ((aa + ap + pp + pa) * arms)).sum(0))
    columns = (rates, centres[0] - centres[1], errors)
    return [GuessRatePoint(*map(float, row)) for row in zip(*columns, strict=True)]
