"""What a simulated participant is like: how days vary, what is felt, believed, and left out.

Everything is in units of this participant's day SD.

Source: methods.md sections 1.6, 2.6 and 8.
"""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum

from limen.blinding.designs.design import KERNEL, NOT_YET, Mechanism
from limen.inference.trial import Kernel
from limen.terms.errors import BadInput

_MOST_PHI = 1.0  # an autocorrelation lies below it
_FEWEST_RUN_IN_DAYS = 14
_MOST_MISSING = 0.6


class Cue(Enum):
    """The chance that a capsule is felt, on placebo and on active days; what is felt is guessed."""

    NONE = (0.28, 0.28)
    TRIAL2021 = (0.28, 0.53)
    STRONG = (0.28, 0.79)
    VERY_STRONG = (0.10, 0.90)


class Confounding(Enum):
    """Whether a good mood by itself makes a capsule more or less likely to be felt."""

    NEGATIVE = -1
    NONE = 0
    POSITIVE = 1


class Tails(StrEnum):
    """The shape of a day's score around its mean."""

    NORMAL = "normal"
    HEAVY = "heavy"  # Student's t with 3 degrees of freedom
    FIVE_LEVELS = "five_levels"  # whole points from 1 to 5


class Absence(StrEnum):
    """Which days have no score."""

    AT_RANDOM = "at_random"
    BAD_DAYS = "bad_days"  # the lower the mood, the likelier
    BAD_ACTIVE_DAYS = "bad_active_days"  # the same, mainly on days under an active capsule


@dataclass(frozen=True, slots=True)
class Days:
    """How days vary without any capsule; their variance is 1, trend and weekend aside.

    Args:
        phi: autocorrelation of neighbouring days, 0 to below 1.
        white_share: share of the variance that has no memory at all.
        slow_share: share of the variance that moves over weeks (autocorrelation 0.97).
        trend: from the first day to the last.
        weekend: what a weekend adds.
        tails: the shape of a day's score.

    Raises:
        ValueError: an autocorrelation or a share is none.
    """

    phi: float = 0.3
    white_share: float = 0.0
    slow_share: float = 0.0
    trend: float = 0.5
    weekend: float = 0.3
    tails: Tails = Tails.NORMAL

    def __post_init__(self) -> None:
        shares = (self.white_share, self.slow_share)
        if not (0 <= self.phi < _MOST_PHI and min(shares) >= 0 and sum(shares) <= 1):
            raise ValueError("autocorrelation and shares lie from 0 to 1, the shares together too")


@dataclass(frozen=True, slots=True)
class Belief:
    """What is felt and what believing does.

    Args:
        cue: how often a capsule is felt in each arm.
        effect: what each guess "active" adds, by the same kernel as a capsule (κ).
        confounding: whether mood by itself changes what is felt.
        wrong_guesses: share of the guesses that are recorded the wrong way round.

    Raises:
        ValueError: a number is out of range.
    """

    cue: Cue = Cue.NONE
    effect: float = 0.0
    confounding: Confounding = Confounding.NONE
    wrong_guesses: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.effect) and 0 <= self.wrong_guesses <= 1):
            raise ValueError("a belief effect is finite, and a share lies from 0 to 1")


@dataclass(frozen=True, slots=True)
class Missing:
    """Days without a score: which, and what share of all days of the trial, below 0.6.

    Raises:
        ValueError: the share is out of range.
    """

    share: float = 0.0
    absence: Absence = Absence.AT_RANDOM

    def __post_init__(self) -> None:
        if not 0 <= self.share < _MOST_MISSING:
            raise ValueError("a share of missing days lies from 0 to below 0.6")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is fixed before the start of every simulated trial.

    Args:
        kernel: shares of the effect that the test looks for.
        first_weekday: the weekday of the first day, Monday 0.
        run_in_days: recorded days before it, at least 14.
        phi: the φ0 of the test; None: from each run-in.
        belief_limit: κ_max in day SD; None: the day SD that each run-in gives.
        smallest_change: the smallest change that matters, in day SD, above 0.

    Raises:
        ValueError: a number is out of range.
    """

    kernel: Kernel = KERNEL
    first_weekday: int = 0
    run_in_days: int = 14
    phi: float | None = None
    belief_limit: float | None = 1.0
    smallest_change: float = 0.5

    def __post_init__(self) -> None:
        if not (any(self.kernel) and all(map(math.isfinite, self.kernel))):
            raise ValueError("a kernel has finite weights that are not all zero")
        if self.first_weekday not in range(7) or self.run_in_days < _FEWEST_RUN_IN_DAYS:
            raise ValueError("a weekday is 0 to 6, and a run-in has at least 14 days")
        limit = 0.0 if self.belief_limit is None else self.belief_limit
        if not (0 <= limit < math.inf and 0 < self.smallest_change < math.inf):
            raise ValueError("a belief limit lies at 0 or above, a smallest change above 0")
        if self.phi is not None and not 0 <= self.phi < _MOST_PHI:
            raise ValueError("phi lies from 0 to below 1")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One truth under one plan, simulated again and again.

    Args:
        name: tells its chance from that of others, together with the effect.
        mechanism: the slots and the law of their arms.
        rules: what is fixed before the start.
        effect: of an active capsule on its own day, in day SD.
        half_life_days: how fast the effect fades; None: by the kernel that the test looks for.
        days, belief, missing: what the participant is like.

    Raises:
        BadInput: the mechanism announces odds or opens days.
        ValueError: the effect is not finite, or the half-life not above 0.
    """

    name: str
    mechanism: Mechanism
    rules: Rules = Rules()
    effect: float = 0.0
    half_life_days: float | None = None
    days: Days = Days()
    belief: Belief = Belief()
    missing: Missing = Missing()

    def __post_init__(self) -> None:
        if self.mechanism.odds is not None or self.mechanism.open_share is not None:
            raise BadInput(NOT_YET, at="design")
        fades = self.half_life_days is None or self.half_life_days > 0
        if not (math.isfinite(self.effect) and fades):
            raise ValueError("an effect is finite, and a half-life lies above 0")

    @property
    def acting(self) -> Kernel:
        """The shares of the effect on the day of an active capsule and on each day after it."""
        if self.half_life_days is None:
            return self.rules.kernel
        return tuple(0.5 ** (day / self.half_life_days) for day in range(self.mechanism.n_days))
