"""A person who visits the open vault, and what they state."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from limen.actions.append import append
from limen.actions.visit import Role, Visit
from limen.journal.event import Draft, Event
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.payload import Payload
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)


@pytest.fixture
def visit(vault: OpenVault) -> Visit:
    """The participant, in their own vault, on an evening in March."""
    return Visit("participant", Role.PARTICIPANT, ChainId(vault.id), AT, Zone("Europe/Berlin"))


@pytest.fixture
def draft() -> Callable[..., Draft[Payload]]:
    """What the participant states: a note, unless a payload is given; numbered from 1."""

    def drafted(number: int, payload: Payload | None = None, **changes: object) -> Draft[Payload]:
        stated = {
            "id": EventId(UUID(int=number)),
            "day": AT.date(),
            "at": AT,
            "zone": Zone("Europe/Berlin"),
            "by": "participant",
            "via": "cli",
            "payload": payload or NoteWritten(words=f"words {number}"),
        }
        return Draft(**{**stated, **changes})

    return drafted


@pytest.fixture
def record(visit: Visit, draft: Callable[..., Draft[Payload]]) -> Callable[..., tuple[Event, ...]]:
    """Append a draft that needs no rule."""

    def recorded(number: int, payload: Payload | None = None, **changes: object) -> object:
        stated = draft(number, payload, **changes)
        return append(visit, stated, lambda _: (stated.payload,))

    return recorded
