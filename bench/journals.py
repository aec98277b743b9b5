"""An invented journal: years of days as a person records them, for the benchmarks of the vault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from limen.instruments.gad7 import GAD7
from limen.instruments.phq4 import PHQ4
from limen.instruments.phq9 import PHQ9
from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.doses import AsPlanned, BatchAdded, DoseTaken, FeltAnswered, Sitting
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    NoteWritten,
    QuestionnaireAnswered,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated
from limen.terms.amount import Amount
from limen.terms.calendar import Zone
from limen.terms.felt import Felt
from limen.terms.identifiers import ChainId, EventId
from limen.terms.units import Form, Unit

FIRST_DAY = date(2016, 3, 1)
A_DAY = 20  # events: ten years of these are 73,000
_ZONE = Zone("Europe/Berlin")
_BATCH_PLACE = 2
# By the place of a statement on its day, and the day of a fortnight.
_ASKED = {(12, 0): PHQ4, (12, 7): PHQ4, (13, 7): PHQ9, (15, 7): GAD7}


def invented_events(chain: ChainId, count: int, *, head: Head | None = None) -> Iterator[Event]:
    """So many events of a chain, linked: from its beginning, or behind a head."""
    end = head or Head(0, genesis(chain))
    for n in range(end.n + 1, end.n + count + 1):
        salt = n.to_bytes(16)
        event = link(invented_draft(n), end, salt=salt, jump=None)
        yield event
        end = event.head


def invented_draft(n: int) -> Draft[Payload]:
    """What the person states as their n-th statement, at most twenty on one day."""
    days, place = divmod(n, A_DAY)
    day = FIRST_DAY + timedelta(days=days)
    return Draft(
        id=_id(n),
        day=day,
        at=datetime(day.year, day.month, day.day, 5, 2, tzinfo=UTC) + timedelta(minutes=40 * place),
        zone=_ZONE,
        by="participant",
        via="web",
        payload=_first(n) or _answered(days, place) or _payload(n, place),
    )


def _first(n: int) -> Payload | None:
    """Who the person is and what they take, before anything else."""
    if n == 1:
        return PersonStated(adult=True, day_start="04:00", language="en")
    return BatchAdded.example() if n == _BATCH_PLACE else None


def _id(n: int) -> EventId:
    """An identifier as clients draw them, in no order."""
    return EventId(UUID(bytes=sha256(n.to_bytes(8)).digest()[:16], version=4))


def _answered(day: int, place: int) -> Payload | None:
    """The short questionnaire of every week, and the two longer ones of every second."""
    instrument = _ASKED.get((place, day % 14))
    if instrument is None:
        return None
    answers = {item.id: (day + number) % 4 for number, item in enumerate(instrument.items)}
    return replace(QuestionnaireAnswered.example(), instrument=instrument.id, answers=answers)


def _payload(n: int, place: int) -> Payload:
    """A dose on every third day; check-ins and a few words on all."""
    rating, is_dose_day = 1 + n * 7919 % 7, n // A_DAY % 3 == 0
    match place:
        case 3 if is_dose_day:
            amount = Amount(Decimal("0.10") + Decimal(n % 3) / 100, Unit.GRAM, Form.DRIED)
            return DoseTaken(
                amount=amount, batch=_id(_BATCH_PLACE), as_planned=AsPlanned.YES, slip_checked=True
            )
        case 10 if is_dose_day:
            return FeltAnswered(dose=_id(n - 7), sitting=Sitting.EVENING, felt=Felt.NO)
        case 4 | 9 | 14 | 18:
            return NoteWritten(words=f"Walked {n % 90} minutes, then read. Slept {4 + n % 5} h.")
        case even if even % 2 == 0:
            return CheckInOpened(sitting=Sitting.EVENING)
        case _:
            scales = {"mood": rating, "energy": 8 - rating, "calm": 1 + n % 7, "focus": 4}
            return replace(CheckInSaved.example(), scales=scales)
