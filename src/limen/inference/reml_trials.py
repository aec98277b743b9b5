"""The random-intercept model fitted to thousands of trials at once, for power and calibration.

The model and its numbers are those of `reml.py`. Every participant of a trial has the same rows, or
some of them are absent (drop-out, missed days); with none absent a step costs O(p) a trial.

Axes: T trials, p columns, m rows of a participant, P participants.

Source: methods.md sections 6.3 and 8 (kernel 3).
"""

from dataclasses import dataclass, replace

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.inference.reml_profile import Likelihood, degrees_of_freedom, optimum
from limen.inference.reml_sums import DenseSums, DiagonalSums, tell_groups_apart
from limen.inference.tails import student_two_sided

SMALLEST_SHARE = 1e-8  # of the largest eigenvalue of X'X at unit diagonal; below it digits are lost
SMALLEST_RESIDUAL = 1e-20  # share of the squared outcome that the columns must leave


@dataclass(frozen=True, slots=True)
class TrialEstimates:
    """The estimates of those trials that could be fitted; `trial` holds their places in the batch.

    `estimate`, `se`, `df`, `t` and `p` have the shape (K, p) for K fitted trials, the rest (K,).
    """

    trial: Places
    estimate: Floats
    se: Floats
    df: Floats
    t: Floats
    p: Floats
    var_group: Floats
    var_residual: Floats
    criterion: Floats
    singular: Flags


def random_intercept_trials(
    scores: Floats, columns: Floats, present: Flags | None = None
) -> TrialEstimates:
    """REML fits of T trials with Wald and Satterthwaite numbers.

    Args:
        scores: (T, m, P) finite outcomes; what stands at an absent row does not matter.
        columns: (T, p, m, P), or (1, p, m, P) where all trials share their columns; likewise. A
            column that varies by less than a ten-thousandth of its size counts as constant: take
            its mean off first.
        present: (T, m, P), which rows there are; None means all.

    Returns:
        The estimates of all trials for which `random_intercept_reml` has them, but for numbers out
        of range and for degrees of freedom below 0.1, which are kept.

    Raises:
        ValueError: fewer than two participants or rows each, or not more rows than columns.

    Source: methods.md section 6.3.
    """
    trials, rows_each, people = scores.shape
    p = columns.shape[1]
    if people == 1 or rows_each == 1 or rows_each * people <= p:
        msg = "a trial needs two participants, two rows each and more rows than columns"
        raise ValueError(msg)
    if present is not None:
        scores = np.where(present, scores, 0.0)
        columns = np.where(present[:, None], columns, 0.0)
    rows = rows_each * people
    plain, usable = _least_squares(
        scores.reshape(trials, rows), columns.reshape(len(columns), p, rows)
    )
    s, t = columns.sum(2), plain.residuals.reshape(scores.shape).sum(1)
    usable = usable & _says_something(plain, s, scores, present)
    if not usable.all():
        return _without(~usable, scores, columns, present)
    if present is None:
        return _estimates(plain, *_even_sums(plain, s, t, float(rows_each)))
    return _estimates(plain, _uneven_sums(plain, s, t, present), plain.back)


@dataclass(frozen=True, slots=True)
class _LeastSquares:
    """Ordinary least squares: β = coefficients + back @ (those of the residuals, orthonormal)."""

    back: Floats  # (T, p, p)
    coefficients: Floats  # (T, p)
    residuals: Floats  # (T, N)
    log_det: Floats  # of X'X, (T,)


def _least_squares(scores: Floats, columns: Floats) -> tuple[_LeastSquares, Flags]:
    """Least squares of each trial, and which trials have full rank and something left over."""
    # Dot products row by row: for few long rows four times as fast as a stacked matrix product.
    gram: Floats = np.vecdot(columns[:, :, None], columns[:, None])
    lengths = np.sqrt(np.einsum("tii->ti", gram))
    lengths = np.where(lengths > 0, lengths, 1.0)
    values, vectors = np.linalg.eigh(gram / lengths[:, :, None] / lengths[:, None, :])
    full = values[:, 0] > SMALLEST_SHARE * values[:, -1]
    values = np.where(full[:, None], values, 1.0)
    back = vectors / lengths[:, :, None] / np.sqrt(values)[:, None, :]
    fitted = _times(back, _times(back.swapaxes(1, 2), _times(columns, scores)))
    residuals = scores - (fitted[:, None] @ columns)[:, 0]
    left = _dot(residuals, residuals) > SMALLEST_RESIDUAL * _dot(scores, scores)
    log_det = np.log(values).sum(1) + 2 * np.log(lengths).sum(1)
    return _LeastSquares(back, fitted, residuals, log_det), full & left


def _says_something(
    plain: _LeastSquares, s: Floats, scores: Floats, present: Flags | None
) -> Flags:
    """Which trials have two participants, one with two rows, and columns that leave them alike."""
    rows_each, people = scores.shape[1:]
    squares = ((plain.back.swapaxes(1, 2) @ s) ** 2).sum((1, 2))
    if present is None:
        return ~tell_groups_apart(squares, np.full(len(scores), float(rows_each * people)))
    rows = present.sum(1, dtype=np.float64)
    enough: Flags = ((rows > 0).sum(1) > 1) & (rows.max(1) > 1)
    return enough & ~tell_groups_apart(squares, rows.sum(1))


def _without(
    unusable: Flags, scores: Floats, columns: Floats, present: Flags | None
) -> TrialEstimates:
    kept = np.flatnonzero(~unusable)
    shared = len(columns) != len(scores)
    fitted = random_intercept_trials(
        scores[kept],
        columns if shared else columns[kept],
        None if present is None else present[kept],
    )
    return replace(fitted, trial=kept[fitted.trial])


def _even_sums(
    plain: _LeastSquares, s: Floats, t: Floats, rows_each: float
) -> tuple[DiagonalSums, Floats]:
    turned = plain.back.swapaxes(1, 2) @ s
    diagonal, turn = np.linalg.eigh(turned @ turned.swapaxes(1, 2))
    # At most m, which a column constant within participants reaches; rounding can exceed it.
    diagonal = np.clip(diagonal, 0, rows_each)
    back = plain.back @ turn
    cross = _times(back.swapaxes(1, 2), _times(s, t))
    sums = DiagonalSums(
        rows_each=rows_each,
        participants=float(t.shape[1]),
        diagonal=np.ascontiguousarray(diagonal.T),
        cross=np.ascontiguousarray(cross.T),
        squares=_dot(t, t),
        total=_dot(plain.residuals, plain.residuals),
    )
    return sums, back


def _uneven_sums(plain: _LeastSquares, s: Floats, t: Floats, present: Flags) -> DenseSums:
    turned = plain.back.swapaxes(1, 2) @ s
    rows = present.sum(1, dtype=np.intp)
    sizes = range(1, present.shape[1] + 1)
    members: list[Flags] = [rows == size for size in sizes]
    return DenseSums(
        sizes=np.tile(np.array(sizes, dtype=np.float64), (len(t), 1)),
        counts=np.stack([m.sum(1).astype(np.float64) for m in members], 1),
        outer=np.stack([(turned * m[:, None]) @ turned.swapaxes(1, 2) for m in members], 1),
        cross=np.stack([_times(turned * m[:, None], t) for m in members], 1),
        squares=np.stack([_dot(t * m, t) for m in members], 1),
        total=_dot(plain.residuals, plain.residuals),
    )


def _estimates(
    plain: _LeastSquares, sums: DenseSums | DiagonalSums, back: Floats
) -> TrialEstimates:
    best = optimum(sums, Likelihood.RESTRICTED)
    estimate = plain.coefficients + _times(back, sums.coefficients(best.ratio))
    back = np.broadcast_to(back, (len(estimate), *back.shape[1:]))
    spread = [degrees_of_freedom(sums, best, back[:, j]) for j in range(sums.columns)]
    se = np.sqrt(np.stack([variance for variance, _ in spread], 1))
    df = np.stack([freedom for _, freedom in spread], 1)
    t = estimate / se
    kept = np.flatnonzero(best.settled & ~best.unbounded)
    return TrialEstimates(
        trial=kept,
        estimate=estimate[kept],
        se=se[kept],
        df=df[kept],
        t=t[kept],
        p=student_two_sided(t, df)[kept],
        var_group=(best.ratio * best.variance)[kept],
        var_residual=best.variance[kept],
        criterion=(best.criterion + plain.log_det)[kept],
        singular=best.singular[kept],
    )


def _times(matrices: Floats, vectors: Floats) -> Floats:
    product: Floats = (matrices @ vectors[..., None])[..., 0]
    return product


def _dot(left: Floats, right: Floats) -> Floats:
    product: Floats = np.einsum("ti,ti->t", left, right)
    return product
