"""Felt answers: what is written, and which of them count."""

from dataclasses import dataclass
from datetime import date

from limen.diary.diary import Diary, DoseEvent
from limen.journal.kinds.doses import FeltAnswered, Sitting
from limen.journal.kinds.payload import Payload
from limen.terms.amount import Amount
from limen.terms.errors import RuleBroken
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class FeltPair:
    """An amount of one batch that was taken, and whether it was felt on that day."""

    dose: EventId
    day: date
    amount: Amount
    batch: EventId
    is_felt: bool


def answer_felt(diary: Diary, answered: FeltAnswered, *, day: date) -> tuple[Payload, ...]:
    """Return what is written when a person says, on a day, whether they felt a dose.

    Raises:
        RuleBroken: there is no such dose, its day has not come, it was answered before, or it was
            taken in open use, where the evening asks.
    """
    dose = diary.doses_by_id.get(answered.dose)
    if dose is None:
        raise RuleBroken("This dose is not in your notes.", fix="Record it first.", at="dose")
    if day < dose.day:
        raise RuleBroken("This day lies before the dose.", fix="Check the day.", at="day")
    if dose.felt is not None:
        raise RuleBroken("This dose was already answered.", at="dose")
    if dose.stated.trial is None and answered.sitting is not Sitting.EVENING:
        raise RuleBroken("Outside a blinded trial this is answered in the evening.", at="sitting")
    return (answered,)


def felt_pairs(diary: Diary) -> tuple[FeltPair, ...]:
    """Return the answers that count, in the order of the doses: YES and NO, never UNSURE.

    A dose of a trial has no amount and no pair while its arm is not known, and a dose that nobody
    answered for has none either.

    Source: methods.md section 4.1.
    """
    pairs = (_pair(dose) for dose in diary.doses_by_id.values())
    return tuple(pair for pair in pairs if pair)


def _pair(dose: DoseEvent) -> FeltPair | None:
    amount, batch = dose.stated.amount, dose.stated.batch
    if dose.felt is None or dose.felt.felt is Felt.UNSURE:
        return None
    if dose.stated.trial is not None or amount is None or batch is None:
        return None
    return FeltPair(dose.id, dose.day, amount, batch, dose.is_noticed)
