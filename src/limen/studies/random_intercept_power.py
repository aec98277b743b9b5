"""What a trial of many participants with few rows each would find, by simulating and fitting it.

Axes: T trials, O orders, M rows of a participant.

Source: methods.md section 8 (kernel 3).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.tails import student_two_sided
from limen.studies.chance import generator
from limen.studies.chunks import Spread, chunk_sizes
from limen.studies.random_intercept_kernel import (
    COLUMNS,
    ESTIMATE,
    FREEDOM,
    SE,
    VAR_GROUP,
    VAR_RESIDUAL,
    fitted_trials,
)

CHUNK = 1000  # trials of one seed; the chunks may be drawn in any order and by any worker

Orders = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RandomInterceptPlan:
    """A trial of many participants with one random intercept each.

    Args:
        participants: how many, at least 2.
        orders: the orders of arms (0 placebo, 1 active) of one participant's rows, each as likely
            as it stands here often.
        staying: for each row, the chance that a participant is still there; the first is 1.
        effect, sd_between, sd_within: in points.

    Raises:
        ValueError: the parts do not fit each other, or nothing varies.
    """

    participants: int
    orders: Orders
    staying: tuple[float, ...]
    effect: float
    sd_between: float
    sd_within: float

    def __post_init__(self) -> None:
        if {len(order) for order in self.orders} != {len(self.staying)}:
            raise ValueError("orders and chances of staying have the same length")
        if list(self.staying) != sorted(self.staying, reverse=True) or self.staying[0] != 1:
            raise ValueError("the chance of staying begins with 1 and never rises")
        if not (self.participants > 1 and len(self.staying) > 1 and self.staying[1] > 0):
            raise ValueError("a trial needs two participants and two rows")
        if not (self.sd_between >= 0 and self.sd_within > 0):
            raise ValueError("the SD within participants lies above 0, the other at 0 or above")


@dataclass(frozen=True, slots=True)
class SimulatedFits:
    """The fitted trials, each array of shape (T,); trials whose rows did not vary are left out."""

    estimate: Floats
    se: Floats
    df: Floats
    p: Floats
    var_group: Floats
    var_residual: Floats

    @property
    def power(self) -> float:
        """The share of trials with p below 0.05."""
        return float(np.mean(self.p < 0.05))  # noqa: PLR2004 -- the level that everybody means

    @property
    def mc_se(self) -> float:
        """The Monte Carlo standard error of the power."""
        return sqrt(self.power * (1 - self.power) / len(self.p))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Trials of one plan that share a generator."""

    plan: RandomInterceptPlan
    seed: int
    number: int
    trials: int


def simulated_fits(
    plan: RandomInterceptPlan, trials: int, seed: int, over: Spread = map
) -> SimulatedFits:
    """Trials of a plan, drawn and fitted, with Satterthwaite's degrees of freedom.

    Args:
        plan: the trial.
        trials: how many, at least 1.
        seed: of the whole simulation.
        over: who does the work; the loops let threads run side by side.

    Source: methods.md section 8 (kernel 3).
    """
    chunks = [
        _Chunk(plan, seed, number, size) for number, size in enumerate(chunk_sizes(trials, CHUNK))
    ]
    fits = np.concatenate(list(over(_chunk_fits, chunks)))
    estimate, se, freedom = fits[:, ESTIMATE], fits[:, SE], fits[:, FREEDOM]
    return SimulatedFits(
        estimate=estimate,
        se=se,
        df=freedom,
        p=student_two_sided(estimate / se, freedom),
        var_group=fits[:, VAR_GROUP],
        var_residual=fits[:, VAR_RESIDUAL],
    )


def _chunk_fits(chunk: _Chunk) -> Floats:
    plan = chunk.plan
    fits = np.empty((chunk.trials, COLUMNS))
    fitted_trials(
        generator(chunk.seed, "random_intercept", chunk.number),
        np.array(plan.orders, dtype=np.float64),
        np.array(plan.staying),
        (float(plan.effect), float(plan.sd_between), float(plan.sd_within), plan.participants),
        fits,
    )
    return fits[np.isfinite(fits[:, SE])]
