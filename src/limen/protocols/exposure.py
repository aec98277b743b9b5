"""The notice about many dose days: not a refusal, but something to read before a plan begins.

Source: facts.md section 5, rule 7; experience.md section 2.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.protocols.protocol import Protocol
from limen.terms.calendar import days_between, days_from
from limen.terms.errors import BadInput

EXPOSURE_NOTICE, EXPOSURE_RULES = "exposure", "1"
"""The name of the notice in the entry that it was read, and the version of its rules."""

MOST_DAYS_A_WEEK = 3
MOST_WEEKS_ON_END = 8
MOST_DAYS_IN_ALL = 92
MOST_COURSES_A_YEAR = 2
_WEEK, _YEAR = 7, 365


class Exposure(StrEnum):
    """Why a plan asks for the notice."""

    DAYS_A_WEEK = "days_a_week"
    WEEKS_ON_END = "weeks_on_end"
    MONTHS_IN_ALL = "months_in_all"
    COURSES_A_YEAR = "courses_a_year"


@dataclass(frozen=True, slots=True)
class ExposureNotice:
    """How many dose days are planned in how many weeks, and why this is to be read.

    Raises:
        ValueError: there is no reason.
    """

    dose_days: int
    weeks: int
    reasons: tuple[Exposure, ...]

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("a notice has a reason")


def exposure_notice(plan: Protocol, others: Sequence[Protocol]) -> ExposureNotice | None:
    """The notice of a plan beside those before it, or None where nothing asks for it.

    More than 3 dose days in any 7 days, more than 8 weeks, more than 3 months of all protocols
    together, or more than 2 of them that begin within a year.
    """
    begun = [one for one in others if one.has_begun and one.id != plan.id]
    length = _length(plan)
    in_all = length + sum(map(_length, begun))
    in_a_year = 1 + sum(0 <= days_between(_first(one), _first(plan)) < _YEAR for one in begun)
    held = {
        Exposure.DAYS_A_WEEK: _most_in_a_week(plan.dose_days) > MOST_DAYS_A_WEEK,
        Exposure.WEEKS_ON_END: length > MOST_WEEKS_ON_END * _WEEK,
        Exposure.MONTHS_IN_ALL: in_all > MOST_DAYS_IN_ALL,
        Exposure.COURSES_A_YEAR: in_a_year > MOST_COURSES_A_YEAR,
    }
    reasons = tuple(reason for reason, holds in held.items() if holds)
    weeks = -(-length // _WEEK)
    return ExposureNotice(len(plan.dose_days), weeks, reasons) if reasons else None


def require_read(notice: ExposureNotice | None, *, is_read: bool) -> None:
    """Refuse to save a plan whose notice was not ticked as read; the plan itself is not refused.

    Raises:
        BadInput: it was not.
    """
    if notice is not None and not is_read:
        raise BadInput("Read the note about the number of dose days, and tick it.", at="is_read")


def _first(plan: Protocol) -> date:
    return plan.dates.starts


def _length(plan: Protocol) -> int:
    return len(days_from(plan.dates.starts, plan.last_day))


def _most_in_a_week(dose_days: Sequence[date]) -> int:
    return max(
        (sum(0 <= days_between(day, each) < _WEEK for each in dose_days) for day in dose_days),
        default=0,
    )
