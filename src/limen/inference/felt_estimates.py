"""What a participant noticed at amounts already taken, and nothing beyond them.

These records hold no threshold and no amount that was not taken: `threshold_internals` has those,
and no page, letter or answer of a participant may import it.
"""

from dataclasses import dataclass
from enum import StrEnum


class PotencyKnown(StrEnum):
    """What is known of a batch's strength against that of the first batch of a record."""

    TESTED = "tested"
    SAME_SOURCE = "same_source"
    UNKNOWN = "unknown"


class MoreThanPlacebo(StrEnum):
    """Whether an amount was felt more often than placebo, by more than 10 points in 100."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class FeltRate:
    """How often something is felt, as a chance 0 to 1: quantiles 0.05, 0.5 and 0.95."""

    low: float
    middle: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.middle <= self.high <= 1:
            raise ValueError("a rate lies within its range, and that between 0 and 1")


@dataclass(frozen=True, slots=True)
class FeltRow:
    """Days alike: amounts of one batch within 10 % of each other, or placebo.

    `places` are those of the days in the record. `noticed` of them were answered YES, `unsure`
    UNSURE; `rate` is the chance of a YES on these days, None where they are fewer than 4.
    """

    batch: str | None
    places: tuple[int, ...]
    noticed: int
    unsure: int
    rate: FeltRate | None

    @property
    def days(self) -> int:
        """How many answered days there are."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class FeltEstimate:
    """What was noticed: `rows` in the order of first use, and placebo days beside them.

    `more_than_placebo` is about `usual`, the row with the most days (of several, the first used);
    `chance` is that of more than 10 points, which it was read from, None without placebo days.
    """

    rows: tuple[FeltRow, ...]
    placebo: FeltRow
    usual: FeltRow
    chance: float | None
    more_than_placebo: MoreThanPlacebo
