"""Events as rows and back: read in their order, as objects or as plain headers, or one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from limen.journal.chain import genesis, header_row, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store import events
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
OTHER = ChainId(UUID(int=9))


@pytest.fixture
def chain(vault: OpenVault) -> ChainId:
    """The chain of the open vault, still empty."""
    return ChainId(vault.id)


@pytest.fixture
def written(chain: ChainId) -> Callable[[int], tuple[Event, ...]]:
    """So many notes in the open vault."""

    def notes(count: int) -> tuple[Event, ...]:
        made, head = [], Head(0, genesis(chain))
        for number in range(1, count + 1):
            note, id_ = NoteWritten(words=f"words {number}"), EventId(UUID(int=number))
            draft = Draft(id_, AT.date(), AT, Zone("Europe/Berlin"), "participant", "cli", note)
            made.append(link(draft, head, salt=number.to_bytes(16), jump=None))
            head = made[-1].head
        with events.appending():
            events.insert(chain, made)
        return tuple(made)

    return notes


def test_what_was_written_is_read_in_every_way(chain: ChainId, written: Callable) -> None:
    made = written(5)

    assert events.load(chain) == made
    assert tuple(events.each(chain)) == made
    assert tuple(events.headers(chain)) == tuple(map(header_row, made))
    assert events.load(chain, after=3) == made[3:]
    assert events.head(chain) == made[-1].head
    assert events.last_moment(chain) == "2026-03-02T19:04:00.000Z"
    assert events.known_ids(chain) == {event.header.id for event in made}


def test_an_empty_chain_has_its_genesis_and_nothing_else(chain: ChainId) -> None:
    assert events.head(chain) == Head(0, genesis(chain))
    assert (events.load(chain), tuple(events.each(chain))) == ((), ())
    assert (tuple(events.headers(chain)), events.last_moment(chain)) == ((), None)
    assert (events.known_ids(chain), events.find(chain, EventId(UUID(int=1)))) == (
        frozenset(),
        None,
    )


def test_another_chain_is_another_journal(chain: ChainId, written: Callable) -> None:
    made = written(2)

    assert events.find(chain, EventId(UUID(int=2))) == made[1]
    assert events.find(OTHER, EventId(UUID(int=2))) is None
    assert events.load(OTHER) == ()


def test_a_redacted_event_is_read_without_its_content(chain: ChainId, written: Callable) -> None:
    made = written(2)

    with events.appending():
        events.redact(chain, [EventId(UUID(int=1))])

    assert events.load(chain) == (replace(made[0], salt=None, payload=None), made[1])
