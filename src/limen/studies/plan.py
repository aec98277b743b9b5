"""A plan as `protocol.toml` states it: design, dates, measure, and what is fixed before the start.

Everything in it is chosen before the first capsule; nothing in it was computed from a score.

Source: experience.md section 4.1.
"""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import KERNEL, WEEK, DesignName, Mechanism, Options
from limen.protocols.schedules.cycle import Cycle
from limen.terms.amount import Amount
from limen.terms.calendar import later_day, weekday

MOST_WEEKS = 24
FEWEST_REST_WEEKS = 2
RUN_IN_DAYS = 14  # recorded days that the size of a day's swing needs
SAME_DAY_KERNEL = (1.0,)


class Acts(StrEnum):
    """When the participant thinks that a capsule acts."""

    SAME_DAY = "same_day"
    NEXT_DAYS = "next_days"
    OVER_WEEKS = "over_weeks"


@dataclass(frozen=True, slots=True)
class Practice:
    """What open use was planned to be: a pattern of dose days, and the highest amount."""

    pattern: Cycle
    highest: Amount


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan; days count from its start, run-in days before it.

    Args:
        design: None for open use, without placebo.
        start: the first day of trial or practice; never a day of the run-in.
        weeks: 1 to 24 weeks of seven days, an even number for pairs of weeks.
        run_in_days: days before the start that autocorrelation and swing come from.
        capsule_weekdays: for pairs of weeks, days of the trial week from 0, the weekday of `start`.
        main_measure: the column that the verdict is about.
        higher_is_better: whether more of it is better.
        smallest_change: the smallest change that matters, in points.
        kernel: shares of the effect on the capsule day and the days after.
        belief_limit: points that belief alone may move a score by; None: one day SD.
        span_days: for random spacing, days with one active capsule.
        rest_weeks: weeks without capsules after the end.
        acts: when the participant thinks that a capsule acts.
        phi, day_sd: frozen at the lock; None: from the run-in.
        practice: for open use, what was planned.

    Raises:
        ValueError: numbers outside their ranges.
        BadInput: an odd number of weeks for pairs of weeks, or weekdays that are none.
    """

    design: DesignName | None
    start: date
    weeks: int
    run_in_days: int
    capsule_weekdays: tuple[int, ...]
    main_measure: str
    higher_is_better: bool
    smallest_change: float
    kernel: tuple[float, ...] = KERNEL
    belief_limit: float | None = None
    span_days: int = 6
    rest_weeks: int = 4
    acts: Acts = Acts.SAME_DAY
    phi: float | None = None
    day_sd: float | None = None
    practice: Practice | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= MOST_WEEKS or self.rest_weeks < FEWEST_REST_WEEKS:
            raise ValueError("a plan has 1 to 24 weeks, and a rest of at least 2")
        if self.run_in_days < 0 or not math.isfinite(self.smallest_change + sum(self.kernel)):
            raise ValueError("a plan has finite numbers and no days below 0")
        if self.smallest_change <= 0 or self.kernel[:1] != SAME_DAY_KERNEL:
            raise ValueError("a change that matters is above 0, and a kernel begins with 1")
        if self.design is not None:
            self.mechanism()

    @property
    def n_days(self) -> int:
        """How many days the plan has, off days at its end included."""
        return WEEK * self.weeks

    @property
    def last_day(self) -> date:
        """The last day of the plan."""
        return later_day(self.start, self.n_days - 1)

    @property
    def first_weekday(self) -> int:
        """The weekday of the start: 0 for Monday to 6 for Sunday."""
        return weekday(self.start) - 1

    def mechanism(self, weeks: int | None = None) -> Mechanism:
        """The slots and the law of the arms, for this or another number of weeks.

        Raises:
            ValueError: open use has no slots.
            BadInput: the number of weeks does not fit the design.
        """
        if self.design is None:
            raise ValueError("open use has no slots")
        options = Options(capsule_weekdays=self.capsule_weekdays, span_days=self.span_days)
        return mechanism(self.design, weeks or self.weeks, options)
