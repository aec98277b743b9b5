"""What one plan can see: the standard error in closed form, and its whole power curve at once.

    SE(δ) = √(1 − φ²)/√(w'Hw), mean over draws
    S_p(δ) = a_p + δ·b_p;   c_p = (a_p − a_obs)/(b_obs − b_p);   m = ⌊½·level·(P + 1)⌋
    up: the m-th largest c_p;  low: the m-th smallest;  p ≤ level exactly where δ > up or δ < low

S is linear in the effect, so the noise of one simulated trial fixes the effects at which its test
rejects; the power at any effect is a share of trials. In days of unit SD. A re-draw that equals
the observed allocation is extreme on both sides.

Axes: T trials, n days, m slots, P draws.

Source: methods.md sections 1.3, 1.4 and 1.6.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, sqrt

import numpy as np

from limen.blinding.designs.design import Mechanism
from limen.inference.arrays import Flags, Floats
from limen.inference.many_tests import SharedTests, shared_tests
from limen.inference.trial import Terms, Trial
from limen.inference.whitening import whitened
from limen.inference.working_model import spread, surroundings
from limen.studies.plan_findings import CurvePoint
from limen.terms.ports import Dice

DRAWS = 999
MOST_MEMBERS = 2_000  # an allocation set up to this size is enumerated


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a plan's tests take besides its mechanism: kernel, φ, and the weekday of the start."""

    kernel: tuple[float, ...]
    phi: float
    first_weekday: int


@dataclass(frozen=True, slots=True)
class PlanTests:
    """The tests of one plan: what they share, and the allocations that they compare with.

    `allocations` has shape (P, m); `is_complete` says that they are all there are, each once.
    """

    shared: SharedTests
    allocations: Flags
    is_complete: bool
    phi: float


@dataclass(frozen=True, slots=True)
class RejectedFrom:
    """For each of T simulated trials without effect, the effects from which its test rejects.

    A trial's test rejects at a two-sided level where the effect is above `up` or below `low`;
    infinite where no effect is large enough.
    """

    low: Floats
    up: Floats


def plan_tests(mechanism: Mechanism, calendar: Calendar, dice: Dice) -> PlanTests:
    """What the tests of all trials under this plan have in common.

    Source: methods.md sections 1.2 and 1.3.
    """
    members = mechanism.members() if mechanism.size <= MOST_MEMBERS else None
    others = mechanism.draws(dice, DRAWS) if members is None else members
    allocations = arms_of(others, mechanism)
    n = mechanism.n_days
    nobody = Trial(
        scores=(None,) * n,
        slot_days=mechanism.slot_days,
        arms=bytes(len(mechanism.slot_days)),
        block_of_slot=mechanism.block_of_slot,
        first_weekday=calendar.first_weekday,
    )
    shared = shared_tests(
        whitened(np.eye(n), np.arange(n), calendar.phi),
        surroundings(nobody, calendar.kernel, Terms.WORKING_MODEL),
        spread(mechanism.slot_days, n, calendar.kernel),
        allocations,
    )
    return PlanTests(shared, allocations, members is not None, calendar.phi)


def arms_of(draws: Sequence[bytes], mechanism: Mechanism) -> Flags:
    """Allocations as flags, shape (count, m).

    Source: methods.md section 1.0.
    """
    octets = np.frombuffer(b"".join(draws), dtype=np.uint8)
    active: Flags = octets.reshape(len(draws), len(mechanism.slot_days)) == 1
    return active


def standard_error(tests: PlanTests, arms: Flags) -> float:
    """SE of δ in day SD, the mean over allocations of shape (count, m).

    Source: methods.md section 1.6.
    """
    weights = arms.astype(np.float64)
    squares = ((weights @ tests.shared.gram) * weights).sum(1)
    return sqrt(1 - tests.phi**2) * float((squares**-0.5).mean())


def simulated_scores(tests: PlanTests, trials: int, rng: np.random.Generator) -> Floats:
    """AR(1) scores of unit SD without any effect, shape (trials, n).

    Source: methods.md section 1.2.
    """
    days = tests.shared.weights.shape[0]
    scores = rng.standard_normal((trials, days))
    scores[:, 1:] *= sqrt(1 - tests.phi**2)
    for day in range(1, days):
        scores[:, day] += tests.phi * scores[:, day - 1]
    return scores


def rejected_from(tests: PlanTests, projections: Floats, arms: Flags, level: float) -> RejectedFrom:
    """The effects from which each trial's test rejects at a two-sided level, like 0.05.

    Args:
        tests: what the trials share.
        projections: y'T of each trial without effect, (T, m).
        arms: the allocation of each trial, (T, m).
        level: 0 to 1.

    Source: methods.md section 1.4.
    """
    rank = _rank(level, tests)
    lows, ups = zip(*_limits(tests, projections, arms, rank), strict=True)
    return RejectedFrom(np.concatenate(lows), np.concatenate(ups))


def power_at(limits: RejectedFrom, effect: float) -> CurvePoint:
    """The share of trials whose test rejects at one effect, in day SD.

    Source: methods.md section 1.6.
    """
    power = float(np.mean((effect > limits.up) | (effect < limits.low)))
    return CurvePoint(effect, power, sqrt(power * (1 - power) / len(limits.up)))


def smallest_detectable(limits: RejectedFrom, power: float = 0.80) -> float | None:
    """The smallest effect above 0 whose power reaches this much; None where none does.

    Source: methods.md section 1.6, the crossing of the simulated curve.
    """
    count = len(limits.up)
    ups = np.sort(limits.up[np.isfinite(limits.up)])
    above = count - np.searchsorted(np.sort(limits.low), ups, side="right")
    reached = (np.arange(1, len(ups) + 1) + above) / count >= power
    found = ups[reached & (ups > 0)]
    return float(found[0]) if len(found) else None


def _rank(level: float, tests: PlanTests) -> int:
    """Which crossing from the end is the limit; an enumeration holds the observed one as well."""
    count = len(tests.allocations)
    if tests.is_complete:
        allowed = floor(level / 2 * count + _ROUNDING)
        return allowed + 1 if allowed else 0
    return floor(level / 2 * (count + 1) + _ROUNDING)


def _limits(
    tests: PlanTests, projections: Floats, arms: Flags, rank: int
) -> Iterator[tuple[Floats, Floats]]:
    """Lower and upper limits, chunk by chunk; a tie crosses at −∞ and at +∞."""
    draws = tests.shared.draws.astype(np.float64)
    for start in range(0, len(arms), _CHUNK):
        chunk = slice(start, start + _CHUNK)
        weights = arms[chunk].astype(np.float64)
        exposed = weights @ tests.shared.gram
        lengths = np.sqrt((exposed * weights).sum(1))[:, None]
        own = (projections[chunk] * weights).sum(1)[:, None] / lengths
        nearer = lengths - exposed @ draws
        ties = nearer < _TIE_SHARE * lengths
        crossings = (projections[chunk] @ draws - own) / np.where(ties, 1.0, nearer)
        low = _smallest(np.where(ties, -np.inf, crossings), rank)
        yield low, -_smallest(np.where(ties, -np.inf, -crossings), rank)


def _smallest(values: Floats, rank: int) -> Floats:
    """The value of this rank in each row, from 1; −∞ for rank 0."""
    if rank == 0:
        return np.full(len(values), -np.inf)
    return np.partition(values, rank - 1, axis=1)[:, rank - 1]


_CHUNK = 250  # trials
_ROUNDING = 1e-9  # of the product of a level and a count
_TIE_SHARE = 1e-5  # the draws are divided by their length in float32
