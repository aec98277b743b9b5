"""What a vault holds already, as far as an importer asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from limen.diary.diary import Batch
from limen.diary.slips import Intake
from limen.journal.event import Event
from limen.journal.kinds.doses import BatchAdded, DoseTaken
from limen.journal.kinds.meta import ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.reading import Standing, read_event
from limen.journal.standing import standing_of
from limen.terms.calendar import DayStart
from limen.terms.identifiers import ChainId, EventId


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """One event of the vault; all but `by` is None where it cannot be read or was redacted.

    `is_reverted` says that its import was undone, so that the same record may come again.
    """

    by: str
    day: date | None
    at: datetime | None
    payload: Payload | None
    is_reverted: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The chain, the person's day start, every event by its id, and every amount that stands."""

    chain: ChainId
    day_start: DayStart = field(default_factory=DayStart)
    events: Mapping[EventId, HeldEvent] = field(default_factory=dict[EventId, HeldEvent])
    intakes: Mapping[EventId, Intake] = field(default_factory=dict[EventId, Intake])

    def was_reverted(self, event: EventId) -> bool:
        """Whether the vault holds this event, and its import was undone."""
        found = self.events.get(event)
        return found is not None and found.is_reverted

    def batch_like(self, stated: BatchAdded) -> EventId | None:
        """The batch of the vault that is the same by name, material, form and basis, or None."""
        for event, held in self.events.items():
            known = held.payload
            if (
                isinstance(known, BatchAdded)
                and not held.is_reverted
                and _key(known) == _key(stated)
            ):
                return event
        return None


def held_in(chain: ChainId, events: Iterable[Event], *, day_start: DayStart) -> Held:
    """What the events of a chain hold for an importer."""
    read = [read_event(event) for event in events]
    reverted = {
        f"import:{one.payload.import_}"
        for one in read
        if isinstance(one, Standing) and isinstance(one.payload, ImportReverted)
    }
    found: dict[EventId, HeldEvent] = {}
    for one in read:
        if isinstance(one, Standing):
            found[one.id] = HeldEvent(one.by, one.day, one.at, one.payload, one.via in reverted)
        elif one.events:
            found[one.events[0]] = HeldEvent("", None, None, None)
    return Held(chain, day_start, found, _intakes(standing_of(read).events))


def _intakes(events: Iterable[Standing]) -> dict[EventId, Intake]:
    batches: dict[EventId, Batch] = {}
    found: dict[EventId, Intake] = {}
    for one in events:
        if isinstance(one.payload, BatchAdded):
            batches[one.id] = Batch(one.id, one.day, one.payload)
        if isinstance(one.payload, DoseTaken):
            amount, batch = one.payload.amount, one.payload.batch
            if amount is not None and batch is not None and batch in batches:
                found[one.id] = Intake(amount, batches[batch])
    return found


def _key(stated: BatchAdded) -> tuple[object, ...]:
    return (
        stated.name.strip().casefold(),
        stated.material,
        stated.material_words,
        stated.form,
        stated.basis,
    )
