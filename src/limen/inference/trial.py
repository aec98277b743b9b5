"""The blinded trial of one participant, as the estimators see it, and the re-draws of its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LARGEST_SCORE = 1e100  # beyond it the squares of a score could not be added up
WEEK = 7
PLACEBO_OR_ACTIVE = b"\x00\x01"

Kernel = tuple[float, ...]  # the effect on the dose day, one day later, and so on; never all zero


@dataclass(frozen=True, slots=True)
class Trial:
    """What was scored on each day, and which capsule belonged to which planned day.

    `scores` has one place for each of the n days, in points and turned so that higher is better;
    None is a day without a score. `slot_days` are the m planned capsule days, counted from 0, and
    `arms` their arms: octet 1 active, octet 0 placebo. A slot counts on its planned day, whatever
    was taken and when (analysed as allocated); only a move that was recorded before that day's
    capsule changes the planned day. `block_of_slot` numbers the slots that were drawn together, in
    order. `first_weekday` is the weekday of day 0, Monday 0. `unknown_days` are planned capsule
    days whose arm is not known or not possible: they count as capsule days, and their blocks give
    no scores.

    Raises:
        ValueError: the parts do not fit each other, or a score is no finite number of usual size.
    """

    scores: tuple[float | None, ...]
    slot_days: tuple[int, ...]
    arms: bytes
    block_of_slot: tuple[int, ...]
    first_weekday: int
    unknown_days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.slot_days) == len(self.arms) == len(self.block_of_slot):
            raise ValueError("slot days, arms and blocks must have the same length")
        if self.arms.translate(None, PLACEBO_OR_ACTIVE):
            raise ValueError("an arm is 0 (placebo) or 1 (active)")
        if not (_rises(self.slot_days) and list(self.block_of_slot) == sorted(self.block_of_slot)):
            raise ValueError("slots stand in the order of their days, blocks in theirs")
        _refuse_outside(len(self.scores), (*self.slot_days, *self.unknown_days))
        if self.first_weekday not in range(WEEK):
            raise ValueError("a weekday is a number from 0 (Monday) to 6")
        if not all(score is None or abs(score) <= LARGEST_SCORE for score in self.scores):
            raise ValueError("a score is a finite number of at most 1e100, or None")


class Terms(StrEnum):
    """Which columns stand beside the capsules.

    WORKING_MODEL: level, trend, weekend and the capsules themselves; for the score of a day.
    TREND: level and trend; for answers given on capsule days alone, like guesses.
    """

    WORKING_MODEL = "working_model"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Draws:
    """Other orders that the design could have given, by its real law, beside the observed one.

    `others` are allocations like `Trial.arms`, one octet a slot. `complete` says that they are all
    other members of the allocation set, each once and equally likely, so that the test enumerates;
    otherwise they were drawn, from `seed`.

    Raises:
        ValueError: the allocations differ in length, or an arm is neither 0 nor 1.
    """

    others: tuple[bytes, ...]
    complete: bool
    seed: int | None = None

    def __post_init__(self) -> None:
        if len({len(other) for other in self.others}) > 1:
            raise ValueError("all allocations have the same number of slots")
        if b"".join(self.others).translate(None, PLACEBO_OR_ACTIVE):
            raise ValueError("an arm is 0 (placebo) or 1 (active)")


def _rises(days: Sequence[int]) -> bool:
    return list(days) == sorted(set(days))


def _refuse_outside(n_days: int, days: Sequence[int]) -> None:
    if len(set(days)) < len(days) or not all(0 <= day < n_days for day in days):
        raise ValueError("each capsule day is another one of the days of the trial")
