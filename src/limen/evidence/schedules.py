"""Repeating patterns as people and trials use them, and what each does to a comparison."""

from dataclasses import dataclass
from enum import StrEnum

from limen.evidence.citations import Provenance


class ScheduleOrigin(StrEnum):
    """Who uses a pattern."""

    PRACTITIONER = "practitioner"
    TRIAL = "trial"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class KnownSchedule:
    """One pattern; none is better than another, for no trial compared them.

    Args:
        id: its name in the table.
        origin: who uses it.
        name: what it is called.
        cycle_days: after how many days it repeats, or None where it does not.
        pattern: 1 for each dose day of a cycle, or None.
        rest_weeks: how many weeks of rest its texts name, the least and the most; may be empty.
        is_aliased_with_weekday: whether its dose days always fall on the same weekdays, or None.
        is_analysable: whether a comparison of days can say anything about it.
        analysis: what it does to a comparison, in one sentence.
        provenance: where it was read and until when it counts.

    Raises:
        ValueError: the pattern is not as long as the cycle.
    """

    id: str
    origin: ScheduleOrigin
    name: str
    cycle_days: int | None
    pattern: tuple[int, ...] | None
    rest_weeks: tuple[int, ...]
    is_aliased_with_weekday: bool | None
    is_analysable: bool
    analysis: str
    provenance: Provenance

    def __post_init__(self) -> None:
        if self.pattern is not None and len(self.pattern) != self.cycle_days:
            raise ValueError(f"the pattern of {self.id} is not as long as its cycle")
