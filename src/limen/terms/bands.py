"""Bands of effect, and how likely an amount lies in each of them; grams never decide a band."""

from dataclasses import dataclass
from enum import Enum
from math import isclose

NAMED_FROM = 0.8
"""From this probability on a band is named; below it, it is uncertain."""


class Band(Enum):
    """How strong an amount is by its effect, from the weakest to the strongest."""

    MICRODOSE = "microdose"
    LOW = "low"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class BandProbabilities:
    """How likely an amount lies in each band, or between low and full, where no band is.

    Raises:
        ValueError: a probability lies outside 0 to 1, or the four do not sum to one.

    Source: facts.md section 3.
    """

    microdose: float
    low: float
    between: float
    full: float

    def __post_init__(self) -> None:
        probabilities = (self.microdose, self.low, self.between, self.full)
        if not all(0 <= probability <= 1 for probability in probabilities):
            raise ValueError("a probability lies between 0 and 1")
        if not isclose(sum(probabilities), 1, abs_tol=1e-9):
            raise ValueError("the probabilities of all bands sum to one")

    @property
    def named(self) -> Band | None:
        """The band that may be named, or None where no band is likely enough."""
        bands = {Band.MICRODOSE: self.microdose, Band.LOW: self.low, Band.FULL: self.full}
        likely = (band for band, probability in bands.items() if probability >= NAMED_FROM)
        return next(likely, None)
