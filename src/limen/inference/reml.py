"""A linear model with one random intercept per participant, by restricted or full likelihood.

    y_ij = x_ij'β + u_i + e_ij,    u_i ~ N(0, σ_b²),   e_ij ~ N(0, σ²)

What goes in: scores, named columns and the participant of each row. What comes out: every
coefficient with its standard error, Satterthwaite degrees of freedom, p and 95 % interval, the two
variances and the criterion. Limits come from Student's t with those degrees of freedom.

The columns are made orthonormal and ordinary least squares is taken off the scores first: the rest
of the work then depends neither on the scale nor on the zero of any column or of the outcome.

Axes: N rows, P participants, p columns.

Source: methods.md section 6.3; Satterthwaite 1946, Biometrics Bulletin 2:110;
Fai & Cornelius 1996, Journal of Statistical Computation and Simulation 54:363.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Floats, Places
from limen.inference.estimates import Coefficient, NotEstimable, RandomInterceptEstimate, Reason
from limen.inference.orthonormal import Orthonormal, RepeatedColumn, orthonormal
from limen.inference.reml_profile import Likelihood, Optimum, degrees_of_freedom, optimum
from limen.inference.reml_sums import DenseSums, DiagonalSums, tell_groups_apart
from limen.inference.tails import student_quantile, student_two_sided

Weights = Mapping[str, Mapping[str, float]]

SMALLEST_RESIDUAL = 1e-13  # share of the outcome that the columns must leave to explain
SMALLEST_FREEDOM = 0.1  # below it a 95 % range reaches a million million standard errors
SMALLEST_SIZE, LARGEST_SIZE = 1e-50, 1e50  # of a column; its fourth power must still be a number


def random_intercept_reml(
    scores: Sequence[float],
    columns: Mapping[str, Sequence[float]],
    participants: Sequence[Hashable],
    *,
    contrasts: Weights | None = None,
) -> RandomInterceptEstimate | NotEstimable:
    """The random-intercept model by restricted likelihood (REML).

    Args:
        scores: N finite outcomes.
        columns: p columns of N finite numbers by the name of their term, the intercept among them.
        participants: N labels, one for the participant of each row.
        contrasts: weights by column name for each named combination that is wanted as well.

    Returns:
        Coefficients in the order of the columns, in units of the outcome per unit of the column,
        or why they cannot be had.

    Raises:
        ValueError: lengths differ, a number is not finite, or a contrast names no column.

    Source: methods.md section 6.3.
    """
    return _fit(_checked(scores, columns, participants), Likelihood.RESTRICTED, contrasts or {})


def random_intercept_ml(
    scores: Sequence[float],
    columns: Mapping[str, Sequence[float]],
    participants: Sequence[Hashable],
    *,
    contrasts: Weights | None = None,
) -> RandomInterceptEstimate | NotEstimable:
    """The same by full likelihood (ML), for comparing models that differ in their columns.

    Takes, gives and raises what `random_intercept_reml` does; `criterion` is −2 log-likelihood.

    Source: methods.md section 6.3 (full likelihood).
    """
    return _fit(_checked(scores, columns, participants), Likelihood.FULL, contrasts or {})


@dataclass(frozen=True, slots=True)
class _Observations:
    scores: Floats
    names: tuple[str, ...]
    columns: Floats  # (N, p)
    codes: Places  # participant of each row, counted from 0
    counts: Places  # rows of each participant


def _checked(
    scores: Sequence[float],
    columns: Mapping[str, Sequence[float]],
    participants: Sequence[Hashable],
) -> _Observations:
    y = np.asarray(scores, dtype=np.float64)
    if not columns or any(len(c) != len(y) for c in [*columns.values(), participants]):
        msg = "scores, participants and at least one column must have the same length"
        raise ValueError(msg)
    x = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns.values()])
    if not (np.isfinite(y).all() and np.isfinite(x).all()):
        msg = "scores and columns must be finite numbers"
        raise ValueError(msg)
    known: dict[Hashable, int] = {}
    codes = np.fromiter((known.setdefault(w, len(known)) for w in participants), np.intp, len(y))
    return _Observations(y, tuple(columns), x, codes, np.bincount(codes, minlength=1))


def _fit(
    seen: _Observations, likelihood: Likelihood, contrasts: Weights
) -> RandomInterceptEstimate | NotEstimable:
    plain = _plain_regression(seen)
    if isinstance(plain, NotEstimable):
        return plain
    s = _sums_of_each(seen, plain.basis)
    if tell_groups_apart(np.array([np.sum(s**2)]), np.array([float(len(seen.scores))]))[0]:
        return NotEstimable(
            Reason.NO_VARIATION,
            "The columns already tell the participants apart, so nothing can be said of the "
            "variance between them.",
        )
    sums, turn = _sums(seen, plain, s)
    best = optimum(sums, likelihood)
    if not best.settled[0]:
        return NotEstimable(Reason.NOT_SETTLED, "The search for the two variances did not settle.")
    if best.unbounded[0]:
        return NotEstimable(
            Reason.NO_VARIATION,
            "Nothing varies within participants that the columns do not explain already.",
        )
    back = plain.scale * plain.back @ turn
    beta = plain.coefficients + back @ sums.coefficients(best.ratio)[0]
    rows = np.vstack([np.eye(len(beta)), _contrast_rows(seen.names, contrasts)])
    found = _coefficients((*seen.names, *contrasts), rows @ beta, rows @ back, sums, best)
    if min(coefficient.df for coefficient in found) < SMALLEST_FREEDOM:
        return NotEstimable(
            Reason.TOO_FEW_ROWS,
            "The rows say too little about the two variances to give the estimates an error.",
        )
    within = float(best.variance[0]) * plain.scale**2
    offset = 2 * float(best.freedom[0]) * math.log(plain.scale)
    offset += plain.log_det if likelihood is Likelihood.RESTRICTED else 0.0
    return RandomInterceptEstimate(
        coefficients=found[: len(beta)],
        contrasts=found[len(beta) :],
        var_group=float(best.ratio[0]) * within,
        var_residual=within,
        criterion=float(best.criterion[0]) + offset,
        n=len(seen.scores),
        groups=len(seen.counts),
        singular=bool(best.singular[0]),
    )


def _plain_regression(seen: _Observations) -> Orthonormal | NotEstimable:
    """Ordinary least squares in orthonormal columns, or why the model cannot be had."""
    refusal = _refusal(seen)
    if refusal is not None:
        return refusal
    plain = orthonormal(seen.columns, seen.scores)
    if isinstance(plain, RepeatedColumn):
        return NotEstimable(
            Reason.NO_VARIATION,
            f"The column {seen.names[plain.place]} says nothing that the columns before it "
            "do not say already.",
        )
    if plain.share_left < SMALLEST_RESIDUAL:
        return NotEstimable(
            Reason.NO_VARIATION, "The columns explain the outcome completely; nothing is left over."
        )
    return plain


def _contrast_rows(names: tuple[str, ...], contrasts: Weights) -> Floats:
    rows = np.zeros((len(contrasts), len(names)))
    for row, weights in zip(rows, contrasts.values(), strict=True):
        for name, weight in weights.items():
            if name not in names:
                msg = f"no column is called {name}"
                raise ValueError(msg)
            row[names.index(name)] = weight
    return rows


def _refusal(seen: _Observations) -> NotEstimable | None:
    rows, columns = seen.columns.shape
    if len(seen.counts) == 1:
        return NotEstimable(
            Reason.TOO_FEW_PARTICIPANTS,
            "All rows belong to one participant; a random intercept needs at least two.",
        )
    if rows <= columns:
        return NotEstimable(
            Reason.TOO_FEW_ROWS,
            f"{rows} rows are too few for {columns} coefficients; at least {columns + 1} needed.",
        )
    if seen.counts.max() == 1:
        return NotEstimable(
            Reason.TOO_FEW_ROWS,
            "Each participant has one row; a random intercept needs some with two or more.",
        )
    if seen.scores.min() == seen.scores.max():
        return NotEstimable(Reason.NO_VARIATION, "The outcome is the same in every row.")
    sizes = np.abs(np.column_stack([seen.scores, seen.columns])).max(0)
    if not np.all((sizes == 0) | ((sizes > SMALLEST_SIZE) & (sizes < LARGEST_SIZE))):
        return NotEstimable(
            Reason.OUT_OF_RANGE, "The numbers are too large or too small to compute with."
        )
    return None


def _sums(
    seen: _Observations, plain: Orthonormal, s: Floats
) -> tuple[DenseSums | DiagonalSums, Floats]:
    """Sums over participants, and the turn of the basis in which they stand, shape (p, p)."""
    people = len(seen.counts)
    t = _sums_of_each(seen, plain.residuals[:, None])[:, 0]
    total = np.array([plain.residuals @ plain.residuals])
    sizes = np.unique(seen.counts)
    if len(sizes) == 1:
        diagonal, turn = np.linalg.eigh(s.T @ s)
        cross = turn.T @ (s.T @ t)
        even = DiagonalSums(
            rows_each=float(sizes[0]),
            participants=float(people),
            diagonal=diagonal[:, None],
            cross=cross[:, None],
            squares=np.array([t @ t]),
            total=total,
        )
        return even, turn
    members = [seen.counts == size for size in sizes]
    uneven = DenseSums(
        sizes=sizes[None].astype(np.float64),
        counts=np.array([[m.sum() for m in members]], dtype=np.float64),
        outer=np.array([[s[m].T @ s[m] for m in members]]),
        cross=np.array([[s[m].T @ t[m] for m in members]]),
        squares=np.array([[t[m] @ t[m] for m in members]]),
        total=total,
    )
    return uneven, np.eye(s.shape[1])


def _sums_of_each(seen: _Observations, columns: Floats) -> Floats:
    """Sums of columns (N, p) over the rows of each participant, shape (P, p)."""
    sums = np.empty((len(seen.counts), columns.shape[1]))
    for place, column in enumerate(columns.T):
        sums[:, place] = np.bincount(seen.codes, column, len(sums))
    return sums


def _coefficients(
    names: Sequence[str],
    estimates: Floats,
    rows: Floats,
    sums: DenseSums | DiagonalSums,
    best: Optimum,
) -> tuple[Coefficient, ...]:
    """Each estimate with its error; `rows` are the combinations in the basis of the sums."""
    spread = [degrees_of_freedom(sums, best, row[None]) for row in rows]
    se = np.sqrt([float(variance[0]) for variance, _ in spread])
    df = np.array([float(freedom[0]) for _, freedom in spread])
    t = np.divide(estimates, se, out=np.zeros_like(se), where=se > 0)
    p = student_two_sided(t, df)
    reach = student_quantile(0.975, df) * se
    numbers = (estimates, se, df, t, p, estimates - reach, estimates + reach)
    return tuple(
        Coefficient(name, *map(float, row))
        for name, row in zip(names, np.column_stack(numbers), strict=True)
    )
