"""The randomisation test of thousands of trials that share one plan, for power and calibration.

    W = AR(1) whitening, M = I − QQ' with Q a basis of W·Z, K = exposures of the slots
    T = W'M W K (n × m),   H = K'T (m × m)
    S(w) = (y'T) w / √(w'Hw)        for one trial y and the arms w of its slots

No exposure is formed for a draw: y'T is taken once for each trial, and the product with the draws
runs over slots, not over days. The counts are made in float32, in chunks that stay in the cache;
they differ from those in float64 by at most 1, in fewer than 0.1 % of trials. A real trial is
tested by `randomisation.py`, in float64.

A belief effect κ for each capsule that was guessed active subtracts κ·g'H from y'T.

Axes: T trials, n days, m slots, q columns, P draws.

Source: methods.md sections 1.3 and 8 (kernel 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from limen.inference.arrays import Flags, Floats, Places

CHUNK = 256  # trials; with 999 draws their statistics take 1 MB
TIE = 3e-7  # of the longest statistic that a projection can have; nearer float32 cannot tell
SMALLEST_SHARE = 1e-6  # of the largest squared length of one slot's exposure; less is rounding
SMALLEST_COLUMN = 1e-9  # of the largest column of W·Z; what is smaller repeats others

Singles = NDArray[np.float32]
AnyFloats = NDArray[np.floating]


class Tail(StrEnum):
    """Which draws count: those at least as high as the observed one, or at most as high."""

    UP = "up"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class SharedTests:
    """What all trials of one plan share: `weights` is T, `gram` is H.

    `draws` (m, P) holds each draw divided by the length of its exposure.
    """

    weights: Floats
    gram: Floats
    draws: Singles

    @property
    def count(self) -> int:
        """Draws, P."""
        return int(self.draws.shape[1])

    def projections(self, scores: Floats) -> Floats:
        """Each trial's y'T, from (T, n) scores to (T, m)."""
        projected: Floats = scores @ self.weights
        return projected

    def belief_projections(self, guesses: Flags) -> Floats:
        """What a belief effect of 1 adds, from (T, m) capsules guessed active to (T, m)."""
        projected: Floats = guesses @ self.gram
        return projected

    def statistics(self, projections: Floats, arms: Flags) -> Floats:
        """S of each trial under its own arms, shape (T,); 0 where the arms leave no exposure."""
        return _over((projections * arms).sum(1), self._lengths(arms))

    def estimates(self, projections: Floats, arms: Flags) -> Floats:
        """The least-squares effect of each trial, shape (T,); 0 where there is no exposure."""
        return _over(self.statistics(projections, arms), self._lengths(arms))

    def extreme_draws(
        self, projections: Floats, arms: Flags, tails: Sequence[Tail] = (Tail.UP, Tail.LOW)
    ) -> Places:
        """How many draws are at least as extreme as the observed arms, in each tail and trial.

        Args:
            projections: (T, m), from `projections` less any belief effect.
            arms: (T, m), which slots were active.
            tails: the tails wanted.

        Returns:
            Counts of shape (len(tails), T), each from 0 to P.

        Source: methods.md section 8 (kernel 1).
        """
        counts = np.empty((len(tails), len(arms)), dtype=np.intp)
        statistics = np.empty((min(CHUNK, len(arms)), self.count), dtype=np.float32)
        reached = np.empty(statistics.shape, dtype=np.bool_)
        gram = self.gram.astype(np.float32)
        for start in range(0, len(arms), CHUNK):
            chunk = slice(start, start + CHUNK)
            own, active = projections[chunk].astype(np.float32), arms[chunk].astype(np.float32)
            lengths = _lengths(active, gram)
            observed = _over(np.vecdot(own, active), lengths)
            slack = TIE * _over(np.sqrt(np.vecdot(own, own) * active.sum(1)), lengths)
            part, reaches = statistics[: len(own)], reached[: len(own)]
            np.matmul(own, self.draws, out=part)
            for place, tail in enumerate(tails):
                if tail is Tail.UP:
                    np.greater_equal(part, (observed - slack)[:, None], out=reaches)
                else:
                    np.less_equal(part, (observed + slack)[:, None], out=reaches)
                # Row by row: with an axis, `count_nonzero` widens every flag to eight octets.
                counts[place, chunk] = [np.count_nonzero(row) for row in reaches]
        return counts

    def _lengths(self, arms: Flags) -> Floats:
        return _lengths(arms.astype(np.float64), self.gram)


def shared_tests(
    whitening: Floats, surroundings: Floats, exposures: Floats, draws: Flags
) -> SharedTests:
    """What the tests of one plan have in common.

    Args:
        whitening: W, (n, n); the whitened columns of the identity matrix.
        surroundings: Z, (n, q); a column that repeats others does no harm.
        exposures: K, (n, m): what one active capsule in each slot adds to each day.
        draws: (P, m), true where a slot is active.

    Source: methods.md sections 1.3 and 8 (kernel 1).
    """
    basis = _basis(whitening @ surroundings)
    whitened = whitening @ exposures
    left = whitened - basis @ (basis.T @ whitened)
    gram = left.T @ left
    arms = draws.astype(np.float64)
    scaled = _over(arms, _lengths(arms, gram)[:, None])
    return SharedTests(
        weights=whitening.T @ left,
        gram=gram,
        draws=np.ascontiguousarray(scaled.T, dtype=np.float32),
    )


def _basis(columns: Floats) -> Floats:
    """An orthonormal basis of the columns; those that repeat others take no part."""
    vectors, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    basis: Floats = vectors[:, sizes > SMALLEST_COLUMN * sizes[:1]]
    return basis


def _lengths(arms: AnyFloats, gram: AnyFloats) -> AnyFloats:
    """The length of the exposure of each row of arms, 0 where only rounding is left."""
    squares = np.vecdot(arms @ gram, arms)
    longest = gram.diagonal().max(initial=0)
    return np.sqrt(np.where(squares > SMALLEST_SHARE * longest, squares, 0))


def _over(values: AnyFloats, lengths: AnyFloats) -> AnyFloats:
    """Values divided by lengths, 0 where a length is 0."""
    return np.divide(values, lengths, out=np.zeros_like(values), where=lengths > 0)
