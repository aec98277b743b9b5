"""What the drift detector takes and gives: counts by week, a number for each week, an alarm."""

from dataclasses import dataclass
from enum import StrEnum


class DriftFeature(StrEnum):
    """What is watched, week by week."""

    UNPLANNED_DAY = "unplanned_day"
    LARGER_AMOUNT = "larger_amount"
    FELT_MORE_OFTEN = "felt_more_often"
    AFTER_BAD_DAYS = "after_bad_days"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of n.

    Raises:
        ValueError: below 0, or more than all.
    """

    count: int = 0
    n: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.n:
            raise ValueError("a count lies between 0 and all")


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What one week of practice holds for the detector.

    `unplanned` is of the days that the plan leaves free; `larger` of the amounts, the first eight
    of the practice left out; `felt` of the answers YES or NO. `badness` has one place for each
    unplanned use: the rank, 0 best to 1 worst, of the day before among up to 28 days that end with
    it; uses after a day without a score are left out.

    Raises:
        ValueError: a rank lies outside 0 to 1.
    """

    unplanned: Share = Share()
    larger: Share = Share()
    felt: Share = Share()
    badness: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not all(0 <= rank <= 1 for rank in self.badness):
            raise ValueError("a rank lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class DriftSettings:
    """What is known before the first week counts.

    `first_amounts` are the first (up to eight) amounts of the practice and those of them above 1.15
    times the plan: somebody whose scales err more is given more room.
    """

    first_amounts: Share = Share(0, 8)


@dataclass(frozen=True, slots=True)
class DriftWatch:
    """The detector's number after each week, and the first weeks, from 1, in which it was large.

    `alarm_week` is that of the card (28 or more), `clinician_week` that of the clinician's (52 or
    more), None while there is none. `features` are those that stood at 28 or more by themselves in
    the alarm week, in the order of their numbers.
    """

    weeks: tuple[float, ...]
    alarm_week: int | None
    clinician_week: int | None
    features: tuple[DriftFeature, ...]
