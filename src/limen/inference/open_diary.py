"""How far the scores of an open diary lie from where they were before the practice began.

    y = level + shift·post + u,   V_ij = ω·φ_s^|i−j| + (1−ω)·φ_f^|i−j|        (days i and j)
    weight of a node (ω, φ_s, φ_f):  exp(−Σ ln L_ii − ½ ln|X'V⁻¹X| − ½(n−2) ln RSS),   LL' = V
    shift | node ~ t_{n−2}(generalised least squares, its SE);   44 nodes, all equally likely before

The slow part φ_s is what a single correlation cannot hold: spells of weeks, into which people begin
and out of which they come by themselves. How much of that to expect is printed beside the change:

    expected gain = (1 − R)(m − mean of the baseline)
    R = cov(mean of the practice, mean of the baseline) / var(mean of the baseline) under V,

where m is the usual level and R the average over the nodes by their weight. Days without a score
are left out, never filled in; of a longer diary the last 120 days are used, and where earlier days
have scores their mean is m.

Axes: N diaries with the same days, n scored days, 2 columns of X, 44 nodes.

Source: methods.md section 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from limen.inference.arrays import Floats, Places
from limen.inference.diary_estimates import MOST_DAYS, DiaryChange, scored_days
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.tails import student_cdf, student_quantile

FEWEST_BASELINE_DAYS = 14  # with a score
FEWEST_PRACTICE_DAYS = 28  # from the first day to the last, with a score or without
FEWEST_EARLIER_DAYS = 14  # with a score, for a usual level of one's own

SLOW_SHARES = (0.15, 0.30, 0.45, 0.60, 0.75)
SLOW, FAST = (0.95, 0.985), (0.0, 0.2, 0.4, 0.6)
NODES = (
    *((0.0, SLOW[0], fast) for fast in FAST),  # without a slow part its correlation is no matter
    *((share, slow, fast) for share in SLOW_SHARES for slow in SLOW for fast in FAST),
)
TAILS = (0.025, 0.5, 0.975)
HALVINGS = 60
NO_SPREAD = 1e-12  # relative to the scores, and of squares left over
LARGEST_SCORE = 1e100  # beyond it squares could not be added up


def diary_change(
    scores: Sequence[float | None], first_practice_day: int, population_mean: float | None
) -> DiaryChange | NotEstimable:
    """The change of an open diary from baseline to practice, in points, without a cause.

    Args:
        scores: one place for each day, the baseline first; None is a day without a score.
        first_practice_day: place of the first day of practice, from 0.
        population_mean: usual level of such scores; it stands in for the participant's own, which
            is the mean of days before the last 120 where at least 14 of them have a score. None
            where it is not known.

    Returns:
        The change, or why there is none: fewer than 14 scored days before the practice, fewer than
        28 days of practice, or scores that do not vary.

    Raises:
        ValueError: a score is no number of usual size, or the first day of practice is no place in
            the diary.

    Source: methods.md section 3.
    """
    _refuse_impossible([*scores, population_mean])
    if not 0 <= first_practice_day <= len(scores):
        raise ValueError("the first day of practice is a place in the diary")
    too_few = _too_few(scores, first_practice_day)
    if too_few is not None:
        return too_few
    earlier, used = scores[:-MOST_DAYS], scores[-MOST_DAYS:]
    own = _own_level(earlier)
    change = _change(
        used, first_practice_day - len(earlier), population_mean if own is None else own
    )
    if isinstance(change, NotEstimable):
        return change
    return replace(change, is_level_own=own is not None)


@dataclass(frozen=True, slots=True)
class Shifts:
    """The shift of N diaries as a mixture of Student's t over the 44 nodes.

    `weights`, `centres` and `errors` are (N, 44).
    """

    weights: Floats
    centres: Floats
    errors: Floats
    df: int

    def mean(self) -> Floats:
        """The mean of each diary's shift."""
        means: Floats = (self.weights * self.centres).sum(1)
        return means

    def below(self, value: float) -> Floats:
        """The chance of each diary that its shift lies at or below a value."""
        standard = (value - self.centres) / self.errors
        chances: Floats = (self.weights * student_cdf(standard, self.df)).sum(1)
        return chances

    def quantiles(self, tails: Sequence[float]) -> list[float]:
        """The quantiles of the first diary's shift, by halving between those of its nodes."""
        return [self._quantile(tail) for tail in tails]

    def _quantile(self, tail: float) -> float:
        ends = self.centres[0] + self.errors[0] * student_quantile(tail, self.df)
        low, high = float(ends.min()), float(ends.max())
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if self.below(middle)[0] < tail:
                low = middle
            else:
                high = middle
        return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Nodes:
    """What depends on the days alone, once for all diaries that have scores on the same days.

    `factors` (44, n, n) are the Cholesky factors of V, `columns` is X (n, 2), `carried` (44) is R.
    """

    factors: Floats
    columns: Floats
    carried: Floats

    @classmethod
    def of(cls, days: Sequence[int], first_practice_day: int) -> "Nodes":
        """The nodes for scores on these days, at least one of them on each side of the first."""
        at = np.array(days)
        post = at >= first_practice_day
        covariance = _covariance(np.abs(at[:, None] - at))
        before, after = covariance[:, ~post], covariance[:, post]
        return cls(
            factors=np.linalg.cholesky(covariance),
            columns=np.column_stack((np.ones(len(at)), post.astype(np.float64))),
            carried=after[:, :, ~post].mean((1, 2)) / before[:, :, ~post].mean((1, 2)),
        )

    def shifts(self, scores: Floats) -> Shifts | None:
        """The shifts of N diaries (N, n) of usual size; None where one has nothing left over."""
        df = scores.shape[1] - 2
        whitened = np.linalg.solve(self.factors, np.column_stack((self.columns, scores.T)))
        x, y = whitened[:, :, :2], whitened[:, :, 2:]
        precision = x.transpose(0, 2, 1) @ x
        estimates = np.linalg.solve(precision, x.transpose(0, 2, 1) @ y)
        squares = ((y - x @ estimates) ** 2).sum(1).T
        if not (squares > NO_SPREAD).all():
            return None
        roots = self.factors.diagonal(axis1=1, axis2=2)
        log_weights = -np.log(roots).sum(1) - np.linalg.slogdet(precision)[1] / 2
        log_weights = log_weights - df / 2 * np.log(squares)
        weights = np.exp(log_weights - log_weights.max(1, keepdims=True))
        return Shifts(
            weights=weights / weights.sum(1, keepdims=True),
            centres=estimates[:, 1].T,
            errors=np.sqrt(squares / df * np.linalg.inv(precision)[:, 1, 1]),
            df=df,
        )


def _change(
    scores: Sequence[float | None], first: int, usual: float | None
) -> DiaryChange | NotEstimable:
    days = [day for day, score in enumerate(scores) if score is not None]
    y: Floats = np.array([score for score in scores if score is not None], dtype=np.float64)
    nodes = Nodes.of(days, first)
    deviations = y - y.mean()
    size = float(np.abs(deviations).max())
    shifts = nodes.shifts((deviations / size)[None]) if size > NO_SPREAD * np.abs(y).max() else None
    if shifts is None:
        says = "The scores before the start, or those after it, are all alike."
        return NotEstimable(Reason.NO_VARIATION, says)
    lower, median, upper = (limit * size for limit in shifts.quantiles(TAILS))
    baseline_days, practice_days = scored_days(scores, first)
    left = float(1 - shifts.weights[0] @ nodes.carried)
    return DiaryChange(
        change=float(shifts.mean()[0]) * size,
        median=median,
        lower=lower,
        upper=upper,
        above_zero=float(1 - shifts.below(0.0)[0]),
        usual_level=usual,
        is_level_own=False,
        expected_gain=None if usual is None else left * (usual - float(y[:baseline_days].mean())),
        weights=tuple(map(float, shifts.weights[0])),
        baseline_days=baseline_days,
        practice_days=practice_days,
    )


def _covariance(lags: Places) -> Floats:
    """V of each node (44, n, n), from whole days between n days."""
    steps: Floats = np.arange(int(lags.max()) + 1, dtype=np.float64)
    powers: dict[float, Floats] = {phi: (phi**steps)[lags] for phi in (*SLOW, *FAST)}
    nodes = [share * powers[slow] + (1 - share) * powers[fast] for share, slow, fast in NODES]
    return np.stack(nodes)


def _refuse_impossible(levels: Sequence[float | None]) -> None:
    if not all(level is None or abs(level) <= LARGEST_SCORE for level in levels):
        raise ValueError("scores and levels are finite numbers of at most 1e100, or None")


def _too_few(scores: Sequence[float | None], first_practice_day: int) -> NotEstimable | None:
    baseline_days, practice_days = scored_days(scores, first_practice_day)
    practice_length = len(scores) - first_practice_day
    if baseline_days < FEWEST_BASELINE_DAYS:
        says = (
            f"Of the last {MOST_DAYS} days, {baseline_days} lie before the start and have a score; "
            f"a number for the change needs {FEWEST_BASELINE_DAYS}."
        )
        return NotEstimable(Reason.BASELINE_TOO_SHORT, says)
    if practice_length < FEWEST_PRACTICE_DAYS or not practice_days:
        says = (
            f"The practice has {practice_length} days, {practice_days} of them with a score; "
            f"a number for the change needs {FEWEST_PRACTICE_DAYS} days."
        )
        return NotEstimable(Reason.TOO_FEW_DAYS, says)
    return None


def _own_level(earlier: Sequence[float | None]) -> float | None:
    scored = [score for score in earlier if score is not None]
    return float(np.mean(scored)) if len(scored) >= FEWEST_EARLIER_DAYS else None
