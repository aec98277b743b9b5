"""Batches, amounts and standing events for the tests of this room."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from limen.diary.diary import Batch
from limen.diary.slips import Intake
from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.doses import (
    Analyte,
    AsPlanned,
    Basis,
    BatchAdded,
    BatchContent,
    ContentPer,
    ContentUnit,
    DoseTaken,
    FeltAnswered,
    Material,
    Prepared,
    Sitting,
    Tested,
)
from limen.journal.kinds.payload import Payload
from limen.journal.standing import Standing
from limen.terms.amount import parse_amount
from limen.terms.calendar import Zone
from limen.terms.felt import Felt
from limen.terms.identifiers import ChainId, EventId
from limen.terms.units import Form


class Make:
    """Makes what the tests of this room start from; days count from the first of March."""

    def id(self, number: int) -> EventId:
        return EventId(UUID(int=number))

    def day(self, number: int) -> date:
        return date(2026, 3, 1) + timedelta(days=number)

    def added(self, **fields: object) -> BatchAdded:
        untested = BatchAdded(
            name="A",
            material=Material.CUBENSIS,
            form=Form.DRIED,
            basis=Basis.MATERIAL,
            prepared=Prepared.PIECES,
            tested=Tested.NO,
        )
        return replace(untested, **fields)

    def batch(self, number: int = 1, **fields: object) -> Batch:
        return Batch(self.id(number), self.day(0), self.added(**fields))

    def tested(self, middle: str, **fields: object) -> Batch:
        """A batch with so many milligrams of psilocybin in a gram, but for what is said."""
        found = {
            "unit": ContentUnit.MILLIGRAM,
            "per": ContentPer.GRAM,
            "analyte": Analyte.PSILOCYBIN_EQUIVALENT,
        }
        found |= {name: fields.pop(name) for name in found if name in fields}
        size = Decimal(middle)
        content = BatchContent(lower=size, middle=size, upper=size, **found)
        return self.batch(tested=Tested.YES, content=content, **fields)

    def intake(self, typed: str, number: int = 1, **fields: object) -> Intake:
        """What a person typed, like "0.1 g", of a batch."""
        batch = self.batch(number, **fields)
        value, unit = typed.split()
        return Intake(parse_amount(value, unit, batch.stated.form.value), batch)

    def taken(self, typed: str = "0.1 g", batch: int = 1, **fields: object) -> DoseTaken:
        value, unit = typed.split()
        dose = DoseTaken(
            amount=parse_amount(value, unit, "dried"),
            batch=self.id(batch),
            as_planned=AsPlanned.YES,
            slip_checked=True,
        )
        return replace(dose, **fields)

    def weightless(self) -> DoseTaken:
        """A dose of which no amount is known."""
        return DoseTaken(as_planned=AsPlanned.NO, slip_checked=False)

    def felt(self, dose: int, felt: Felt = Felt.YES, sitting=Sitting.EVENING) -> FeltAnswered:
        return FeltAnswered(dose=self.id(dose), sitting=sitting, felt=felt)

    def event(self, number: int, day: int, payload: Payload) -> Standing:
        """The event with this number, which is its identifier as well, about a day."""
        return Standing(
            n=number,
            id=self.id(number),
            day=self.day(day),
            at=datetime(2026, 3, 1, 20, tzinfo=UTC) + timedelta(days=day),
            zone="Europe/Berlin",
            by="participant",
            via="web",
            jump=None,
            payload=payload,
        )

    def chain(self, *said: tuple[int, Payload]) -> tuple[Event, ...]:
        """The events of a journal that states these payloads about these days."""
        events, head = [], Head(0, genesis(ChainId(UUID(int=0))))
        for number, (day, payload) in enumerate(said, start=1):
            draft = Draft(
                id=self.id(number),
                day=self.day(day),
                at=datetime(2026, 3, 1, 20, tzinfo=UTC) + timedelta(days=day),
                zone=Zone("Europe/Berlin"),
                by="participant",
                via="web",
                payload=payload,
            )
            events.append(link(draft, head, salt=bytes(16), jump=None))
            head = events[-1].head
        return tuple(events)


@pytest.fixture(scope="session")
def make() -> Make:
    """The maker of batches, amounts and events."""
    return Make()
