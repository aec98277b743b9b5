"""What the estimators of a blinded trial give back: floats, strings and tuples."""

from dataclasses import dataclass

from limen.inference.estimates import NotEstimable


@dataclass(frozen=True, slots=True)
class ExactRange:
    """All differences that the exact test does not reject; None where a limit cannot be given."""

    lower: float | None
    upper: float | None

    @property
    def says(self) -> str:
        """The sentence about a limit that is missing, or nothing."""
        missing = [
            word for word, limit in (("lower", self.lower), ("upper", self.upper)) if limit is None
        ]
        return f"No {' or '.join(missing)} limit can be given." if missing else ""

    def holds(self, difference: float) -> bool:
        """Whether a difference lies inside, both ends included."""
        above = self.lower is None or self.lower <= difference
        return above and (self.upper is None or difference <= self.upper)


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What the randomisation test says about the difference between active and placebo, in points.

    `estimate` is δ, the effect on the dose day that the kernel spreads to the days after; `p_up`
    and `p_low` are one-sided, `p_two` doubles the smaller one. `draws` is the number of other
    allocations, `complete` says that they were all there are, else they came from `seed`.
    """

    __test__ = False  # a test of pytest it is not

    estimate: float
    p_up: float
    p_low: float
    p_two: float
    interval_95: ExactRange
    interval_90: ExactRange
    draws: int
    complete: bool
    seed: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between the arms in points, with the limits of its 95 % range by Student's t."""

    estimate: float
    se: float
    df: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class FreeProfile:
    """The effect of an active capsule day by day, with no kernel to hold the days together.

    `days_after` are one and two days later; `next_days` is the mean of those two.
    """

    same_day: Difference
    days_after: tuple[Difference, Difference]
    next_days: Difference
    phi: float


@dataclass(frozen=True, slots=True)
class RemlEffect:
    """The effect by the AR(1) model: a picture of the difference that never decides.

    `effect` is δ; `sigma` is the SD of a day in points, `phi` how much of it one day hands on.
    """

    effect: Difference
    phi: float
    sigma: float
    profile: FreeProfile | NotEstimable


@dataclass(frozen=True, slots=True)
class EffectPosterior:
    """The difference between arms, averaged over φ: `points` with `weights` that add up to 1.

    `quantiles` are those of 2.5, 25, 50, 75 and 97.5 %; `dots` are 20 equally likely places;
    `above_zero` is for the researcher and for pooling: nobody is shown a chance that it works.
    `phi` is the node with the greatest weight. Everything but chances is in points.
    """

    points: tuple[float, ...]
    weights: tuple[float, ...]
    mean: float
    quantiles: tuple[float, ...]
    dots: tuple[float, ...]
    above_zero: float
    phi: float


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """The paired t on the means of the two periods of each pair: what can be checked by hand."""

    pairs: int
    difference: Difference
    p: float


@dataclass(frozen=True, slots=True)
class MissingDays:
    """Whether days went missing more often under one arm; shares are 0 to 1 of its days."""

    p_two: float
    active_share: float
    placebo_share: float


@dataclass(frozen=True, slots=True)
class FilledOutcome:
    """What is left when the missing days of the better arm were so many SD worse than the other."""

    worse_by: float  # SD of a day
    p_two: float


@dataclass(frozen=True, slots=True)
class WorstFill:
    """How bad the missing days would have to be: the smallest `worse_by` that ends the claim.

    `tipping` is 0 where there is no claim, and None where not even the worst fill ends it.
    """

    steps: tuple[FilledOutcome, ...]
    tipping: float | None


@dataclass(frozen=True, slots=True)
class MidrankCheck:
    """The test on the ranks of the scores: a declared secondary check."""

    p_up: float
    p_low: float
    p_two: float


@dataclass(frozen=True, slots=True)
class BlockEvidence:
    """What was learnt block by block, in a form that allows to stop at any time.

    `values` is E after each block; `crossed_at` is the first block, from 0, after which E was at
    least 20, None if none was. `difference` is active minus placebo in points, over all blocks.
    """

    values: tuple[float, ...]
    crossed_at: int | None
    difference: float
