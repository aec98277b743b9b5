"""What the check of a plan found, as values that a report can hold.

Source: methods.md section 1.6; experience.md section 4 (`check`).
"""

from dataclasses import dataclass

from limen.blinding.designs.design import Mechanism
from limen.studies.plan import Plan

USUAL_PHI, USUAL_DAY_SD = 0.3, 1.0
MIDDLE, LARGE, VERY_LARGE = 0.5, 0.8, 1.0  # effects, in a day's SD
LARGEST_P = 0.05
PREVIEW_FACTOR = 2.80  # 80 % power at a two-sided 5 %: 1.96 + 0.84


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of trials that reject at one effect, with its Monte Carlo error."""

    effect: float
    power: float
    mcse: float


@dataclass(frozen=True, slots=True)
class SlowShare:
    """The share of an effect with this half-life that the plan's difference would show, 0 to 1."""

    half_life_days: float
    share: float


@dataclass(frozen=True, slots=True)
class HeadlineShares:
    """The share of simulated trials with each headline; together 1."""

    s1: float
    s2: float
    s3: float
    s4: float
    s5: float


@dataclass(frozen=True, slots=True)
class Chances:
    """Headlines if nothing acts, if a middle effect does, and if a large one does."""

    none: HeadlineShares
    middle: HeadlineShares
    large: HeadlineShares


@dataclass(frozen=True, slots=True)
class Sight:
    """What a plan can see; effects in day SD, reckoned with `phi`.

    Args:
        phi: the plan's own autocorrelation, or 0.3.
        se: standard error of the effect, in closed form.
        smallest: the smallest effect found 8 times in 10, simulated; None where none is.
        curve: chance of p ≤ 0.05 at effects from 0 to 1.
        at_very_large: that chance at an effect of 1, with an autocorrelation of 0.3.
        slow_shares: what it would show of effects that build up over days and weeks.
        chances: how often each headline would be read; None where no outcome reaches p ≤ 0.05.
    """

    phi: float
    se: float
    smallest: float | None
    curve: tuple[CurvePoint, ...]
    at_very_large: CurvePoint
    slow_shares: tuple[SlowShare, ...]
    chances: Chances | None

    @property
    def preview(self) -> float:
        """The smallest detectable effect by the closed form: known at once, a little too small."""
        return PREVIEW_FACTOR * self.se


@dataclass(frozen=True, slots=True)
class PlanRemark:
    """Why a plan is refused, or what to know about it, with a lasting code."""

    code: str
    say: str


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a check found.

    Args:
        plan: what was checked.
        mechanism: its slots and the law of their arms; None for open use.
        sight: what it can see; None for open use, and without a single slot.
        refusals: why it cannot be locked; none where it can.
        warnings: what to know about it.
    """

    plan: Plan
    mechanism: Mechanism | None
    sight: Sight | None
    refusals: tuple[PlanRemark, ...]
    warnings: tuple[PlanRemark, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether the plan may be locked."""
        return not self.refusals

    @property
    def day_sd(self) -> float:
        """The points of one day SD that were reckoned with."""
        return self.plan.day_sd or USUAL_DAY_SD

    @property
    def smallest_detectable(self) -> float | None:
        """The smallest difference found 8 times in 10, in points; None where none is."""
        if self.sight is None or self.sight.smallest is None:
            return None
        return self.sight.smallest * self.day_sd


def expected_active(mechanism: Mechanism) -> int:
    """How many slots are active: every order of a block has as many."""
    return sum(mechanism.orders.orders[0]) * len(mechanism.blocks)
