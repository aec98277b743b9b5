"""The grid of AR(1) fits of thousands of trials at once, for power and calibration.

    M(φ) = (1 − φ²)·z₁z₁' + Σ_g s_g²·(C_g − φ^g B_g + φ^2g A_g),   s_g² = (1 − φ²)/(1 − φ^2g)
    A_g = Σ z_s z_s',   B_g = Σ (z_t z_s' + z_s z_t'),   C_g = Σ z_t z_t'
    L L' = M,   δ | φ = L_yd/L_dd,   RSS = L_yy²,   ln|X'X| = 2 Σ ln L_ii
    SE = √(RSS/(N − p))/L_dd

z holds the columns of one day, the effect d second to last and the score y last; s and t are
neighbouring rows g days apart. The sums over days are made once for each trial; each node of the
grid then takes a Cholesky factor of one small matrix. The nodes and their weights are those of
`effect_posterior.py`; the prior is flat.

Axes: T trials, n days, q = p + 1 columns with the score, K nodes of φ.

Source: methods.md sections 1.7 and 8 (kernel 2).
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.inference.effect_posterior import PHI_NODES
from limen.inference.tails import student_cdf

SMALLEST_PIVOT = 1e-10  # share of a column's squared length that must be its own
FEWEST_FREEDOM = 2  # rows beyond the columns; with fewer the spread of Student's t has no end
CHUNK = 256  # trials; their matrices at all nodes stay in the cache


@dataclass(frozen=True, slots=True)
class GridFits:
    """Fits of those trials that could be fitted; `trial` holds their places in the batch.

    `estimate` and `sd` are mean and SD of the effect under a flat prior, `above` the chance that it
    lies above 0, `phi` the node with the greatest weight. All have the shape (F,) for F fits.
    """

    trial: Places
    estimate: Floats
    sd: Floats
    above: Floats
    phi: Floats


def grid_fits(scores: Floats, columns: Floats, present: Flags | None = None) -> GridFits:
    """AR(1) fits on the grid of φ, averaged by weight.

    Args:
        scores: (T, n) finite outcomes; what stands on an absent day does not matter.
        columns: (T, p, n), or (1, p, n) where all trials share them; the effect last.
        present: (T, n), which days have a score; None means all.

    Returns:
        The fits of all trials whose columns tell the effect apart and leave something over.

    Raises:
        ValueError: fewer than three days more than columns.

    Source: methods.md sections 1.7 and 8 (kernel 2).
    """
    trials, days = scores.shape
    if days < columns.shape[1] + 3:
        msg = "a trial needs at least three days more than columns"
        raise ValueError(msg)
    present = np.ones(scores.shape, dtype=np.bool_) if present is None else present
    columns = np.broadcast_to(columns, (trials, *columns.shape[1:]))
    fits: list[Floats] = []
    kept: list[Places] = []
    for start in range(0, trials, CHUNK):
        chunk = slice(start, start + CHUNK)
        fitted, places = _fits(scores[chunk], columns[chunk], present[chunk])
        fits.append(fitted)
        kept.append(places + start)
    estimate, sd, above, phi = np.concatenate(fits, axis=1)
    return GridFits(np.concatenate(kept), estimate, sd, above, phi)


def _fits(scores: Floats, columns: Floats, present: Flags) -> tuple[Floats, Places]:
    """Estimate, SD, chance above 0 and φ of the trials that could be fitted, and their places."""
    days = np.where(present[:, None], np.concatenate([columns, scores[:, None]], axis=1), 0.0)
    moments, log_scales = _moments(days, present)
    lower, full = _cholesky(moments)
    freedom = (present.sum(1) - columns.shape[1]).astype(np.float64)
    kept = np.flatnonzero(full & (freedom > FEWEST_FREEDOM))
    lower, log_scales, freedom = lower[:, :, kept], log_scales[kept], freedom[kept, None]
    effect, residual = lower[-2, -2], lower[-1, -1]
    estimate, se = lower[-1, -2] / effect, residual / np.sqrt(freedom) / effect
    heights = log_scales - np.log(np.einsum("iitk->itk", lower)[:-1]).sum(0)
    weights = _weights(heights - freedom * np.log(residual))
    mean = (weights * estimate).sum(1)
    squares = se**2 * freedom / (freedom - 2) + (estimate - mean[:, None]) ** 2
    above = student_cdf(estimate / se, freedom)
    phi = PHI_NODES[weights.argmax(1)]
    sd = np.sqrt((weights * squares).sum(1))
    return np.stack([mean, sd, (weights * above).sum(1), phi]), kept


def _weights(heights: Floats) -> Floats:
    weights: Floats = np.exp(heights - heights.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    return weights


def _moments(days: Floats, present: Flags) -> tuple[Floats, Floats]:
    """M at every node, (q, q, T, K), and the logarithm of all scale factors, (T, K)."""
    before = _days_before(present)
    first = present & (before == 0)
    outer = np.einsum("tin,tjn,tn->ijt", days, days, first)
    own = 1 - PHI_NODES**2
    moments = outer[..., None] * own
    log_scales = np.tile(np.log(own) / 2, (len(days), 1))
    for gap in np.unique(before[before > 0]):
        later = np.where((before == gap)[:, None], days, 0.0)[:, :, gap:]
        earlier = np.where((before == gap)[:, None, gap:], days[:, :, :-gap], 0.0)
        carried = PHI_NODES**gap
        scale = own / (1 - carried**2)
        crossed = _products(later, earlier)
        crossed += crossed.swapaxes(0, 1)
        moments += scale * _products(later, later)[..., None]
        moments -= scale * carried * crossed[..., None]
        moments += scale * carried**2 * _products(earlier, earlier)[..., None]
        log_scales += (before == gap).sum(1)[:, None] * np.log(scale) / 2
    return moments, log_scales


def _days_before(present: Flags) -> Places:
    """Days since the row before, (T, n); 0 for the first row and for absent days."""
    places: Places = np.where(present, np.arange(present.shape[1], dtype=np.intp), -1)
    last: Places = np.maximum.accumulate(places, axis=1)
    before = np.full(present.shape, -1, dtype=np.intp)
    before[:, 1:] = last[:, :-1]
    gaps: Places = np.where(present & (before >= 0), places - before, 0)
    return gaps


def _products(left: Floats, right: Floats) -> Floats:
    """Sums over days of all products of columns, (q, q, T)."""
    product: Floats = left @ right.swapaxes(1, 2)
    return product.transpose(1, 2, 0)


def _cholesky(moments: Floats) -> tuple[Floats, Flags]:
    """The lower factor of each matrix in (q, q, T, K), and which trials have one at every node."""
    lower = np.zeros_like(moments)
    full = np.ones(moments.shape[2], dtype=np.bool_)
    for j in range(len(moments)):
        column = moments[j:, j] - np.einsum("iktn,ktn->itn", lower[j:, :j], lower[j, :j])
        stays = column[0] > SMALLEST_PIVOT * moments[j, j]
        full &= stays.all(1)
        lower[j:, j] = column / np.sqrt(np.where(stays, column[0], 1.0))
    return lower, full
