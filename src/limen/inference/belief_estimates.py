"""What the guesses of one trial say: floats, numbers and sentences."""

from dataclasses import dataclass

from limen.inference.estimates import NotEstimable
from limen.inference.trial_estimates import TestOutcome

SURE_BELIEF = {1: 0.55, 2: 0.70, 3: 0.90}  # in the arm that was guessed


@dataclass(frozen=True, slots=True)
class Guesses:
    """The analysed guess of each of the m slots: True for active, None where there is none.

    `sure` goes from 1 (just a guess) to 3 (quite sure), None where it was not said.

    Raises:
        ValueError: the two differ in length, or somebody was sure otherwise than 1 to 3.
    """

    active: tuple[bool | None, ...]
    sure: tuple[int | None, ...]

    def __post_init__(self) -> None:
        if len(self.active) != len(self.sure):
            raise ValueError("every slot has a guess and how sure it was, or None")
        if not {*self.sure} <= {None, *SURE_BELIEF}:
            raise ValueError("how sure a guess was is 1, 2 or 3")

    @property
    def missing_share(self) -> float:
        """The share of slots without a guess, 0 to 1; 0 where there are no slots."""
        return self.active.count(None) / max(len(self.active), 1)

    @property
    def beliefs(self) -> tuple[float | None, ...]:
        """How likely active seemed on each slot, 0 to 1; None where that was not said."""
        return tuple(
            None if guess is None or sure is None else _belief(SURE_BELIEF[sure], guess)
            for guess, sure in zip(self.active, self.sure, strict=True)
        )


@dataclass(frozen=True, slots=True)
class RightGuesses:
    """Of n guesses so many were right, and what guesses that know nothing would get.

    `by_chance` is the mean under re-draws of the design with the guesses held fixed; 95 % of these
    re-draws give `chance_low` to `chance_high` right guesses.
    """

    right: int
    n: int
    by_chance: float
    chance_low: int
    chance_high: int


@dataclass(frozen=True, slots=True)
class GuessDifference:
    """How far guesses followed the capsules: active minus placebo capsules.

    `guess` is about the guess itself (0 placebo, 1 active), `belief` about how likely active
    seemed (0 to 1); `counts` is None where there is no guess.
    """

    guess: TestOutcome | NotEstimable
    belief: TestOutcome | NotEstimable
    counts: RightGuesses | None


@dataclass(frozen=True, slots=True)
class BeliefPoint:
    """One-sided p once a belief effect of `switch` points for each guess is subtracted.

    `p_up` is for benefit, `p_low` for harm, where belief would have lowered the score.
    """

    switch: float
    p_up: float
    p_low: float


@dataclass(frozen=True, slots=True)
class TippingCurve:
    """How large a belief effect would have to be to explain everything, in points.

    `points` go from 0 to 2 day SD. `p_rob` is the largest p of benefit up to the belief limit,
    `tipping_point` the first switch on the grid that explains a benefit: 0 where the test does not
    reject, None above 2 day SD. `p_rob_harm` and `tipping_point_harm` are the same for harm.
    """

    points: tuple[BeliefPoint, ...]
    p_rob: float
    p_rob_harm: float
    tipping_point: float | None
    tipping_point_harm: float | None


@dataclass(frozen=True, slots=True)
class OwnSwitch:
    """Placebo days guessed active minus placebo days guessed placebo, in points."""

    points: float
    guessed_active: int
    guessed_placebo: int


def _belief(sure: float, guess: bool) -> float:  # noqa: FBT001 -- a guess is true or false
    return sure if guess else 1 - sure
