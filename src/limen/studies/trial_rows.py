"""The rows of a file laid over the plan of a trial: scores, arms, guesses, and what is left out.

A block whose arms are not all known, or stand in an order that the design cannot produce, is left
out with all its days; so are later days that one of its capsules still reaches.

Source: experience.md section 4.1; methods.md sections 1.0 and 1.2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from limen.blinding.designs.design import WEEK, DesignName, Mechanism
from limen.inference.belief_estimates import Guesses
from limen.inference.estimates import Reason
from limen.inference.trial import Trial
from limen.studies.plan import Plan
from limen.studies.rows_cells import Arm, GuessSitting
from limen.studies.rows_file import DayRow, RowsFile
from limen.terms.errors import BadInput, SealClosed
from limen.terms.felt import Felt

_NOT_KNOWN = "not all the arms are known"
_NOT_POSSIBLE = "the arms stand in an order that the design cannot produce"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about the rows that stand all the same."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class ArmCount:
    """So many of n."""

    count: int
    n: int


@dataclass(frozen=True, slots=True)
class CapsuleCounts:
    """What was noticed in each arm, and how many analysed guesses were given in the evening."""

    noticed_active: ArmCount
    noticed_placebo: ArmCount
    evening_only: int


@dataclass(frozen=True, slots=True)
class TrialRows:
    """A trial as it was carried out, ready for the estimators.

    `mechanism` is that of the blocks that are kept, `run_in` the scores of the days before the
    start, turned like those of the trial so that higher is better. `scored_days` counts all days
    of the plan with a score, left-out blocks included.
    """

    trial: Trial
    mechanism: Mechanism
    guesses: Guesses
    run_in: tuple[float | None, ...]
    scored_days: int
    planned_days: int
    counts: CapsuleCounts
    is_stopped_early: bool
    remarks: tuple[Remark, ...]


def trial_rows(plan: Plan, rows: RowsFile) -> TrialRows:
    """The trial that a rows file tells of, under the plan that it followed.

    Raises:
        BadInput: a column is missing, or an arm stands on a day that the design leaves free.
        SealClosed: every arm is empty.
        ValueError: the plan is one of open use.
    """
    rows.require("arm", rows.measure)
    laid = _Laid(plan, rows, plan.mechanism(), {_day_number(plan, r.day): r for r in rows.rows})
    laid.refuse_arms_elsewhere()
    arms = [laid.arm(day) for day in laid.mechanism.slot_days]
    if all(arm is None for arm in arms):
        raise SealClosed(
            "Every arm is empty, so nothing can be said yet.",
            fix="Fill the column arm once the seal is open.",
            at=rows.name,
        )
    blocks = laid.mechanism.possible_blocks(arms)
    return laid.trial_rows(blocks, tuple(laid.remarks(arms, blocks)))


@dataclass(frozen=True, slots=True)
class _Laid:
    """Plan and rows, with each row at the number of its day: 0 is the start."""

    plan: Plan
    rows: RowsFile
    mechanism: Mechanism
    by_day: dict[int, DayRow]

    def arm(self, day: int) -> int | None:
        row = self.by_day.get(day)
        return None if row is None or row.arm is None else int(row.arm is Arm.ACTIVE)

    def score(self, day: int) -> float | None:
        """The score of a day, turned so that higher is better."""
        row = self.by_day.get(day)
        score = None if row is None else self.rows.score(row)
        return -score if score is not None and not self.plan.higher_is_better else score

    def refuse_arms_elsewhere(self) -> None:
        planned = set(self.mechanism.slot_days)
        for day, row in sorted(self.by_day.items()):
            if row.arm is not None and day not in planned and day < self.plan.n_days:
                raise BadInput(
                    f"{row.day} has an arm, and the protocol has no capsule on that day.",
                    fix="Check design and start in the protocol, or the day of this row.",
                    at=f"{self.rows.name}:{row.line}",
                )

    def trial_rows(self, blocks: Sequence[int], remarks: tuple[Remark, ...]) -> TrialRows:
        kept = self.mechanism.restricted(blocks)
        unknown = tuple(day for day in self.mechanism.slot_days if day not in kept.slot_days)
        silent = self._silent_days(blocks, unknown)
        days = range(self.plan.n_days)
        slots = [self.by_day.get(day) for day in kept.slot_days]
        return TrialRows(
            trial=Trial(
                scores=tuple(None if day in silent else self.score(day) for day in days),
                slot_days=kept.slot_days,
                arms=bytes(self.arm(day) or 0 for day in kept.slot_days),
                block_of_slot=kept.block_of_slot,
                first_weekday=self.plan.first_weekday,
                unknown_days=unknown,
            ),
            mechanism=kept,
            guesses=Guesses(
                active=tuple(_is_active(row.guess) if row else None for row in slots),
                sure=tuple(row.sure if row else None for row in slots),
            ),
            run_in=tuple(map(self.score, range(-self.plan.run_in_days, 0))),
            scored_days=sum(self.score(day) is not None for day in days),
            planned_days=self.plan.n_days,
            counts=_counts([row for row in slots if row is not None]),
            is_stopped_early=self._is_stopped_early(),
            remarks=remarks,
        )

    def remarks(self, arms: Sequence[int | None], blocks: Sequence[int]) -> Iterator[Remark]:
        slots = zip(self.mechanism.block_of_slot, arms, strict=True)
        unknown = {block for block, arm in slots if arm is None}
        left_out = (
            (block, _NOT_KNOWN if block in unknown else _NOT_POSSIBLE)
            for block in self.mechanism.blocks
            if block not in blocks and block < self._first_unbegun()
        )
        for (_, why), run in groupby(enumerate(left_out), _of_one_run):
            several = [block for _, (block, _) in run]
            yield Remark(
                Reason.ALLOCATION_NOT_POSSIBLE,
                f"Days {self._dates(several)} are left out: {why}.",
            )
        late = sum(day >= self.plan.n_days for day in self.by_day)
        if late:
            yield Remark("after-the-end", f"{_days(late)} after the end of the protocol left out.")
        if other := self._otherwise_numbered():
            yield Remark(
                "slot-differs",
                f"{_days(other)} with another slot number than the protocol; the day counts.",
            )

    def _silent_days(self, blocks: Sequence[int], unknown: Sequence[int]) -> set[int]:
        """Days of left-out blocks, and later ones that one of their capsules still reaches."""
        length = self._block_days()
        own = {
            day
            for block in self.mechanism.blocks
            if block not in blocks
            for day in range(block * length, (block + 1) * length)
        }
        return own | {day + later for day in unknown for later in range(len(self.plan.kernel))}

    def _block_days(self) -> int:
        slots, length = self.mechanism.slot_days, self.mechanism.orders.length
        return slots[length] - slots[0] if len(slots) > length else self.mechanism.n_days

    def _first_unbegun(self) -> int:
        """The first block from whose first day on nothing was written down."""
        written = [day for day in self.by_day if self.arm(day) is not None or self._says(day)]
        last = max((day for day in written if day < self.plan.n_days), default=-1)
        return last // self._block_days() + 1

    def _is_stopped_early(self) -> bool:
        return self._first_unbegun() <= self.mechanism.blocks[-1]

    def _says(self, day: int) -> bool:
        row = self.by_day[day]
        return self.score(day) is not None or row.guess is not None or row.felt is not None

    def _dates(self, blocks: Sequence[int]) -> str:
        length = self._block_days()
        first, last = (
            self.plan.start + timedelta(days=day)
            for day in (blocks[0] * length, (blocks[-1] + 1) * length - 1)
        )
        return f"{first} to {last}"

    def _otherwise_numbered(self) -> int:
        return sum(
            row.slot is not None and row.slot not in self._numbers(place, day)
            for place, day in enumerate(self.mechanism.slot_days, start=1)
            if (row := self.by_day.get(day)) is not None
        )

    def _numbers(self, place: int, day: int) -> set[int]:
        is_paired = self.mechanism.design is DesignName.PAIRED_WEEKS
        return {place, day // WEEK + 1} if is_paired else {place}


def _counts(slots: Sequence[DayRow]) -> CapsuleCounts:
    def noticed(arm: Arm) -> ArmCount:
        answers = [row.felt for row in slots if row.arm is arm and row.felt is not None]
        return ArmCount(answers.count(Felt.YES), len(answers))

    return CapsuleCounts(
        noticed_active=noticed(Arm.ACTIVE),
        noticed_placebo=noticed(Arm.PLACEBO),
        evening_only=sum(
            row.guess is not None and row.guess_sitting is GuessSitting.EVENING for row in slots
        ),
    )


def _of_one_run(numbered: tuple[int, tuple[int, str]]) -> tuple[int, str]:
    """The same for neighbouring blocks that are left out for the same reason."""
    place, (block, why) = numbered
    return block - place, why


def _is_active(guess: Arm | None) -> bool | None:
    return None if guess is None else guess is Arm.ACTIVE


def _day_number(plan: Plan, day: date) -> int:
    return (day - plan.start).days


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
