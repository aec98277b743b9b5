"""Dose events: what is written when something is taken, and what a page may offer to repeat."""

from datetime import date, datetime, timedelta
from enum import Enum

from limen.diary.diary import Diary
from limen.diary.slips import Intake
from limen.journal.kinds.doses import DoseTaken
from limen.journal.kinds.payload import Payload
from limen.terms.amount import Amount
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId


class Taking(Enum):
    """What is known of a day; a day without an entry is unknown, never without a dose."""

    TAKEN = "taken"
    LEFT_OUT = "left_out"
    UNKNOWN = "unknown"


def taking_on(diary: Diary, day: date) -> Taking:
    """Return what the person said about taking something on a day.

    Source: safety.md section 5.4.
    """
    if any(dose.day == day for dose in diary.doses_by_id.values()):
        return Taking.TAKEN
    left_out = any(skipped.day == day for skipped in diary.skipped_doses)
    return Taking.LEFT_OUT if left_out else Taking.UNKNOWN


def take_dose(diary: Diary, taken: DoseTaken, *, at: datetime) -> tuple[Payload, ...]:
    """Return what is written when a person records, at a moment, that they took a dose.

    Nothing is refused because of its amount, its day or a protocol.

    Raises:
        RuleBroken: the batch is not in the diary, or it was taken in the future or too long ago.
    """
    if taken.batch is not None and taken.batch not in diary.batches:
        raise RuleBroken("This batch is not in your notes.", fix="Add it first.", at="batch")
    if taken.taken_at is not None and not at - _LONGEST_AGO <= taken.taken_at <= at:
        raise RuleBroken(
            "The time lies within the last 36 hours.",
            fix="Check the time, or leave it out.",
            at="taken_at",
        )
    return (taken,)


def intakes(diary: Diary) -> tuple[Intake, ...]:
    """Return every recorded amount with its batch, the latest last, as a slip is judged by."""
    found = (_intake(diary, dose.stated) for dose in diary.doses_by_id.values())
    return tuple(intake for intake in found if intake)


def repeatable_amount(diary: Diary, batch: EventId) -> Amount | None:
    """Return the latest confirmed amount of a batch, which a button may offer again, or None.

    Source: safety.md section 5.1.
    """
    confirmed = (
        dose.stated.amount
        for dose in reversed(diary.doses)
        if dose.stated.batch == batch and dose.stated.slip_checked
    )
    return next(confirmed, None)


def _intake(diary: Diary, taken: DoseTaken) -> Intake | None:
    batch = diary.batches.get(taken.batch) if taken.batch else None
    return Intake(taken.amount, batch) if taken.amount and batch else None


_LONGEST_AGO = timedelta(hours=36)
