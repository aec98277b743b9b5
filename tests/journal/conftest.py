"""A journal that a test writes, event by event, with identifiers and salts that it can foresee."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.payload import Payload
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

FIRST_DAY = date(2026, 3, 2)


@dataclass
class Journal:
    """A chain under way; day 0 is the first day."""

    chain: ChainId = field(default_factory=lambda: ChainId(UUID(int=1)))
    events: list[Event] = field(default_factory=list)

    @staticmethod
    def id(n: int) -> EventId:
        """The identifier that the event number n has, or will have."""
        return EventId(UUID(int=n))

    @property
    def head(self) -> Head:
        return self.events[-1].head if self.events else Head(0, genesis(self.chain))

    def draft(self, payload: Payload, *, day: int = 0, via: str = "web") -> Draft[Payload]:
        """A draft of what the next event could be, about that many days after the first."""
        return Draft(
            id=self.id(self.head.n + 1),
            day=FIRST_DAY + timedelta(days=day),
            at=datetime(2026, 3, 2, 19, 4, tzinfo=UTC),
            zone=Zone("Europe/Berlin"),
            by="participant",
            via=via,
            payload=payload,
        )

    def say(self, payload: Payload, *, day: int = 0, via: str = "web") -> EventId:
        """Append one statement; the identifier of its event."""
        return self.append(self.draft(payload, day=day, via=via))

    def append(self, draft: Draft[Payload]) -> EventId:
        salt = (self.head.n + 1).to_bytes(16)
        self.events.append(link(draft, self.head, salt=salt, jump=None))
        return draft.id


@pytest.fixture
def journal() -> Journal:
    """A journal without events."""
    return Journal()


@pytest.fixture(scope="session")
def new_journal() -> type[Journal]:
    """How to begin further journals, for laws that compare two."""
    return Journal
