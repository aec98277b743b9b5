"""Drift as counted facts: what was taken against the plan, with days, and no statistics.

Facts describe. They say nothing about why, and they diagnose nothing.

Source: methods.md section 5; safety.md section 9.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from limen.diary.diary import Diary
from limen.protocols.protocol import Protocol
from limen.terms.amount import Amount
from limen.terms.calendar import days_between
from limen.terms.felt import Felt

NEAR_DAYS = 14


class DriftFactId(StrEnum):
    """What is counted, in the order in which it is told."""

    AFTER_END = "after_end"
    UNPLANNED_DAYS = "unplanned_days"
    UNPLANNED_WITHIN_14 = "unplanned_within_14"
    CONSECUTIVE_DAYS = "consecutive_days"
    TOTAL_ABOVE_PLAN = "total_above_plan"
    ABOVE_HIGHEST = "above_highest"


@dataclass(frozen=True, slots=True)
class DriftFact:
    """Something that happened against the plan, on these days; one day counts once.

    Raises:
        ValueError: it never happened, or its days are out of order.
    """

    id: DriftFactId
    days: tuple[date, ...]

    def __post_init__(self) -> None:
        if not self.days or list(self.days) != sorted(set(self.days)):
            raise ValueError("a fact has days, each once and in order")

    @property
    def count(self) -> int:
        """On how many days."""
        return len(self.days)


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """What was planned: first and last day, the dose days between them, and the highest amount.

    `highest` is None where nothing was said.

    Raises:
        ValueError: the last day lies before the first, or a dose day outside them.
    """

    starts: date
    ends: date
    dose_days: frozenset[date]
    highest: Amount | None = None

    def __post_init__(self) -> None:
        if not all(self.starts <= day <= self.ends for day in (self.ends, *self.dose_days)):
            raise ValueError("a plan ends on or after its first day, and dose days lie between")

    def times_highest(self, amount: Amount) -> Decimal | None:
        """An amount in multiples of the highest planned; None where the two do not compare."""
        if self.highest is None or amount.form is not self.highest.form:
            return None
        mass, most = amount.material_milligrams, self.highest.material_milligrams
        if mass is not None and most is not None:
            return mass.value / most.value
        return amount.value / self.highest.value if amount.unit is self.highest.unit else None


@dataclass(frozen=True, slots=True)
class DoseDay:
    """A day on which something was taken, with every stated amount and the felt answer."""

    day: date
    amounts: tuple[Amount, ...] = ()
    felt: Felt | None = None


def drift_facts(
    taken: Sequence[DoseDay], plan: PracticePlan, *, through: date
) -> tuple[DriftFact, ...]:
    """Everything that was counted against the plan up to a day, in a fixed order.

    Days before the plan are not counted, and a day on which nothing was recorded counts as nothing.

    Args:
        taken: each day once, in any order.
        plan: what was planned.
        through: the last day that is known.

    Source: methods.md section 5.
    """
    since = sorted(
        (day for day in taken if plan.starts <= day.day <= through), key=lambda day: day.day
    )
    days = [day.day for day in since]
    within = [day for day in days if day <= plan.ends]
    unplanned = [day for day in within if day not in plan.dose_days]
    planned_so_far = sum(day <= through for day in plan.dose_days)
    too_many = max(len(within) - planned_so_far, 0)
    counted: dict[DriftFactId, Sequence[date]] = {
        DriftFactId.AFTER_END: days[len(within) :],
        DriftFactId.UNPLANNED_DAYS: unplanned,
        DriftFactId.UNPLANNED_WITHIN_14: sorted(set(_near(unplanned))),
        DriftFactId.CONSECUTIVE_DAYS: list(_consecutive(days, plan)),
        DriftFactId.TOTAL_ABOVE_PLAN: unplanned[len(unplanned) - too_many :],
        DriftFactId.ABOVE_HIGHEST: [day.day for day in since if _is_above(day, plan)],
    }
    return tuple(DriftFact(fact, tuple(when)) for fact, when in counted.items() if when)


def practice_plan(protocol: Protocol) -> PracticePlan:
    """What a protocol planned, pauses and an early end taken into account.

    The day on which a pause was stated stays as it was planned: whoever took a dose in the morning
    and paused in the evening did nothing against the plan.
    """
    last = max(protocol.last_day, protocol.dates.starts)
    paused_on = {pause.begins for pause in protocol.pauses}
    as_planned = paused_on & set(protocol.schedule.days(protocol.dates.starts, last))
    return PracticePlan(
        starts=protocol.dates.starts,
        ends=last,
        dose_days=frozenset(protocol.dose_days) | as_planned,
        highest=protocol.stated.highest_planned,
    )


def dose_days(diary: Diary) -> tuple[DoseDay, ...]:
    """The days of open use in a diary, in order; doses of a trial, whose contents are sealed, not.

    Where a day has several answers, a YES counts before UNSURE, and that before NO.
    """
    found: dict[date, DoseDay] = {}
    for dose in diary.doses:
        if dose.stated.trial is not None:
            continue
        before = found.get(dose.day, DoseDay(dose.day))
        stated = () if dose.stated.amount is None else (dose.stated.amount,)
        answers = {before.felt, dose.felt.felt if dose.felt else None}
        felt = next((each for each in (Felt.YES, Felt.UNSURE, Felt.NO) if each in answers), None)
        found[dose.day] = DoseDay(dose.day, (*before.amounts, *stated), felt)
    return tuple(found[day] for day in sorted(found))


def _near(days: Sequence[date]) -> Iterator[date]:
    """Both of each pair of neighbours that lie at most 14 days apart."""
    for first, second in pairwise(days):
        if days_between(first, second) <= NEAR_DAYS:
            yield from (first, second)


def _consecutive(days: Sequence[date], plan: PracticePlan) -> Iterator[date]:
    """The second of two days that follow each other, unless both are dose days of the plan."""
    for first, second in pairwise(days):
        if days_between(first, second) == 1 and not {first, second} <= plan.dose_days:
            yield second


def _is_above(day: DoseDay, plan: PracticePlan) -> bool:
    times = (plan.times_highest(amount) for amount in day.amounts)
    return any(each is not None and each > 1 for each in times)
