"""What estimators give back: floats, strings and tuples, so that every other room can hold them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why something cannot be estimated."""

    ALLOCATION_NOT_POSSIBLE = "allocation_not_possible"
    BASELINE_TOO_SHORT = "baseline_too_short"
    DESIGN_NOT_SUPPORTED = "design_not_supported"
    NO_VARIATION = "no_variation"
    NOT_BLINDED = "not_blinded"
    NOT_SETTLED = "not_settled"
    OUT_OF_RANGE = "out_of_range"
    STRATUM_EMPTY = "stratum_empty"
    TOO_FEW_ALLOCATIONS = "too_few_allocations"
    TOO_FEW_DAYS = "too_few_days"
    TOO_FEW_PARTICIPANTS = "too_few_participants"
    TOO_FEW_ROWS = "too_few_rows"


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """A reason, with a sentence for the reader, in place of a number."""

    reason: Reason
    says: str


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number of a fitted model with its uncertainty, on the scale of the outcome.

    `df` are Satterthwaite degrees of freedom, `p` is two-sided, `lower` and `upper` are the limits
    of the 95 % interval by Student's t.
    """

    term: str
    estimate: float
    se: float
    df: float
    t: float
    p: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class RandomInterceptEstimate:
    """A linear model with one random intercept per participant.

    `var_group` and `var_residual` are variances between and within participants, `criterion` is the
    REML criterion, or −2 log-likelihood for maximum likelihood; `singular` says that the variance
    between participants was estimated as zero. `contrasts` are the combinations asked for.
    """

    coefficients: tuple[Coefficient, ...]
    contrasts: tuple[Coefficient, ...]
    var_group: float
    var_residual: float
    criterion: float
    n: int
    groups: int
    singular: bool


class DontKnow(StrEnum):
    """Whether "don't know" was among the answers; nobody choosing it is something else."""

    OFFERED = "offered"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class BangIndex:
    """How far right guesses outweigh wrong ones in one arm of n answers: −1 to 1, 0 for chance.

    `se` is for display; `lower` and `upper` are the limits of the 95 % interval.
    """

    estimate: float
    se: float
    lower: float
    upper: float
    n: int


@dataclass(frozen=True, slots=True)
class JamesIndex:
    """How well both arms stayed blinded: 0 all guesses right, ½ chance, 1 all wrong or unsure."""

    estimate: float
    se: float


@dataclass(frozen=True, slots=True)
class DefiniteGuesses:
    """What the answers other than "don't know" say, about n of them; rates and value are 0 to 1.

    `sensitivity` and `specificity` are the right guesses among active and among placebo capsules;
    `predictive_value` is the share of "active" guesses that were right, None where there was none;
    `base_rate` and `guessed_active_rate` are the shares of active capsules and of "active" guesses.
    `kappa` is Cohen's; `d_prime` tells a detector from a guesser, and `criterion` how cautious the
    guesses were (above 0: "placebo" comes more easily).
    """

    n: int
    right_rate: float
    base_rate: float
    guessed_active_rate: float
    sensitivity: float
    specificity: float
    predictive_value: float | None
    kappa: float
    d_prime: float
    criterion: float


@dataclass(frozen=True, slots=True)
class BlindingEstimate:
    """How well the capsules could be told apart, from counts of guesses in both arms.

    Every error and interval treats the answers as independent: several guesses of one participant
    make them too small. `says` tells the reader so and belongs to every display.
    """

    active: BangIndex
    placebo: BangIndex
    james: JamesIndex | NotEstimable
    definite: DefiniteGuesses | NotEstimable
    dont_know: DontKnow
    says: str = field(
        init=False,
        default="Standard errors and ranges take each answer as independent. "
        "Where one participant answered several times, they are too small.",
    )


@dataclass(frozen=True, slots=True)
class GuessRatePoint:
    """The difference, active minus placebo, if the correct-guess rate (0 to 1) had been `rate`."""

    rate: float
    estimate: float
    se: float


@dataclass(frozen=True, slots=True)
class GuessRateCurve:
    """The difference at assumed correct-guess rates: a secondary display that decides nothing.

    `observed` is the point at the rate of these n rows, where the estimate is the raw difference.
    `says` is the warning that belongs to every display.
    """

    points: tuple[GuessRatePoint, ...]
    observed: GuessRatePoint
    n: int
    says: str = field(
        init=False,
        default="This conditions on something measured after the capsule; "
        "it can hide a real effect or invent one.",
    )
