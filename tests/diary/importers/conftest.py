"""A vault without a file: events linked in memory, and files read into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from limen.diary.diary import Diary
from limen.diary.fold import diary
from limen.diary.importers.catalogue import IMPORTERS
from limen.diary.importers.held import held_in
from limen.diary.importers.importer import Choices, Preview, Rest, Source, Stay
from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.meta import ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.standing import standing
from limen.terms.calendar import DayStart, Zone
from limen.terms.identifiers import ChainId, EventId

BERLIN = Stay(Zone("Europe/Berlin"))


@dataclass
class Vault:
    """A chain in memory; `runs` counts imports, so that each has an identifier of its own."""

    chain: ChainId = ChainId(UUID(int=7))  # noqa: RUF009 -- a frozen value
    events: list[Event] = field(default_factory=list)
    runs: int = 0

    def preview(
        self,
        importer: str,
        text: str | bytes,
        *,
        stays: Sequence[Stay] = (BERLIN,),
        mapping: str = "",
        decisions: dict[tuple[str, str], str] | None = None,
        rest: Rest = Rest.LEFT_OUT,
    ) -> Preview:
        self.runs += 1
        octets = text if isinstance(text, bytes) else text.encode()
        choices = Choices(
            import_id=UUID(int=1000 + self.runs),
            held=held_in(self.chain, self.events, day_start=DayStart()),
            stays=tuple(stays),
            mapping=mapping,
            decisions=decisions or {},
            rest=rest,
        )
        return IMPORTERS[importer].read(Source("file", octets), choices)

    def add(self, *drafts: Draft[Payload]) -> None:
        for draft in drafts:
            head = self.events[-1].head if self.events else Head(0, genesis(self.chain))
            self.events.append(link(draft, head, salt=bytes(16), jump=None))

    def state(self, payload: Payload, number: int, day: date = date(2026, 3, 2)) -> EventId:
        """Record what the participant states, and give its identifier."""
        event = EventId(UUID(int=number))
        at = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
        self.add(Draft(event, day, at, Zone("Europe/Berlin"), "participant", "web", payload))
        return event

    def undo(self) -> None:
        """Undo the import that was read last."""
        run = UUID(int=1000 + self.runs)
        self.state(ImportReverted(import_=run, reason="It was the wrong file."), 500 + self.runs)

    @property
    def diary(self) -> Diary:
        return diary(standing(self.events).events)


@pytest.fixture
def vault() -> Vault:
    """An empty vault."""
    return Vault()


@pytest.fixture(scope="session")
def another_vault() -> Callable[[int], Vault]:
    """A vault with another identifier."""
    return lambda number: Vault(chain=ChainId(UUID(int=number)))
