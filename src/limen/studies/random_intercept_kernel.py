"""Trials of many participants with few rows each, drawn and fitted in compiled loops.

A participant brings one normal number, each row another; half of the rows are active, in an order
drawn from all orders; after each row the participant may leave for good. The model has a level, the
arm and one random intercept, fitted by REML as in `inference/reml_trials.py`, with its two columns
written out:

    XX = Σ (1, a)'(1, a),   A = XX − Σ k_m G_m,   b = Xy − Σ k_m g_m,   rss = q − b'A⁻¹b

Compiling takes a few seconds in each interpreter; nothing is written to a file. Chance is a
generator of NumPy's, which the loops read themselves.

Axes: T trials, P participants, m rows of a participant (at most M).

Source: methods.md sections 6.3 and 8 (kernel 3).
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np

from limen.inference.arrays import Floats, Places

Loop = TypeVar("Loop", bound=Callable[..., object])
LARGEST_RATIO = 1e8  # as in inference/reml_profile.py, like the steps
MOST_STEPS = 100
COLUMNS = 5
ESTIMATE, SE, FREEDOM, VAR_GROUP, VAR_RESIDUAL = range(COLUMNS)  # columns of the fits


def compiled(loop: Loop) -> Loop:
    """A loop compiled when it is first called, without holding up other threads."""
    return cast("Loop", numba.njit(nogil=True, error_model="numpy")(loop))


@compiled
def fitted_trials(
    generator: np.random.Generator,
    orders: Floats,
    staying: Floats,
    law: tuple[float, float, float, int],
    fits: Floats,
) -> None:
    """Draw and fit one trial for each row of `fits`.

    Args:
        generator: chance.
        orders: (O, M), the orders of 0 and 1 that a participant's rows may have.
        staying: (M,), the chance that a participant has at least this many rows; the first is 1.
        law: effect, SD between and SD within participants, number of participants.
        fits: (T, 5), filled with estimate, error, degrees of freedom, and the variances between and
            within; NaN in all where a trial cannot be fitted.
    """
    people = law[3]
    scores = np.empty((people, orders.shape[1]))
    order, rows = np.empty(people, np.intp), np.empty(people, np.intp)
    for trial in range(len(fits)):
        drawn_trial(generator, staying, law, orders, (scores, order, rows))
        fitted_trial(scores, orders, order, rows, fits[trial])


@compiled
def drawn_trial(
    generator: np.random.Generator,
    staying: Floats,
    law: tuple[float, float, float, int],
    orders: Floats,
    into: tuple[Floats, Places, Places],
) -> None:
    """Draw one trial into scores (P, M), the place of each participant's order, and their rows."""
    effect, between, within, people = law
    scores, order, rows = into
    for who in range(people):
        order[who] = int(generator.random() * len(orders))
        chance = generator.random()
        stays = 1
        while stays < len(staying) and chance < staying[stays]:
            stays += 1
        rows[who] = stays
        brings = between * generator.standard_normal()
        for row in range(stays):
            own = brings + within * generator.standard_normal()
            scores[who, row] = own + effect * orders[order[who], row]


@compiled
def fitted_trial(scores: Floats, orders: Floats, order: Places, rows: Places, fit: Floats) -> None:
    """Fit one trial into `fit` (5,), NaN where the arms or the scores do not vary.

    Source: methods.md section 6.3.
    """
    sums = _sums(scores, orders, order, rows)
    fit[:] = np.nan  # stays inside: the callers drop such trials
    at = _moments(sums, 0.0)
    if not at[_DET] > 0 or not at[_RSS] > 0:
        return
    ratio = _best_ratio(sums)
    at = _moments(sums, ratio)
    freedom = sums[0, 0] - 2
    variance = at[_RSS] / freedom
    plain = at[_PLAIN]
    fit[ESTIMATE] = at[_EFFECT]
    fit[SE] = np.sqrt(variance * plain)
    fit[VAR_GROUP], fit[VAR_RESIDUAL] = ratio * variance, variance
    fit[FREEDOM] = _freedom(at, variance, freedom) if ratio > 0 else freedom


# Places in the moments at one λ: |A|, rss with its derivatives, Σ c ln(1+mλ) likewise, traces of
# A⁻¹A', A⁻¹A'' and (A⁻¹A')², the effect, and l'A⁻¹l with l'A⁻¹A'A⁻¹l for the arm.
_DET, _RSS, _RSS_1, _RSS_2, _SIZES_1, _SIZES_2 = range(6)
_TRACE_1, _TRACE_2, _TRACE_11, _EFFECT, _PLAIN, _DERIVED = range(6, 12)


@compiled
def _sums(scores: Floats, orders: Floats, order: Places, rows: Places) -> Floats:
    """Sums of all rows in line 0, of participants with m rows in line m.

    Line 0: N, Σa, Σa, Σy, Σay, Σy². Line m: counts, Σs, Σs², m·Σt, Σst, Σt², with s active rows and
    score sum t of one participant.
    """
    sums = np.zeros((scores.shape[1] + 1, 6))
    for who in range(len(rows)):
        active = total = 0.0
        for row in range(rows[who]):
            arm, score = orders[order[who], row], scores[who, row]
            active += arm
            total += score
            sums[0, 4] += arm * score
            sums[0, 5] += score * score
        size = rows[who]
        sums[0, 0] += size
        sums[0, 1] += active
        sums[0, 3] += total
        own = sums[size]
        own[0] += 1.0
        own[1] += active
        own[2] += active * active
        own[3] += size * total
        own[4] += active * total
        own[5] += total * total
    sums[0, 2] = sums[0, 1]
    return sums


@compiled
def _moments(sums: Floats, ratio: float) -> tuple[float, ...]:
    """What the data say at one λ, in the order of the places above."""
    a, b, c = sums[0, 0], sums[0, 1], sums[0, 2]
    u, v, q = sums[0, 3], sums[0, 4], sums[0, 5]
    a1 = b1 = c1 = u1 = v1 = q1 = 0.0
    a2 = b2 = c2 = u2 = v2 = q2 = 0.0
    sizes_1 = sizes_2 = 0.0
    for size in range(1, len(sums)):
        own = sums[size]
        grown = 1.0 + size * ratio
        k, k1, k2 = ratio / grown, 1.0 / grown**2, -2.0 * size / grown**3
        first, cross = size * size * own[0], size * own[1]
        a, b, c = a - k * first, b - k * cross, c - k * own[2]
        u, v, q = u - k * own[3], v - k * own[4], q - k * own[5]
        a1, b1, c1 = a1 - k1 * first, b1 - k1 * cross, c1 - k1 * own[2]
        u1, v1, q1 = u1 - k1 * own[3], v1 - k1 * own[4], q1 - k1 * own[5]
        a2, b2, c2 = a2 - k2 * first, b2 - k2 * cross, c2 - k2 * own[2]
        u2, v2, q2 = u2 - k2 * own[3], v2 - k2 * own[4], q2 - k2 * own[5]
        sizes_1 += own[0] * size / grown
        sizes_2 -= own[0] * (size / grown) ** 2
    det = a * c - b * b
    # A⁻¹ = [[c, −b], [−b, a]]/det; β = A⁻¹(u, v).
    level, effect = (c * u - b * v) / det, (a * v - b * u) / det
    rss = q - level * u - effect * v
    bent_1 = a1 * level * level + 2 * b1 * level * effect + c1 * effect * effect
    bent_2 = a2 * level * level + 2 * b2 * level * effect + c2 * effect * effect
    lag_0, lag_1 = u1 - a1 * level - b1 * effect, v1 - b1 * level - c1 * effect
    lagged = (c * lag_0 * lag_0 - 2 * b * lag_0 * lag_1 + a * lag_1 * lag_1) / det
    # A⁻¹A' = [[p, r], [s, t]].
    p, r = (c * a1 - b * b1) / det, (c * b1 - b * c1) / det
    s, t = (a * b1 - b * a1) / det, (a * c1 - b * b1) / det
    return (
        det,
        rss,
        q1 - 2 * (level * u1 + effect * v1) + bent_1,
        q2 - 2 * (level * u2 + effect * v2) + bent_2 - 2 * lagged,
        sizes_1,
        sizes_2,
        p + t,
        (c * a2 - 2 * b * b2 + a * c2) / det,
        p * p + 2 * r * s + t * t,
        effect,
        a / det,
        (b * b * a1 - 2 * a * b * b1 + a * a * c1) / det**2,
    )


@compiled
def _best_ratio(sums: Floats) -> float:
    """λ at the root of the slope, by Newton's steps inside a bracket; 0 where f'(0) ≥ 0."""
    freedom = sums[0, 0] - 2
    low, high, ratio = 0.0, LARGEST_RATIO, 0.0
    for _ in range(MOST_STEPS):
        at = _moments(sums, ratio)
        relative = at[_RSS_1] / at[_RSS]
        slope = at[_SIZES_1] + at[_TRACE_1] + freedom * relative
        if ratio == 0.0 and slope >= -1e-12 * sums[0, 0]:
            return 0.0
        if slope < 0:
            low = ratio
        else:
            high = ratio
        bend = at[_SIZES_2] + at[_TRACE_2] - at[_TRACE_11]
        bend += freedom * (at[_RSS_2] / at[_RSS] - relative * relative)
        following = ratio - slope / bend if bend > 0 else -1.0
        if not low < following < high:
            following = min((low + high) / 2, 4 * ratio + 0.1)
        if abs(following - ratio) <= 1e-12 * ratio:
            return following
        ratio = following
    return ratio


@compiled
def _freedom(at: tuple[float, ...], variance: float, freedom: float) -> float:
    """Satterthwaite's degrees of freedom of the effect."""
    by_ratio, by_variance = -variance * at[_DERIVED], at[_PLAIN]
    ratio_2 = at[_SIZES_2] + at[_TRACE_2] - at[_TRACE_11] + at[_RSS_2] / variance
    both, variance_2 = -at[_RSS_1] / variance**2, freedom / variance**2
    determinant = ratio_2 * variance_2 - both * both
    spread = by_ratio**2 * variance_2 - 2 * by_ratio * by_variance * both + by_variance**2 * ratio_2
    own = variance * at[_PLAIN]
    return own * own * determinant / spread if determinant > 0 and spread > 0 else freedom
