"""All differences that the exact test does not reject, without testing one of them.

    S_p(δ0) = a_p − δ0·b_p,   a_p = x̃_p'r,   b_p = x̃_p'x_obs,   b_obs ≥ b_p
    δ_p = (a_obs − a_p)/(b_obs − b_p):   from there on upwards re-draw p is at least as extreme
    level 1 − a:  m = ⌊(a/2)(P + 1)⌋;   lower = m-th smallest δ_p;   upper = m-th largest δ_p

A re-draw that is a copy of the observed allocation, b_obs − b_p < 1e-9·b_obs, is as extreme on both
sides whatever δ0 is: −∞ among the smallest and +∞ among the largest. With m = 0, or a limit that is
not finite, that limit cannot be given.

Axes: P re-draws; row 0 is the observed allocation.

Source: methods.md section 1.4.
"""

from math import floor, isfinite

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.trial_estimates import ExactRange

COPY = 1e-9  # of b_obs
TOLERANCE = 1e-10  # of the largest statistic
ROUNDING = 1e-9  # (a/2)(P + 1) may be a whole number that floats just miss


def exact_range(statistics: Floats, own: Floats, alpha: float) -> ExactRange:
    """The interval of δ at the level 1 − alpha, in units of the outcome.

    Args:
        statistics: a of the observed allocation and of P re-draws, shape (1 + P,).
        own: b of the same.
        alpha: the chance, two-sided, of missing the truth; 0.05 for 95 %.

    Returns:
        Both limits; None for one that cannot be given.

    Source: methods.md section 1.4.
    """
    place = floor(alpha / 2 * len(own) + ROUNDING)
    if place == 0:
        return ExactRange(None, None)
    room = own[0] - own[1:]
    copies = room < COPY * own[0]
    ahead = statistics[0] - statistics[1:]
    ahead[np.abs(ahead) <= TOLERANCE * np.abs(statistics).max()] = 0.0  # as equal as for the test
    crossings = ahead / np.where(copies, 1.0, room)
    lower = np.partition(np.where(copies, -np.inf, crossings), place - 1)[place - 1]
    upper = np.partition(np.where(copies, np.inf, crossings), -place)[-place]
    return ExactRange(_finite(lower), _finite(upper))


def _finite(limit: float) -> float | None:
    return float(limit) if isfinite(limit) else None
