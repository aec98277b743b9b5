"""Columns made orthonormal, and ordinary least squares on them, for one set of rows.

    X = Q·R,   β = R⁻¹Q'y,   residuals = y − QQ'y

Working in Q keeps every later sum near 1, whatever the units of the columns and of the outcome are.

Axes: N rows, p columns.

Source: Golub & Van Loan, Matrix Computations, section 5.3 (QR least squares).
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Floats

SMALLEST_SHARE = 1e-11  # of a column's length that must be its own, besides the columns before it


@dataclass(frozen=True, slots=True)
class Orthonormal:
    """Least squares in an orthonormal basis.

    With coefficients c of `residuals` on `basis`, the coefficients of the scores on the columns are
    `coefficients + scale · back @ c`. `residuals` have the length √N; `scale` is their size in
    units of the scores, `share_left` the same as a share of the largest. `log_det` is ln|X'X|.
    """

    basis: Floats  # (N, p)
    back: Floats  # (p, p)
    coefficients: Floats  # (p,)
    residuals: Floats  # (N,)
    scale: float
    share_left: float
    log_det: float


@dataclass(frozen=True, slots=True)
class RepeatedColumn:
    """The column at this place is a combination of the columns before it."""

    place: int


def orthonormal(columns: Floats, scores: Floats) -> Orthonormal | RepeatedColumn:
    """Least squares of N scores, not all zero, on columns of shape (N, p), p < N.

    Source: Golub & Van Loan, section 5.3.
    """
    basis, triangle, lengths = _factors(columns)
    own = np.abs(np.diag(triangle))
    if own.min() < SMALLEST_SHARE:
        return RepeatedColumn(int(np.argmax(own < SMALLEST_SHARE)))
    largest = float(np.abs(scores).max())
    fitted = basis.T @ (scores / largest)
    residuals = scores / largest - basis @ fitted
    # Once more, for what rounding left in the span of the columns.
    residuals -= basis @ (basis.T @ residuals)
    share_left = float(np.sqrt(residuals @ residuals / len(scores)))
    back = np.linalg.inv(triangle) / lengths[:, None]
    return Orthonormal(
        basis=basis,
        back=back,
        coefficients=largest * back @ fitted,
        residuals=residuals / (share_left or 1.0),
        scale=largest * share_left,
        share_left=share_left,
        log_det=float(2 * np.log(own * lengths).sum()),
    )


def _factors(columns: Floats) -> tuple[Floats, Floats, Floats]:
    """Q, R and lengths, so that columns = Q·R·diag(lengths)."""
    largest = np.abs(columns).max(0)
    largest[largest == 0] = 1.0  # an empty column stays empty and shows as repeated
    lengths = largest * np.linalg.norm(columns / largest, axis=0)
    lengths[lengths == 0] = 1.0
    basis, triangle = np.linalg.qr(columns / lengths)
    return basis, triangle, lengths
