"""The difference between arms with its doubt about φ: a grid of φ, and Student's t at each node.

    φ in −0.20, −0.15, …, 0.90 (23 nodes, flat);   weight of a node: exp l(φ)
    δ | φ ~ t_{n−p}(estimate, SE);   with a prior δ ~ N(0, s²): multiplied in, and made to add to 1

The 801 points lie over the REML estimate ± 8 SE. The weight of a point is what the mixture of
Student's t gives to its cell (edges half-way, open ends) times the prior at the point.

Axes: K = 23 nodes, G = 801 points.

Source: methods.md section 1.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from limen.inference.ar1_profile import Ar1Fit, Ar1Model
from limen.inference.arrays import Floats
from limen.inference.estimates import NotEstimable
from limen.inference.tails import student_cdf
from limen.inference.trial import Kernel, Trial
from limen.inference.trial_estimates import EffectPosterior
from limen.inference.working_model import active_exposure

PHI_NODES = np.linspace(-0.20, 0.90, 23)
POINTS, REACH = 801, 8.0  # reach in SE to either side
QUANTILES = (0.025, 0.25, 0.5, 0.75, 0.975)
DOTS = 20
SMALLEST_CELL = 1e-300  # the chance of a cell may be none that floats know


def effect_posterior(
    trial: Trial, kernel: Kernel, prior_sd: float | None = None
) -> EffectPosterior | NotEstimable:
    """The difference between arms as a distribution, for pictures, pooling and the researcher.

    Args:
        trial: what was scored, and the arm of every slot.
        kernel: J shares of δ on the dose day and the days after it.
        prior_sd: SD in points of a normal prior around no difference; None is flat.

    Returns:
        The distribution in points, or why there is none: too few scored days, or no variation.

    Raises:
        ValueError: the SD of the prior is not above 0.

    Source: methods.md section 1.7.
    """
    if prior_sd is not None and not prior_sd > 0:
        raise ValueError("the SD of the prior lies above 0")
    model = Ar1Model.of(trial, active_exposure(trial, kernel)[:, None], kernel)
    if isinstance(model, NotEstimable):
        return model
    best = model.best()
    points = best.estimates[0] + np.linspace(-REACH, REACH, POINTS) * _error(best)
    mixture = _Mixture.of(model)
    edges = (points[1:] + points[:-1]) / 2
    below = np.concatenate(([0.0], mixture.below(edges), [1.0]))
    weights = np.maximum(np.diff(below), 0.0) * _prior(points, prior_sd)
    weights /= weights.sum()
    gathered = np.concatenate(([0.0], weights.cumsum()))
    places = np.concatenate(([points[0]], edges, [points[-1]]))

    def quantiles(chances: Sequence[float]) -> tuple[float, ...]:
        return tuple(np.interp(chances, gathered, places).tolist())

    cell = int(np.searchsorted(edges, 0.0))
    above = weights[cell + 1 :].sum() + weights[cell] * _share_above(
        mixture, below[cell : cell + 2]
    )
    return EffectPosterior(
        points=tuple(points.tolist()),
        weights=tuple(weights.tolist()),
        mean=float(weights @ points),
        quantiles=quantiles(QUANTILES),
        dots=quantiles([(dot + 0.5) / DOTS for dot in range(DOTS)]),
        above_zero=float(above),
        phi=float(PHI_NODES[mixture.shares.argmax()]),
    )


@dataclass(frozen=True, slots=True)
class _Mixture:
    """Student's t at each of the K nodes, with the share of the node."""

    shares: Floats
    centres: Floats
    errors: Floats
    df: int

    @classmethod
    def of(cls, model: Ar1Model) -> "_Mixture":
        fits = [model.at(float(phi)) for phi in PHI_NODES]
        criteria = np.array([fit.criterion for fit in fits])
        shares = np.exp(criteria - criteria.max())
        return cls(
            shares=shares / shares.sum(),
            centres=np.array([fit.estimates[0] for fit in fits]),
            errors=np.array([_error(fit) for fit in fits]),
            df=fits[0].df,
        )

    def below(self, places: Floats) -> Floats:
        """The chance of lying below each of these places."""
        return student_cdf((places[:, None] - self.centres) / self.errors, self.df) @ self.shares


def _error(fit: Ar1Fit) -> float:
    return float(np.sqrt(fit.covariance[0, 0]))


def _prior(points: Floats, prior_sd: float | None) -> Floats:
    """Up to a factor: 1 at the point that the prior likes best, so that not all can vanish."""
    if prior_sd is None:
        return np.ones(POINTS)
    squares = (points / prior_sd) ** 2
    relative: Floats = np.exp((squares.min() - squares) / 2)
    return relative


def _share_above(mixture: _Mixture, ends: Floats) -> float:
    """How much of the cell between these two chances, in which zero lies, lies above zero."""
    above = float(ends[1] - mixture.below(np.zeros(1))[0])
    return above / max(float(ends[1] - ends[0]), SMALLEST_CELL)
