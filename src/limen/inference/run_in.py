"""How strongly this participant's days hang together and how far they vary, before any capsule.

    φ0 = clip((n·(r1 + 1/n) + 20·0.3)/(n + 20), 0, 0.8), to one decimal
    σ  = √((n·s² + 14·s0²)/(n + 14))

n are the days recorded, r1 the lag-1 autocorrelation of their deviations from the mean (neighbours
are neighbouring days), s their SD, s0 the SD that the instrument declares. Both are frozen before
the first capsule and never see an arm.

Source: methods.md section 1.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite, sqrt
from statistics import fmean, variance

from limen.inference.estimates import NotEstimable, Reason

FEWEST_DAYS = 14
USUAL_PHI, DAYS_FOR_PHI = 0.3, 20
LARGEST_PHI = 0.8
DAYS_FOR_SD = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """What is frozen before the first capsule: `phi0`, 0 to below 1, and σ in score points.

    `days` are the recorded days of the run-in, 0 where the plan states both numbers itself.

    Raises:
        ValueError: phi0 or σ cannot be.
    """

    phi0: float
    sigma_points: float
    days: int

    def __post_init__(self) -> None:
        if not (0 <= self.phi0 < 1 and self.sigma_points > 0 and isfinite(self.sigma_points)):
            raise ValueError("phi0 lies from 0 to below 1, and sigma above 0")


def run_in_scale(scores: Sequence[float | None], within_sd_default: float) -> Scale | NotEstimable:
    """φ0 and σ from the days before the first capsule.

    Args:
        scores: one place for each day of the run-in, in points; None is a day without a score.
        within_sd_default: the SD from day to day that the instrument declares, above 0.

    Returns:
        The scale, or why there is none: fewer than 14 days with a score.

    Source: methods.md section 1.2.
    """
    recorded = [score for score in scores if score is not None]
    n = len(recorded)
    if n < FEWEST_DAYS:
        days = {0: "No day", 1: "Only 1 day"}.get(n, f"Only {n} days")
        have = "has" if n <= 1 else "have"
        says = f"{days} before the first capsule {have} a score; {FEWEST_DAYS} are needed."
        return NotEstimable(Reason.TOO_FEW_DAYS, says)
    phi = (n * _autocorrelation(scores, fmean(recorded)) + 1 + DAYS_FOR_PHI * USUAL_PHI) / (
        n + DAYS_FOR_PHI
    )
    squares = n * variance(recorded) + DAYS_FOR_SD * within_sd_default**2
    return Scale(
        phi0=round(min(max(phi, 0.0), LARGEST_PHI), 1),
        sigma_points=sqrt(squares / (n + DAYS_FOR_SD)),
        days=n,
    )


def _autocorrelation(scores: Sequence[float | None], mean: float) -> float:
    """r1; where all days are equal it is unknown, and then the usual φ stands for r1 + 1/n."""
    deviations = [None if score is None else score - mean for score in scores]
    squares = sum(each**2 for each in deviations if each is not None)
    if squares == 0:
        return USUAL_PHI - 1 / sum(each is not None for each in deviations)
    products = (a * b for a, b in pairwise(deviations) if a is not None and b is not None)
    return sum(products) / squares
