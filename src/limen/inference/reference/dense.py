"""Whole covariance matrices, factorised as any matrix: for the plain forms of the trial's methods.

R_ij = φ^|day_i − day_j|;   a·b = a'R⁻¹b;   R = CC',   R⁻¹a by two triangular systems
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from limen.inference.trial import WEEK, Kernel, Terms, Trial

Row = list[float]
SATURDAY = 5
OWN_SHARE = 1e-10  # of a column's length, below which it repeats others


@dataclass(frozen=True, slots=True)
class Metric:
    """The inner product a'R⁻¹b of N days under one φ; `log_det` is ln|R|."""

    factor: tuple[tuple[float, ...], ...]
    log_det: float

    def turned(self, numbers: Sequence[float]) -> Row:
        """C⁻¹a, so that ordinary products of turned rows are those of the metric."""
        out: Row = []
        for row, number in zip(self.factor, numbers, strict=True):
            known = sum(share * before for share, before in zip(row, out, strict=False))
            out.append((number - known) / row[len(out)])
        return out


def metric(days: Sequence[int], phi: float) -> Metric:
    """The metric of N rising days with this φ, by Cholesky's factor of the whole matrix."""
    rows: list[Row] = []
    for i, day in enumerate(days):
        row: Row = []
        for j, other in enumerate(days[: i + 1]):
            rest = phi ** abs(day - other)
            rest -= sum(a * b for a, b in zip(row, rows[j] if j < i else row, strict=False))
            row.append(math.sqrt(rest) if i == j else rest / rows[j][j])
        rows.append(row)
    log_det = 2 * sum(math.log(row[-1]) for row in rows)
    return Metric(tuple(map(tuple, rows)), log_det)


def product(first: Sequence[float], second: Sequence[float]) -> float:
    """Σ ab."""
    return math.fsum(a * b for a, b in zip(first, second, strict=True))


def left_of(row: Sequence[float], basis: Sequence[Row]) -> Row:
    """What directions of length 1 leave of a row; taken off twice, for rounding."""
    out = list(row)
    for direction in [*basis, *basis]:
        share = product(direction, out)
        out = [number - share * of for number, of in zip(out, direction, strict=True)]
    return out


def directions(rows: Sequence[Sequence[float]]) -> list[Row]:
    """Rows made perpendicular one by one, each of length 1; one that repeats others is dropped."""
    basis: list[Row] = []
    for row in rows:
        own = left_of(row, basis)
        length = math.sqrt(product(own, own))
        if length > OWN_SHARE * math.sqrt(product(row, row)):
            basis.append([number / length for number in own])
    return basis


def scored_days(trial: Trial) -> list[int]:
    """The days that have a score."""
    return [day for day, score in enumerate(trial.scores) if score is not None]


def exposure(trial: Trial, order: bytes, kernel: Kernel) -> Row:
    """(k*d) of every day under an order of the arms."""
    out: Row = []
    for day in range(len(trial.scores)):
        total = 0.0
        for slot_day, arm in zip(trial.slot_days, order, strict=True):
            if arm == 1 and 0 <= day - slot_day < len(kernel):
                total += kernel[day - slot_day]
        out.append(total)
    return out


def surrounding_rows(trial: Trial, kernel: Kernel, terms: Terms) -> list[Row]:
    """The columns that every order shares, each as a row over all days."""
    n = len(trial.scores)
    rows = [[1.0] * n, [day / n for day in range(n)]]
    if terms is Terms.WORKING_MODEL:
        rows.append([float((trial.first_weekday + day) % WEEK >= SATURDAY) for day in range(n)])
        capsule_days = {*trial.slot_days, *trial.unknown_days}
        if len(capsule_days) < n:
            rows.append(
                [
                    sum(share for later, share in enumerate(kernel) if day - later in capsule_days)
                    for day in range(n)
                ]
            )
    return rows
