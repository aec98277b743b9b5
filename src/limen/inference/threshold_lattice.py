"""The threshold model after the answers: every node of the lattice with its weight.

    weight = prior · Π over placebo days of g or 1 − g
                   · Π over batches of Σ_o mass(o) Π over days of p or 1 − p

Given m, s, η, g and l the batches are independent, so that each is summed over its own potency
before they meet. Answers under the same condition (amount, spacing) count together; there is no
sampler.

Axes: H nodes of (g, l), K nodes of (m, s, η), B nodes of the potency of one batch.

Source: methods.md section 4.1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.tails import normal_cdf
from limen.inference.threshold_prior import Axis, Lattice

MOST_BATCHES_KEPT = 8  # likelihoods of 12 MB each; those of further batches are made anew
MOST_FACTORS = 64  # of at least 0.006 each, so that their product stays far above 0


@dataclass(frozen=True, slots=True)
class Condition:
    """Answers under one condition: `yes` and `no` of them.

    `log_multiple` is that of the amount in multiples of the centre of its unit; `carried` is
    e^{−(Δ−1)/3}, what the amount before still takes away, and 0 where there was none.
    """

    log_multiple: float
    carried: float
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class BatchAnswers:
    """The answers of one batch; `spread` is that of ln potency, 0 for the first batch."""

    spread: float
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of YES or NO: those of each batch, and of placebo days (yes, no)."""

    batches: tuple[BatchAnswers, ...]
    placebo: tuple[int, int]


@dataclass(slots=True)
class Posterior:
    """The lattice with the weight of each node (H, K), adding to 1."""

    lattice: Lattice
    answers: Answers
    weights: Floats = field(init=False)
    _kept: dict[int, Floats] = field(init=False, default_factory=dict[int, Floats])

    def __post_init__(self) -> None:
        guess, _ = _rates(self.lattice)
        yes, no = self.answers.placebo
        log_weights = np.log(self.lattice.prior).reshape(len(guess), -1)
        log_weights += yes * np.log(guess) + no * np.log1p(-guess)
        for place, batch in enumerate(self.answers.batches):
            logs = _log_likelihood(self.lattice, batch)
            if place < MOST_BATCHES_KEPT:
                self._kept[place] = logs
            log_weights += _log_sum(logs)
        weights = np.exp(log_weights - log_weights.max())
        self.weights = weights / weights.sum()

    def of_batch(self, place: int) -> Floats:
        """The weights (B, H, K) with the potency of one batch, adding to 1."""
        logs = self._kept.get(place)
        if logs is None:
            logs = _log_likelihood(self.lattice, self.answers.batches[place])
        shares: Floats = np.exp(logs - _log_sum(logs))
        return shares * self.weights

    def felt(self, place: int, days: Sequence[Condition]) -> Floats:
        """The chance of YES (B, H, K) on days with one batch, averaged over the days."""
        batch = self.answers.batches[place]
        offsets = _offsets(self.lattice, batch)
        curves = [
            np.mean([_curve(self.lattice, day, offset) for day in days], axis=0)
            for offset in offsets
        ]
        guess, rest = _rates(self.lattice)
        chances: Floats = guess + rest * np.stack(curves)[:, None]
        return chances

    def marginal(self, *axes: Axis) -> Floats:
        """The weights of the nodes of some parameters, in the order of the lattice, adding to 1."""
        weights = self.weights.reshape(self.lattice.prior.shape)
        sums: Floats = weights.sum(tuple(other for other in Axis if other not in axes))
        return sums


def _log_sum(logs: Floats) -> Floats:
    """The logarithm (H, K) of the sum over the potencies of one batch."""
    highest = logs.max(0)
    total: Floats = highest + np.log(np.exp(logs - highest).sum(0))
    return total


def _log_likelihood(lattice: Lattice, batch: BatchAnswers) -> Floats:
    """The logarithm (B, H, K) of the likelihood of one batch times the mass of its potency."""
    offsets = _offsets(lattice, batch)
    masses = lattice.batch_mass if batch.spread else np.ones(1)
    logs = np.stack([_log_product(lattice, batch.conditions, offset) for offset in offsets])
    logs += np.log(masses)[:, None, None]
    return logs


def _offsets(lattice: Lattice, batch: BatchAnswers) -> Floats:
    return batch.spread * lattice.batch if batch.spread else np.zeros(1)


def _log_product(lattice: Lattice, conditions: Sequence[Condition], offset: float) -> Floats:
    """The logarithm (H, K) of the likelihood at one potency.

    Logarithms are slow and products vanish: so many factors are multiplied as cannot reach 0.
    """
    guess, rest = _rates(lattice)
    shape = (len(guess), len(lattice.location) * len(lattice.slope) * len(lattice.spacing))
    logs, product, chances, factors = np.zeros(shape), np.ones(shape), np.empty(shape), 0
    for condition in conditions:
        np.multiply(rest, _curve(lattice, condition, offset), out=chances)
        chances += guess
        for count in (condition.yes, condition.no):
            for part in _in_parts(count):
                if factors + part > MOST_FACTORS:
                    logs += np.log(product)
                    product.fill(1.0)
                    factors = 0
                product *= chances if part == 1 else chances**part
                factors += part
            np.subtract(1, chances, out=chances)
    return logs + np.log(product)


def _in_parts(count: int) -> Iterator[int]:
    """A number of equal factors as numbers that can be multiplied without reaching 0."""
    while count > 0:
        yield min(count, MOST_FACTORS)
        count -= MOST_FACTORS


def _curve(lattice: Lattice, condition: Condition, offset: float) -> Floats:
    """Φ at every node (K)."""
    away = condition.log_multiple + offset - lattice.location[:, None, None]
    return normal_cdf(
        (away - lattice.spacing * condition.carried) / lattice.slope[:, None]
    ).reshape(-1)


def _rates(lattice: Lattice) -> tuple[Floats, Floats]:
    """The columns (H, 1) of g and of 1 − g − l."""
    guess = np.repeat(lattice.guess, len(lattice.lapse))[:, None]
    return guess, 1 - guess - np.tile(lattice.lapse, len(lattice.guess))[:, None]
