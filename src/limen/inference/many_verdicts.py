"""The verdict ladder on thousands of simulated trials at once, for power and calibration.

    L1: p_up[Y] ≤ 0.025;   L2: the same for Y − κ(k∗G), κ ∈ {0, ½limit, limit};   H1, H2: mirrored
    E: neither, and the 90 % interval inside ± change, by inversion: p_low[Y − change·(k∗d)] ≤ 0.05
    and p_up[Y + change·(k∗d)] ≤ 0.05

Only trials that reach a rung are tested for the next one. The ladder itself is in `ladder.py`.

Axes: T trials, m slots.

Source: methods.md sections 2.5, 2.6 and 8.
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.inference.ladder import ONE_SIDED, Rung
from limen.inference.many_tests import SharedTests, Tail

EQUIVALENCE = 0.05  # one-sided, the level of the 90 % interval
LIMIT_SHARES = (0.5, 1.0)  # of the belief limit, besides none

Rungs = Places  # the place of each trial's verdict in RUNGS
RUNGS = (Rung.TOO_FEW_DAYS, Rung.L0, Rung.E, Rung.L1, Rung.L2, Rung.H1, Rung.H2)


@dataclass(frozen=True, slots=True)
class JudgedTrials:
    """What T trials of one plan bring to the ladder.

    `projections` (T, m) are those of the scores, `arms` and `guesses` (T, m) are true for active,
    `belief_limits` (T,) are in score points. No guess is missing.
    """

    projections: Floats
    arms: Flags
    guesses: Flags
    belief_limits: Floats

    def of(self, places: Places) -> "JudgedTrials":
        """Some of the trials."""
        return JudgedTrials(
            self.projections[places],
            self.arms[places],
            self.guesses[places],
            self.belief_limits[places],
        )


@dataclass(frozen=True, slots=True)
class PlanLadder:
    """The ladder of one plan.

    Args:
        shared: the tests that its trials have in common.
        is_complete: whether the draws are all allocations, the observed one among them.
        smallest_change: the smallest change that matters, in score points.
    """

    shared: SharedTests
    is_complete: bool
    smallest_change: float

    def rungs(self, trials: JudgedTrials) -> Rungs:
        """The verdict of each trial, as places in `RUNGS`.

        Source: methods.md section 2.6, rows 3 to 8.
        """
        p_up, p_low = self.one_sided(trials.projections, trials.arms)
        harm, benefit = p_low <= ONE_SIDED, p_up <= ONE_SIDED
        rungs = np.full(len(p_up), RUNGS.index(Rung.L0), dtype=np.intp)
        sides = (
            (benefit & ~harm, Tail.UP, Rung.L1, Rung.L2),
            (harm, Tail.LOW, Rung.H1, Rung.H2),
        )
        for rejected, tail, plain, robust in sides:
            places = np.flatnonzero(rejected)
            rungs[places] = RUNGS.index(plain)
            rungs[places[self._is_robust(trials.of(places), tail)]] = RUNGS.index(robust)
        quiet = np.flatnonzero(~harm & ~benefit)
        rungs[quiet[self._is_equal(trials.of(quiet))]] = RUNGS.index(Rung.E)
        return rungs

    def one_sided(self, projections: Floats, arms: Flags) -> tuple[Floats, Floats]:
        """One-sided p upwards and downwards, each of shape (T,).

        Source: methods.md section 1.3.
        """
        own = 0 if self.is_complete else 1
        up, low = self.shared.extreme_draws(projections, arms)
        total = self.shared.count + own
        return (up + own) / total, (low + own) / total

    def _p(self, projections: Floats, arms: Flags, tail: Tail) -> Floats:
        own = 0 if self.is_complete else 1
        (count,) = self.shared.extreme_draws(projections, arms, (tail,))
        p: Floats = (count + own) / (self.shared.count + own)
        return p

    def _is_robust(self, trials: JudgedTrials, tail: Tail) -> Flags:
        """Whether rejected trials stay so when belief up to the limit is taken off."""
        believed = self.shared.belief_projections(trials.guesses)
        robust = np.ones(len(believed), dtype=np.bool_)
        for share in LIMIT_SHARES:
            moved = share * trials.belief_limits[:, None] * believed
            left = trials.projections + (moved if tail is Tail.LOW else -moved)
            robust &= self._p(left, trials.arms, tail) <= ONE_SIDED
        return robust

    def _is_equal(self, trials: JudgedTrials) -> Flags:
        """Whether differences of the smallest change that matters are ruled out on both sides."""
        shift = self.smallest_change * self.shared.belief_projections(trials.arms)
        below = self._p(trials.projections - shift, trials.arms, Tail.LOW) <= EQUIVALENCE
        above = self._p(trials.projections + shift, trials.arms, Tail.UP) <= EQUIVALENCE
        return below & above
