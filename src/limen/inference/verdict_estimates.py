"""What a trial allows to be said, with every number that the verdict rests on."""

from dataclasses import dataclass

from limen.inference.belief_estimates import GuessDifference, OwnSwitch, TippingCurve
from limen.inference.block_evidence import BlockLaw, SlotScore
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import HEADLINE_OF, Headline, Rung
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel
from limen.inference.trial_estimates import TestOutcome

GUESS_SLIPS = 0.10  # share of guesses that were slips of the finger


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was fixed before the first capsule: the kernel, and two limits in points.

    `belief_limit` is None where it is one day SD, which the run-in will say.

    Raises:
        ValueError: the smallest change is not above 0, or the belief limit is below 0.
    """

    kernel: Kernel
    smallest_change: float
    belief_limit: float | None = None

    def __post_init__(self) -> None:
        if self.smallest_change <= 0 or (self.belief_limit or 0) < 0:
            raise ValueError("a smallest change lies above 0, a belief limit not below 0")

    def limit_in_points(self, scale: Scale) -> float:
        """The belief limit: as fixed, or one day SD."""
        return scale.sigma_points if self.belief_limit is None else self.belief_limit


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the trial went: days scored of those planned, early openings, and its end.

    `opened_early` is the share of slots that were opened early, 0 to 1.
    """

    scored_days: int
    planned_days: int
    opened_early: float = 0.0
    is_stopped_early: bool = False


@dataclass(frozen=True, slots=True)
class Allocations:
    """What the design could have given in the whole blocks of a trial.

    `draws` are other orders of all slots; `laws` are, block by block, the arms that it could have
    had after what came before, with `slot_score` the days that speak for a slot. `smallest_p` is
    the smallest two-sided p that the blocks can reach.
    """

    draws: Draws
    laws: tuple[BlockLaw, ...]
    slot_score: SlotScore
    smallest_p: float


@dataclass(frozen=True, slots=True)
class EarlyStop:
    """The evidence of a trial that ended before its plan, as e-values; 20 are enough.

    `difference` is active minus placebo in points, `evidence` its greatest e-value. That of
    `beyond_belief` is the smaller one of those with the belief limit, and half of it, taken off;
    0 where the difference then points the other way.
    """

    difference: float
    evidence: float
    beyond_belief: float


@dataclass(frozen=True, slots=True)
class Completed:
    """What the test found in a trial that went on to its end, and what belief could explain."""

    test: TestOutcome
    curve: TippingCurve


@dataclass(frozen=True, slots=True)
class Found:
    """What a verdict on a difference rests on.

    `limit` is the belief limit in points, `guesses_missing` the share of slots without a guess.
    """

    evidence: Completed | EarlyStop
    limit: float
    guesses: GuessDifference
    guesses_missing: float
    own_switch: OwnSwitch | NotEstimable

    @property
    def difference(self) -> float:
        """Active minus placebo."""
        if isinstance(self.evidence, EarlyStop):
            return self.evidence.difference
        return self.evidence.test.estimate

    @property
    def protects_up_to(self) -> float:
        """The belief effect up to which the verdict holds if 1 guess in 10 was a slip."""
        return self.limit * (1 - 2 * GUESS_SLIPS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Exactly one verdict on one trial; numbers in points, turned so that higher is better.

    Args:
        rung: the verdict.
        fixed: what was fixed before the first capsule.
        reason: why there is no other, for `not_blinded` and `too_few_days`; else None.
        scale: φ0 and day SD; None where the run-in cannot say, or nobody asked.
        found: what it rests on; None where there is no verdict on a difference.
        seal_grade: A, B or C; None where no seal is known.
    """

    rung: Rung
    fixed: Fixed
    reason: NotEstimable | None = None
    scale: Scale | None = None
    found: Found | None = None
    seal_grade: str | None = None

    @property
    def headline(self) -> Headline:
        """The headline of the verdict."""
        return HEADLINE_OF[self.rung]

    @property
    def completed(self) -> Completed | None:
        """What the test found; None without it, as after an early stop."""
        evidence = self.found and self.found.evidence
        return evidence if isinstance(evidence, Completed) else None

    @property
    def belief_limit(self) -> float | None:
        """The largest belief effect that was thought plausible: as fixed, or one day SD."""
        if self.scale is None:
            return self.fixed.belief_limit
        return self.fixed.limit_in_points(self.scale)

    @property
    def p_rob(self) -> float | None:
        """The largest one-sided p up to the belief limit, in the direction of the verdict."""
        if self.completed is None:
            return None
        curve = self.completed.curve
        return curve.p_rob_harm if self.rung.is_harm else curve.p_rob

    @property
    def tipping_point(self) -> float | None:
        """The belief effect that explains the difference; None above 2 day SD, or not known."""
        if self.completed is None:
            return None
        curve = self.completed.curve
        return curve.tipping_point_harm if self.rung.is_harm else curve.tipping_point
