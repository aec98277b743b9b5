"""Events as rows and back: inserted once, read in their order, never changed but by redaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from limen.journal.chain import HeaderRow, genesis, header_row
from limen.journal.event import Event, Head, Header
from limen.store.collecting import uncollected
from limen.store.models import EventRow
from limen.store.refusals import in_words
from limen.store.rows import insert_rows
from limen.store.sqlcipher.cells import Row
from limen.terms.identifiers import ChainId, EventId

_HEADER = ("n", "event_id", "kind", "v", "day", "at", "zone", "prev", "payload_digest", "hash")
_WHOLE = (*_HEADER, "salt", "payload")
_INSERTED = ("chain", *_WHOLE)
_IN_ORDER, _LAST = "AND n > %s ORDER BY n", "ORDER BY n DESC LIMIT 1"


@contextmanager
def appending() -> Iterator[None]:
    """One immediate transaction: what is inserted inside is there whole afterwards, or not at all.

    Raises:
        LimenError: the disk is full, or the journal is for reading only or in use elsewhere.
    """
    with in_words(), transaction.atomic():
        yield


def head(chain: ChainId) -> Head:
    """The end of a chain; of an empty one, its genesis."""
    last = next(_read(("n", "hash"), chain, _LAST, ()), None)
    return Head(0, genesis(chain)) if last is None else Head(*last)


def last_moment(chain: ChainId) -> str | None:
    """When the last event was stated, as it is written there; None in an empty chain."""
    return next((at for (at,) in _read(("at",), chain, _LAST, ())), None)


def find(chain: ChainId, event: EventId) -> Event | None:
    """The event with this identifier, if the chain has one."""
    return next(_events(_read(_WHOLE, chain, "AND event_id = %s", (str(event),))), None)


def known_ids(chain: ChainId) -> frozenset[str]:
    """The identifiers of all events of a chain."""
    return frozenset(name for (name,) in _read(("event_id",), chain, "", ()))


def headers(chain: ChainId) -> Iterator[HeaderRow]:
    """What stays of every event of a chain, in their order."""
    with in_words():
        yield from _read(_HEADER, chain, _IN_ORDER, (0,))


def each(chain: ChainId) -> Iterator[Event]:
    """All events in their order, one after the other: those of years need not be kept at once."""
    with in_words():
        yield from _events(_read(_WHOLE, chain, _IN_ORDER, (0,)))


def load(chain: ChainId, *, after: int = 0) -> tuple[Event, ...]:
    """All events behind a place, in their order."""
    with in_words(), uncollected():
        return tuple(_events(_read(_WHOLE, chain, _IN_ORDER, (after,))))


def insert(chain: ChainId, events: Iterable[Event]) -> None:
    """Write events that are linked to the head; inside `appending`."""
    insert_rows("events", _INSERTED, [_row(chain, event) for event in events])


def redact(chain: ChainId, targets: Sequence[EventId]) -> None:
    """Take away payload and salt of events for good; their headers stay; inside `appending`.

    The freed octets are overwritten (`secure_delete`); the log beside the file is encrypted too.
    """
    ids = [str(target) for target in targets]
    EventRow.objects.filter(chain=str(chain), event_id__in=ids).update(payload=None, salt=None)


def empty_log() -> None:
    """Move what stands in the log beside the file into the file, and cut the log to nothing."""
    with in_words(), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_file_whole() -> bool:
    """Whether every page of the open file has the code that it was written with."""
    with in_words(), connection.cursor() as cursor:
        return cursor.execute("PRAGMA cipher_integrity_check").fetchone() is None


def _read(
    columns: Sequence[str], chain: ChainId, which: str, values: Sequence[str | int]
) -> Iterator[Any]:
    """Rows as the driver gives them: those of ten years in a fifth of a second."""
    query = f"SELECT {', '.join(columns)} FROM events WHERE chain = %s {which}"  # noqa: S608 -- names of our own
    with connection.cursor() as cursor:
        yield from cursor.execute(query, [str(chain), *values])


def _events(rows: Iterable[Any]) -> Iterator[Event]:
    for *header, hashed, salt, payload in rows:
        yield Event(Header(*header), hashed, None if salt is None else salt.hex(), payload)


def _row(chain: ChainId, event: Event) -> Row:
    return (
        str(chain),
        *header_row(event),
        None if event.salt is None else bytes.fromhex(event.salt),
        event.payload,
    )
