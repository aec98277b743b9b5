"""How well the two arms could be told apart, from counts of right, wrong and "don't know".

    Bang    B = (c − w)/n in each arm, and its interval from Dirichlet(½, ½, ½):
            B = T(2R − 1),   T ~ Beta(c + w + 1, q + ½),   R ~ Beta(c + ½, w + ½), independent
    James   J = (1 + d + (1 − d)K)/2,   K = (W/m − E/m²)/(E/m²),   so J = d + W m²/(2E)
    d'      Φ⁻¹(H) − Φ⁻¹(F),   H = (hits + ½)/(active + 1),   F = (false alarms + ½)/(placebo + 1)

c, w, q are the counts of one arm. Of all answers the share d is "don't know", m = 1 − d is definite
and W is wrong; E/m² is what the margins of the definite ones would make of W/m. An interval by the
normal approximation is not offered: with 8 answers it can cover 56 % where it says 95 %.

Source: methods.md section 2.3; Bang 2004, Control Clin Trials 25:143; James 1996, Stat Med 15:1421.
"""

from functools import cache
from math import sqrt

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.estimates import (
    BangIndex,
    BlindingEstimate,
    DefiniteGuesses,
    DontKnow,
    JamesIndex,
    NotEstimable,
    Reason,
)
from limen.inference.tails import beta_cdf, beta_quantile, normal_quantile

ArmCounts = tuple[int, int, int]

NODES = 400
TAIL = 0.025
HALVINGS = 52  # of an interval of length 2, down to the last digits of a float


def blinding_index(
    counts: tuple[ArmCounts, ArmCounts], dont_know: DontKnow
) -> BlindingEstimate | NotEstimable:
    """The indices of Bang and James, d' with its criterion, and the shares of right guesses.

    Errors and intervals take the answers as independent; several answers of one participant make
    them too small, which the estimate says itself.

    Args:
        counts: (correct, wrong, don't know) of the active arm, then of the placebo arm.
        dont_know: whether "don't know" could be chosen; it decides the interval of Bang's index.

    Returns:
        The estimate, or why there is none: an arm has no answer. Where an arm has no answer but
        "don't know", the parts that need a guess say so.

    Raises:
        ValueError: a count is negative, or "don't know" was counted though it was not offered.

    Source: methods.md section 2.3.
    """
    _refuse_impossible(counts, dont_know)
    active, placebo = counts
    unanswered = _lacking("answer", sum(active), sum(placebo))
    if unanswered is not None:
        return unanswered
    silent = _lacking('answer other than "don\'t know"', sum(active[:2]), sum(placebo[:2]))
    return BlindingEstimate(
        active=_bang(active, dont_know),
        placebo=_bang(placebo, dont_know),
        james=silent or _james(active, placebo),
        definite=silent or _definite(active, placebo),
        dont_know=dont_know,
    )


def _refuse_impossible(counts: tuple[ArmCounts, ArmCounts], dont_know: DontKnow) -> None:
    if min(min(arm) for arm in counts) < 0:
        raise ValueError("counts of guesses cannot be negative")
    if dont_know is DontKnow.NOT_OFFERED and any(arm[2] for arm in counts):
        raise ValueError("don't know was counted, but it was not offered")


def _lacking(what: str, active: int, placebo: int) -> NotEstimable | None:
    for arm, total in (("active", active), ("placebo", placebo)):
        if total == 0:
            says = f"The {arm} arm has no {what}; each arm needs at least one."
            return NotEstimable(Reason.TOO_FEW_DAYS, says)
    return None


def _bang(arm: ArmCounts, dont_know: DontKnow) -> BangIndex:
    correct, wrong, _ = arm
    n = sum(arm)
    p_correct, p_wrong = correct / n, wrong / n
    variance = p_correct * (1 - p_correct) + p_wrong * (1 - p_wrong) + 2 * p_correct * p_wrong
    offered = dont_know is DontKnow.OFFERED
    lower, upper = _dirichlet_limits(arm) if offered else _two_category_limits(correct, wrong)
    return BangIndex(
        estimate=p_correct - p_wrong, se=sqrt(variance / n), lower=lower, upper=upper, n=n
    )


def _two_category_limits(correct: int, wrong: int) -> tuple[float, float]:
    right = beta_quantile(correct + 0.5, wrong + 0.5, np.array([TAIL, 1 - TAIL]))
    lower, upper = 2 * right - 1
    return float(lower), float(upper)


def _dirichlet_limits(arm: ArmCounts) -> tuple[float, float]:
    """The limits by halving; within 0.0003, worst where nobody answered "don't know"."""
    tails = np.array([TAIL, 1 - TAIL])
    low, high = np.full(2, -1.0), np.full(2, 1.0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = _bang_cdf(arm, middle) < tails
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    lower, upper = (low + high) / 2
    return float(lower), float(upper)


def _bang_cdf(arm: ArmCounts, at: Floats) -> Floats:
    """P(T(2R − 1) ≤ at) for each of k values, by quadrature in the quantile of R."""
    correct, wrong, dont_know = arm
    quantiles, weights = _nodes()
    direction = 2 * beta_quantile(correct + 0.5, wrong + 0.5, quantiles) - 1
    ratio = at[:, None] / np.where(direction == 0, np.finfo(np.float64).tiny, direction)
    inside = beta_cdf(correct + wrong + 1, dont_know + 0.5, np.clip(ratio, 0, 1))
    positive = np.where(at[:, None] < 0, 0.0, inside)
    negative = np.where(at[:, None] < 0, 1 - inside, 1.0)
    return np.where(direction >= 0, positive, negative) @ weights


@cache
def _nodes() -> tuple[Floats, Floats]:
    """Nodes and weights of Gauss–Legendre quadrature on 0–1."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return (nodes + 1) / 2, weights / 2


def _james(active: ArmCounts, placebo: ArmCounts) -> JamesIndex:
    """The index with the delta method on one multinomial of six cells: arm × answer."""
    n = sum(active) + sum(placebo)
    cells = np.array([active, (placebo[1], placebo[0], placebo[2])]) / n  # said active, placebo, –
    definite = cells[:, :2]
    is_wrong = np.array([[0.0, 1.0], [1.0, 0.0]])
    arms, said = definite.sum(1), definite.sum(0)
    m, wrong, expected = definite.sum(), (definite * is_wrong).sum(), arms @ said[::-1]
    expected_slope = said[::-1][:, None] + arms[::-1]
    slope = np.ones_like(cells)
    slope[:, :2] = (is_wrong * m + 2 * wrong - wrong * m * expected_slope / expected) * m
    slope[:, :2] /= 2 * expected
    variance = ((cells * slope**2).sum() - (cells * slope).sum() ** 2) / n
    index = cells[:, 2].sum() + wrong * m**2 / (2 * expected)
    return JamesIndex(estimate=float(index), se=sqrt(max(variance, 0)))


def _definite(active: ArmCounts, placebo: ArmCounts) -> DefiniteGuesses:
    hits, misses, _ = active
    rejections, false_alarms, _ = placebo
    all_active, all_placebo = hits + misses, rejections + false_alarms
    said_active = hits + false_alarms
    n = all_active + all_placebo
    by_chance = (all_active * said_active + all_placebo * (n - said_active)) / n**2
    right_rate = (hits + rejections) / n
    hit = float(normal_quantile((hits + 0.5) / (all_active + 1)))
    alarm = float(normal_quantile((false_alarms + 0.5) / (all_placebo + 1)))
    return DefiniteGuesses(
        n=n,
        right_rate=right_rate,
        base_rate=all_active / n,
        guessed_active_rate=said_active / n,
        sensitivity=hits / all_active,
        specificity=rejections / all_placebo,
        predictive_value=hits / said_active if said_active else None,
        kappa=(right_rate - by_chance) / (1 - by_chance),
        d_prime=hit - alarm,
        criterion=(-hit - alarm) / 2,
    )
