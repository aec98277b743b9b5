"""The random-intercept model the slow way: whole covariance blocks, golden section, differences.

Nothing of the fast form is used: each participant's block V = I + λJ is factorised as any matrix,
λ is found by golden section on the deviance itself, and the degrees of freedom come from numerical
derivatives. Expect agreement to about six digits, and seconds for a few hundred rows.

Source: methods.md section 6.3; Pinheiro & Bates, Mixed-Effects Models in S and S-PLUS, section 2.4.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

Matrix = list[list[float]]

GOLDEN = (math.sqrt(5) - 1) / 2
NARROW = 1e-9  # width of the last bracket, in ln λ


@dataclass(frozen=True, slots=True)
class ReferenceFit:
    """Estimates, standard errors and degrees of freedom by column, and the two variances."""

    estimates: tuple[float, ...]
    errors: tuple[float, ...]
    freedoms: tuple[float, ...]
    var_group: float
    var_residual: float
    criterion: float


def reference_fit(
    scores: Sequence[float],
    rows: Sequence[Sequence[float]],
    participants: Sequence[Hashable],
    *,
    restricted: bool,
) -> ReferenceFit:
    """The model of `limen.inference.reml` on N scores and N rows of p columns."""
    blocks = _blocks(scores, rows, participants)
    n, p = len(scores), len(rows[0])
    freedom = n - p if restricted else n

    def profile(ratio: float) -> float:
        det, _, _, rss = _pieces(blocks, ratio, restricted=restricted)
        return det + freedom * (1 + math.log(2 * math.pi * rss / freedom))

    ratio = _lowest(profile)
    _, beta, cov, rss = _pieces(blocks, ratio, restricted=restricted)
    variance = rss / freedom
    errors = tuple(math.sqrt(variance * cov[j][j]) for j in range(p))
    freedoms = tuple(
        _satterthwaite(blocks, j, ratio, variance, freedom, restricted=restricted) for j in range(p)
    )
    return ReferenceFit(tuple(beta), errors, freedoms, ratio * variance, variance, profile(ratio))


def _blocks(
    scores: Sequence[float], rows: Sequence[Sequence[float]], participants: Sequence[Hashable]
) -> list[tuple[list[float], Matrix]]:
    """Scores and rows of each participant."""
    found: dict[Hashable, tuple[list[float], Matrix]] = {}
    for score, row, who in zip(scores, rows, participants, strict=True):
        block = found.setdefault(who, ([], []))
        block[0].append(score)
        block[1].append(list(row))
    return list(found.values())


def _pieces(
    blocks: list[tuple[list[float], Matrix]], ratio: float, *, restricted: bool
) -> tuple[float, list[float], Matrix, float]:
    """The log determinants, β, (X'V⁻¹X)⁻¹ and the weighted residual sum of squares at λ."""
    p = len(blocks[0][1][0])
    det = 0.0
    xx: Matrix = [[0.0] * p for _ in range(p)]
    xy, yy = [0.0] * p, 0.0
    for y, x in blocks:
        m = len(y)
        v = [[ratio + (i == j) for j in range(m)] for i in range(m)]
        solved, log_det = _solved(v, [[y[i], *x[i]] for i in range(m)])
        det += log_det
        yy += sum(y[i] * solved[i][0] for i in range(m))
        for a in range(p):
            xy[a] += sum(x[i][a] * solved[i][0] for i in range(m))
            for b in range(p):
                xx[a][b] += sum(x[i][a] * solved[i][1 + b] for i in range(m))
    identity = [[float(a == b) for b in range(p)] for a in range(p)]
    cov, log_det = _solved(xx, identity)
    beta = [sum(cov[a][b] * xy[b] for b in range(p)) for a in range(p)]
    rss = yy - sum(beta[a] * xy[a] for a in range(p))
    return det + (log_det if restricted else 0.0), beta, cov, rss


def _solved(matrix: Matrix, right: Matrix) -> tuple[Matrix, float]:
    """matrix⁻¹·right by elimination with row exchange, and ln|matrix|."""
    size = len(matrix)
    work = [[*row, *other] for row, other in zip(matrix, right, strict=True)]
    log_det = 0.0
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(work[k][i]))
        work[i], work[pivot] = work[pivot], work[i]
        log_det += math.log(abs(work[i][i]))
        work[i] = [value / work[i][i] for value in work[i]]
        for k in range(size):
            if k != i:
                work[k] = [a - work[k][i] * b for a, b in zip(work[k], work[i], strict=True)]
    return [row[size:] for row in work], log_det


def _lowest(profile: Callable[[float], float]) -> float:
    """λ ≥ 0 at the lowest point: golden section on ln λ, unless 0 is as low."""
    low, high = math.log(1e-6), math.log(1e6)
    while high - low > NARROW:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if profile(math.exp(left)) < profile(math.exp(right)):
            high = right
        else:
            low = left
    inside = math.exp((low + high) / 2)
    return inside if profile(inside) < profile(0.0) - 1e-9 else 0.0


def _satterthwaite(
    blocks: list[tuple[list[float], Matrix]],
    column: int,
    ratio: float,
    variance: float,
    freedom: int,
    *,
    restricted: bool,
) -> float:
    """2C²/(g'Vg) with g and V from central differences in (λ, σ²)."""
    if ratio == 0.0:
        return float(freedom)

    def deviance(at: float, within: float) -> float:
        det, _, _, rss = _pieces(blocks, at, restricted=restricted)
        return det + freedom * math.log(2 * math.pi * within) + rss / within

    def spread(at: float, within: float) -> float:
        return within * _pieces(blocks, at, restricted=restricted)[2][column][column]

    h, k = 1e-3 * ratio, 1e-3 * variance
    gradient = (
        (spread(ratio + h, variance) - spread(ratio - h, variance)) / (2 * h),
        (spread(ratio, variance + k) - spread(ratio, variance - k)) / (2 * k),
    )
    middle = deviance(ratio, variance)
    aa = (deviance(ratio + h, variance) + deviance(ratio - h, variance) - 2 * middle) / h**2
    bb = (deviance(ratio, variance + k) + deviance(ratio, variance - k) - 2 * middle) / k**2
    ab = (
        deviance(ratio + h, variance + k)
        + deviance(ratio - h, variance - k)
        - deviance(ratio + h, variance - k)
        - deviance(ratio - h, variance + k)
    ) / (4 * h * k)
    (solved, _) = _solved([[aa, ab], [ab, bb]], [[gradient[0]], [gradient[1]]])
    return spread(ratio, variance) ** 2 / (gradient[0] * solved[0][0] + gradient[1] * solved[1][0])
