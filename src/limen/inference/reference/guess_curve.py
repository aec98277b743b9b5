"""The correct-guess-rate curve the slow way: every row gets a weight, and the rows are added up.

A row counts as if rows of its kind were so frequent that the share of correct guesses is the one
assumed, while the mix of the two arms among right guesses, and among wrong ones, stays as it was.

Source: methods.md section 2.7.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from limen.inference.estimates import GuessRateCurve, GuessRatePoint, NotEstimable, Reason

FEWEST_ROWS = 2  # in each stratum


@dataclass(frozen=True, slots=True)
class _Row:
    score: float
    active: bool
    right: bool


def guess_rate_curve(
    scores: Sequence[float],
    active: Sequence[bool],
    guessed_active: Sequence[bool],
    *,
    rates: Sequence[float],
) -> GuessRateCurve | NotEstimable:
    """What `limen.inference.guess_curve.guess_rate_curve` gives.

    Args:
        scores: N finite outcomes.
        active: for each row, whether the capsule was active.
        guessed_active: for each row, whether the guess was "active".
        rates: assumed shares of correct guesses, each 0 to 1.

    Source: methods.md section 2.7.
    """
    rows = [
        _Row(score, arm, arm == guess)
        for score, arm, guess in zip(scores, active, guessed_active, strict=True)
    ]
    kinds = [(row.active, row.right) for row in rows]
    for arm in (True, False):
        for right in (True, False):
            if kinds.count((arm, right)) < FEWEST_ROWS:
                return NotEstimable(Reason.STRATUM_EMPTY, "A stratum has fewer than two rows.")
    return GuessRateCurve(
        points=tuple(_point(rows, rate) for rate in rates),
        observed=_point(rows, sum(row.right for row in rows) / len(rows)),
        n=len(rows),
    )


def _point(rows: list[_Row], rate: float) -> GuessRatePoint:
    active_mean, active_error = _arm([row for row in rows if row.active], rows, rate)
    placebo_mean, placebo_error = _arm([row for row in rows if not row.active], rows, rate)
    return GuessRatePoint(
        rate=rate,
        estimate=active_mean - placebo_mean,
        se=math.sqrt(active_error + placebo_error),
    )


def _arm(arm: list[_Row], rows: list[_Row], rate: float) -> tuple[float, float]:
    """The weighted mean of one arm's rows, and the square of its error."""
    weights = [_weight(row, rows, rate) for row in arm]
    mean = sum(w * row.score for w, row in zip(weights, arm, strict=True)) / sum(weights)
    spread = 0.0
    for right in (True, False):
        scores = [row.score for row in arm if row.right is right]
        weight = sum(w for w, row in zip(weights, arm, strict=True) if row.right is right)
        spread += weight * (variance(scores) + (fmean(scores) - mean) ** 2)
    return mean, spread / sum(weights) ** 2


def _weight(row: _Row, rows: list[_Row], rate: float) -> float:
    """How many rows this one stands for, so that right guesses are the assumed share of all."""
    alike = [other for other in rows if other.right is row.right]
    wanted = rate if row.right else 1 - rate
    return wanted * len(rows) / len(alike)
