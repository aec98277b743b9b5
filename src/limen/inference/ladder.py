"""The ladder of verdicts: which one the numbers of a trial allow, and the headline it has.

Exactly one verdict; from the top, the first that applies:

    not_blinded    no randomised placebo slots, or more than half of the slots opened early
    too_few_days   fewer than 60 % of the planned days scored, too few whole blocks or days an arm
    H2, H1         L2, L1 on −Y
    L2             p_rob ≤ 0.025 and at most 20 % of the guesses missing
    L1             p_up ≤ 0.025
    E              both one-sided p > 0.025, the 90 % interval inside ± the smallest change
    L0             otherwise

L3 and H3 need announced odds or open days, which no plan has yet.

Source: methods.md section 2.6.
"""

from dataclasses import dataclass
from enum import StrEnum

from limen.inference.trial_estimates import ExactRange

ONE_SIDED = 0.025
MOST_GUESSES_MISSING = 0.20
FEWEST_SCORED = 0.60
MOST_OPENED_EARLY = 0.5


class Rung(StrEnum):
    """The verdicts."""

    NOT_BLINDED = "not_blinded"
    TOO_FEW_DAYS = "too_few_days"
    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    E = "E"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"

    @property
    def is_harm(self) -> bool:
        """Whether it says that active days were worse."""
        return self in {Rung.H1, Rung.H2, Rung.H3}


class Headline(StrEnum):
    """The headlines, one for every verdict."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"


HEADLINE_OF = {
    Rung.NOT_BLINDED: Headline.S7,
    Rung.TOO_FEW_DAYS: Headline.S6,
    Rung.L0: Headline.S4,
    Rung.L1: Headline.S2,
    Rung.L2: Headline.S1,
    Rung.L3: Headline.S1,
    Rung.E: Headline.S3,
    Rung.H1: Headline.S5,
    Rung.H2: Headline.S5,
    Rung.H3: Headline.S5,
}


@dataclass(frozen=True, slots=True)
class OneSided:
    """Whether one direction holds: p without belief, and the largest p up to the belief limit."""

    p: float
    p_rob: float


def rung_of(
    benefit: OneSided,
    harm: OneSided,
    *,
    guesses_missing: float,
    interval_90: ExactRange,
    smallest_change: float,
) -> Rung:
    """The verdict of a trial that was blinded and has days enough.

    Args:
        benefit: one-sided p upwards.
        harm: one-sided p downwards.
        guesses_missing: share of the slots without a guess, 0 to 1.
        interval_90: of the difference, in points.
        smallest_change: the smallest change that matters, in points, above 0.

    Source: methods.md section 2.6, rows 3 to 8.
    """
    for side, robust, plain in ((harm, Rung.H2, Rung.H1), (benefit, Rung.L2, Rung.L1)):
        if side.p_rob <= ONE_SIDED and guesses_missing <= MOST_GUESSES_MISSING:
            return robust
        if side.p <= ONE_SIDED:
            return plain
    return Rung.E if _is_inside(interval_90, smallest_change) else Rung.L0


def _is_inside(interval: ExactRange, change: float) -> bool:
    if interval.lower is None or interval.upper is None:
        return False
    return -change < interval.lower and interval.upper < change
