"""The change of an open diary the slow way: whole matrices, one node after the other.

Each V is inverted by elimination, Student's t is integrated by Simpson's rule, and quantiles are
halved. Expect agreement to about eight digits, and a second for six weeks.

Source: methods.md section 3.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from limen.inference.diary_estimates import DiaryChange
from limen.inference.estimates import NotEstimable, Reason

Matrix = list[list[float]]

FEWEST_BASELINE_DAYS, FEWEST_PRACTICE_DAYS = 14, 28
STRIPS = 400  # of Simpson's rule
HALVINGS = 50


def diary_change(
    scores: Sequence[float | None], first_practice_day: int, population_mean: float | None
) -> DiaryChange | NotEstimable:
    """What `limen.inference.open_diary.diary_change` gives for at most 120 days.

    Source: methods.md section 3.
    """
    days = [(day, score) for day, score in enumerate(scores) if score is not None]
    before = [score for day, score in days if day < first_practice_day]
    if len(before) < FEWEST_BASELINE_DAYS:
        return NotEstimable(Reason.BASELINE_TOO_SHORT, "The baseline has fewer than 14 days.")
    if len(scores) - first_practice_day < FEWEST_PRACTICE_DAYS or len(days) == len(before):
        return NotEstimable(Reason.TOO_FEW_DAYS, "The practice has fewer than 28 days.")
    nodes = [_node(days, first_practice_day, *node) for node in _grid()]
    highest = max(node.log_weight for node in nodes)
    weights = [math.exp(node.log_weight - highest) for node in nodes]
    weights = [weight / sum(weights) for weight in weights]
    df = len(days) - 2

    def below(value: float) -> float:
        return sum(
            weight * _student_cdf((value - node.shift) / node.error, df)
            for weight, node in zip(weights, nodes, strict=True)
        )

    carried = sum(weight * node.carried for weight, node in zip(weights, nodes, strict=True))
    return DiaryChange(
        change=sum(weight * node.shift for weight, node in zip(weights, nodes, strict=True)),
        median=_where(below, 0.5, nodes),
        lower=_where(below, 0.025, nodes),
        upper=_where(below, 0.975, nodes),
        above_zero=1 - below(0.0),
        usual_level=population_mean,
        is_level_own=False,
        expected_gain=None
        if population_mean is None
        else (1 - carried) * (population_mean - fmean(before)),
        weights=tuple(weights),
        baseline_days=len(before),
        practice_days=len(days) - len(before),
    )


@dataclass(frozen=True, slots=True)
class _Node:
    log_weight: float
    shift: float
    error: float
    carried: float


def _grid() -> list[tuple[float, float, float]]:
    """ω, φ_s, φ_f."""
    fast = (0.0, 0.2, 0.4, 0.6)
    alone = [(0.0, 0.0, phi) for phi in fast]
    return alone + [
        (share, slow, phi)
        for share in (0.15, 0.30, 0.45, 0.60, 0.75)
        for slow in (0.95, 0.985)
        for phi in fast
    ]


def _node(
    days: list[tuple[int, float]], first: int, share: float, slow: float, fast: float
) -> _Node:
    v = [
        [share * slow ** abs(i - j) + (1 - share) * fast ** abs(i - j) for j, _ in days]
        for i, _ in days
    ]
    x = [[1.0, float(day >= first)] for day, _ in days]
    y = [score for _, score in days]
    inverse, log_det = _inverted(v)
    vx = _product(inverse, x)
    xvx = _product(_turned(x), vx)
    covariance, log_det_x = _inverted(xvx)
    beta = [row[0] for row in _product(covariance, _product(_turned(vx), [[each] for each in y]))]
    rest = [each - beta[0] - beta[1] * row[1] for each, row in zip(y, x, strict=True)]
    squares = sum(a * inverse[i][j] * b for i, a in enumerate(rest) for j, b in enumerate(rest))
    df = len(y) - 2
    return _Node(
        log_weight=-log_det / 2 - log_det_x / 2 - df / 2 * math.log(squares),
        shift=beta[1],
        error=math.sqrt(squares / df * covariance[1][1]),
        carried=_carried(v, [row[1] == 1 for row in x]),
    )


def _carried(v: Matrix, post: list[bool]) -> float:
    """The covariance of both means over the variance of the first one."""
    before = [place for place, is_post in enumerate(post) if not is_post]
    after = [place for place, is_post in enumerate(post) if is_post]
    return fmean(v[i][j] for i in after for j in before) / fmean(
        v[i][j] for i in before for j in before
    )


def _inverted(matrix: Matrix) -> tuple[Matrix, float]:
    """The inverse and the log determinant of a positive definite matrix, by elimination."""
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    log_det = 0.0
    for pivot in range(size):
        log_det += math.log(rows[pivot][pivot])
        rows[pivot] = [cell / rows[pivot][pivot] for cell in rows[pivot]]
        for i in range(size):
            factor = rows[i][pivot]
            if i != pivot and factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[pivot], strict=True)]
    return [row[size:] for row in rows], log_det


def _turned(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix, strict=True)]


def _product(first: Matrix, second: Matrix) -> Matrix:
    columns = _turned(second)
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in columns]
        for row in first
    ]


def _student_cdf(t: float, df: int) -> float:
    """½ plus the integral of the density from 0, over the angle atan(t/√df)."""
    end = math.atan(t / math.sqrt(df))
    width = end / STRIPS
    heights = [math.cos(step * width) ** (df - 1) for step in range(STRIPS + 1)]
    inner = 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    area = (heights[0] + inner + heights[-1]) * width / 3
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    return 0.5 + scale * area


def _where(below: Callable[[float], float], tail: float, nodes: list[_Node]) -> float:
    reach = 50 * max(node.error for node in nodes)
    low = min(node.shift for node in nodes) - reach
    high = max(node.shift for node in nodes) + reach
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < tail else (low, middle)
    return (low + high) / 2
