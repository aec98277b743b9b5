"""The statistic of the observed allocation and of every re-draw, for any outcome on the same days.

    T = M W K   (K: what one capsule on each slot adds),   H = T'T,   D = allocations as 0 and 1
    ‖x(w)‖² = w'Hw;   S = D·(T'W y)/‖x(w)‖;   b_p = x̃_p'x_obs = (D·H·w_obs)/‖x(w_p)‖

Everything that does not depend on the outcome is computed once; an outcome then costs one product
over the slots. S is linear in the outcome, so curves over a belief effect cost one product more.

Axes: n days, N rows kept, p columns, m slots, P re-draws; row 0 is the observed allocation.

Source: methods.md sections 1.3, 1.4 and 8 (kernel 1).
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Floats, Places
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.interval import TOLERANCE
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Terms, Trial
from limen.inference.whitening import whitened
from limen.inference.working_model import (
    arm_of_days,
    kept_days,
    orthonormal_basis,
    spread,
    surroundings,
)

FEWEST_DAYS = 3  # scored days in each arm
FEWEST_ALLOCATIONS = 40  # below, the smallest two-sided p is above 0.05
NOTHING_LEFT = 1e-12  # of the largest squared length: an allocation that shows in no scored day
NO_REST = 1e-12  # squared points
ROUNDING = 1e-24  # of the squares of the outcome


@dataclass(frozen=True, slots=True)
class SlotContrasts:
    """The contrast of every allocation on the scored days of one trial.

    `days` are the N rows kept, `basis` is Q of shape (N, p), `slots` is T of shape (N, m),
    `directions` are the allocations divided by ‖x(w)‖, shape (1 + P, m), and `own` is b_p, shape
    (1 + P,), its first place ‖x(w_obs)‖. An allocation that shows in no scored day has zeros.
    """

    days: Places
    phi: float
    basis: Floats
    slots: Floats
    directions: Floats
    own: Floats

    def of(self, outcome: Floats) -> Floats:
        """S of the observed allocation and of P re-draws, shape (1 + P,), in units of the outcome.

        `outcome` has one place for each of the N rows kept.
        """
        return self.directions @ (self.slots.T @ self._white(outcome))

    def varies(self, outcome: Floats) -> bool:
        """Whether the surroundings leave anything of an outcome on the N rows kept."""
        white = self._white(outcome)
        left = white - self.basis @ (self.basis.T @ white)
        return float(left @ left) >= max(NO_REST, ROUNDING * float(white @ white))

    def estimate(self, statistics: Floats) -> float:
        """δ from the statistics of an outcome, in its units."""
        return float(statistics[0] / self.own[0])

    def _white(self, outcome: Floats) -> Floats:
        return whitened(outcome - outcome[0], self.days, self.phi)


def slot_contrasts(
    trial: Trial,
    scale: Scale,
    kernel: Kernel,
    draws: Draws,
    *,
    terms: Terms = Terms.WORKING_MODEL,
) -> SlotContrasts | NotEstimable:
    """Everything about a trial and its re-draws that does not depend on the outcome.

    Args:
        trial: the days that have a score, and the arm of every slot; the scores are not read.
        scale: φ0, from the run-in.
        kernel: J shares of δ on the dose day and the days after it.
        draws: other allocations that the design could have given, by its real law.
        terms: the columns that stand beside the capsules.

    Returns:
        The contrasts; or why there are none: fewer than 3 scored days in an arm, fewer than
        40 allocations, or scored days that do not tell the arms apart.

    Raises:
        ValueError: the draws have another number of slots than the trial.

    Source: methods.md sections 1.3 and 1.4.
    """
    refused = _too_few(trial, kernel, draws)
    if refused is not None:
        return refused
    days = kept_days(trial)
    n, phi = len(trial.scores), scale.phi0
    basis = orthonormal_basis(whitened(surroundings(trial, kernel, terms)[days], days, phi))
    slots = whitened(spread(trial.slot_days, n, kernel)[days], days, phi)
    slots -= basis @ (basis.T @ slots)
    slots -= basis @ (basis.T @ slots)  # once more, for what rounding left
    orders = allocations(trial.arms, draws)
    products = slots.T @ slots
    squares = ((orders @ products) * orders).sum(1)
    shows = squares > NOTHING_LEFT * squares.max()
    if not shows[0] or squares[0] == 0:
        says = "The days with a score do not tell the active capsules from the placebo capsules."
        return NotEstimable(Reason.TOO_FEW_DAYS, says)
    lengths = np.sqrt(np.where(shows, squares, np.inf))
    directions = orders / lengths[:, None]
    own = directions @ (products @ orders[0])
    return SlotContrasts(days, phi, basis, slots, directions, own)


def allocations(observed: bytes, draws: Draws) -> Floats:
    """The observed allocation and the P re-draws as 0 and 1, shape (1 + P, m), m at least 1.

    Raises:
        ValueError: the draws have another number of slots than the trial.

    Source: methods.md section 1.3.
    """
    if any(len(other) != len(observed) for other in draws.others[:1]):
        raise ValueError("the draws have another number of slots than the trial")
    octets = np.frombuffer(observed + b"".join(draws.others), dtype=np.uint8)
    return octets.reshape(-1, len(observed)).astype(np.float64)


def one_sided(statistics: Floats) -> tuple[float, float]:
    """One-sided p upwards and downwards, from S of all allocations, the observed one first.

    Source: methods.md section 1.3.
    """
    others, observed = statistics[1:], statistics[0]
    slack = TOLERANCE * np.abs(statistics).max()
    up = 1 + np.count_nonzero(others >= observed - slack)
    low = 1 + np.count_nonzero(others <= observed + slack)
    return float(up / len(statistics)), float(low / len(statistics))


def two_sided(p_up: float, p_low: float) -> float:
    """Twice the smaller one-sided p, at most 1: the inverse of the exact interval.

    Source: methods.md section 1.3.
    """
    return min(1.0, 2 * min(p_up, p_low))


def _too_few(trial: Trial, kernel: Kernel, draws: Draws) -> NotEstimable | None:
    arms = arm_of_days(trial, kernel)
    scored = [arm for arm, score in zip(arms, trial.scores, strict=True) if score is not None]
    for arm, name in ((1, "active"), (0, "placebo")):
        if scored.count(arm) < FEWEST_DAYS:
            says = (
                f"Only {scored.count(arm)} days of {name} capsules have a score; "
                f"{FEWEST_DAYS} are needed."
            )
            return NotEstimable(Reason.TOO_FEW_DAYS, says)
    if len(draws.others) + 1 < FEWEST_ALLOCATIONS:
        says = (
            f"There are only {len(draws.others) + 1} possible orders; "
            f"with fewer than {FEWEST_ALLOCATIONS} no difference can ever be shown."
        )
        return NotEstimable(Reason.TOO_FEW_ALLOCATIONS, says)
    return None
