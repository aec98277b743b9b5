"""The AR(1) model the slow way: whole covariance matrices, golden section, sums for integrals.

    V = R/(1 − φ²);   l(φ) = −½ ln|V| − ½ ln|X'V⁻¹X| − ½(n − p) ln RSS

Source: methods.md section 1.7.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from limen.inference.reference.dense import (
    Row,
    directions,
    exposure,
    left_of,
    metric,
    product,
    scored_days,
    surrounding_rows,
)
from limen.inference.trial import Kernel, Terms, Trial

GOLDEN = (math.sqrt(5) - 1) / 2
NARROW = 1e-7


@dataclass(frozen=True, slots=True)
class PlainFit:
    """The model at one φ: the criterion, the last effect with its error, and the SD of a day."""

    phi: float
    criterion: float
    estimate: float
    se: float
    sigma: float
    df: int


@dataclass(frozen=True, slots=True)
class PlainEffect:
    """The effect by the kernel; those of the dose day, one day and two days later."""

    effect: PlainFit
    profile: tuple[PlainFit, ...]


def reml_effect(trial: Trial, kernel: Kernel) -> PlainEffect:
    """The effect and the free profile that `limen.inference.ar1.reml_effect` gives.

    Each day of the profile is fitted in its turn as the last effect.
    """
    lags: list[Kernel] = [(1.0,), (0.0, 1.0), (0.0, 0.0, 1.0)]
    turns = [[*lags[:place], *lags[place + 1 :], lag] for place, lag in enumerate(lags)]
    return PlainEffect(
        effect=_best_fit(trial, kernel, [kernel]),
        profile=tuple(_best_fit(trial, kernel, turn) for turn in turns),
    )


def plain_fit(trial: Trial, kernel: Kernel, effects: Sequence[Kernel], phi: float) -> PlainFit:
    """The model at one φ; the effect asked for is the last one.

    |X'V⁻¹X| is the product of the squared lengths of what each column has of its own.
    """
    days = scored_days(trial)
    under = metric(days, phi)
    unit = math.sqrt(1 - phi**2)
    rows = directions(surrounding_rows(trial, kernel, Terms.WORKING_MODEL))
    kept = [[row[day] for day in days] for row in rows]
    columns = [
        *directions(kept),
        *([exposure(trial, trial.arms, e)[d] for d in days] for e in effects),
    ]
    basis: list[Row] = []
    log_own = 0.0
    own: Row = []
    length = 1.0
    for column in columns:
        own = left_of([unit * number for number in under.turned(column)], basis)
        length = math.sqrt(product(own, own))
        log_own += math.log(length)
        basis.append([number / length for number in own])
    scores = [unit * number for number in under.turned([trial.scores[day] or 0.0 for day in days])]
    rest = left_of(scores, basis)
    squares, df = product(rest, rest), len(days) - len(columns)
    half_log_v = under.log_det / 2 - len(days) * math.log(unit)
    return PlainFit(
        phi=phi,
        criterion=-half_log_v - log_own - df / 2 * math.log(squares),
        estimate=product(own, scores) / length**2,
        se=math.sqrt(squares / df) / length,
        sigma=math.sqrt(squares / df) / unit,
        df=df,
    )


def effect_posterior(
    trial: Trial, kernel: Kernel, prior_sd: float | None = None, *, steps: int = 4000
) -> tuple[float, float, float]:
    """Mean, SD and the chance of lying above zero, from sums over a fine grid."""
    fits = [plain_fit(trial, kernel, [kernel], -0.20 + 0.05 * node) for node in range(23)]
    best = max(fits, key=lambda fit: fit.criterion)
    total = mean = squares = above = 0.0
    for step in range(steps):
        place = best.estimate + best.se * (step + 0.5 - steps / 2) * 40 / steps
        density = sum(
            math.exp(fit.criterion - best.criterion) * _student(fit, place) for fit in fits
        )
        density *= math.exp(-((place / prior_sd) ** 2) / 2) if prior_sd else 1.0
        total += density
        mean += density * place
        squares += density * place**2
        above += density * (place > 0)
    centre = mean / total
    return centre, math.sqrt(squares / total - centre**2), above / total


def _student(fit: PlainFit, place: float) -> float:
    """The density of Student's t, up to the factor that all nodes share."""
    z = (place - fit.estimate) / fit.se
    return math.exp(-(fit.df + 1) / 2 * math.log1p(z * z / fit.df)) / fit.se


def _best_fit(trial: Trial, kernel: Kernel, effects: Sequence[Kernel]) -> PlainFit:
    """The model at the φ with the highest criterion: the best of a grid, then golden section."""

    def fit(phi: float) -> PlainFit:
        return plain_fit(trial, kernel, effects, phi)

    nodes = [-0.95 + 0.1 * step for step in range(20)]
    best = max(nodes, key=lambda phi: fit(phi).criterion)
    low, high = max(best - 0.1, -0.95), min(best + 0.1, 0.95)
    while high - low > NARROW:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if fit(left).criterion > fit(right).criterion:
            high = right
        else:
            low = left
    return fit((low + high) / 2)
