"""Events as rows and back: inserted once, read in their order, never changed but by redaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet

from limen.journal.chain import genesis
from limen.journal.event import Event, Head, Header
from limen.store.models import EventRow
from limen.store.refusals import in_words
from limen.terms.identifiers import ChainId, EventId

_HEADER = ("n", "event_id", "kind", "v", "day", "at", "zone", "prev", "payload_digest")
_AT_ONCE = 2000


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
    last = _rows(chain).order_by("-n").values_list("n", "hash").first()
    return Head(0, genesis(chain)) if last is None else Head(*last)


def last_moment(chain: ChainId) -> str | None:
    """When the last event was stated, as it is written there; None in an empty chain."""
    return _rows(chain).order_by("-n").values_list("at", flat=True).first()


def find(chain: ChainId, event: EventId) -> Event | None:
    """The event with this identifier, if the chain has one."""
    return next(_events(_rows(chain).filter(event_id=str(event))), None)


def known_ids(chain: ChainId) -> frozenset[str]:
    """The identifiers of all events of a chain."""
    return frozenset(_rows(chain).values_list("event_id", flat=True))


def load(chain: ChainId, *, after: int = 0) -> tuple[Event, ...]:
    """All events behind a place, in their order."""
    with in_words():
        return tuple(_events(_rows(chain).filter(n__gt=after)))


def insert(chain: ChainId, events: Iterable[Event]) -> None:
    """Write events that are linked to the head; inside `appending`."""
    names = ("chain", *_HEADER, "hash", "salt", "payload")
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(["%s"] * len(names))
    # Ten times as fast as objects of Django, which an import and a restore of years need.
    statement = f'INSERT INTO "events" ({columns}) VALUES ({places})'  # noqa: S608 -- names of our own
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_row(chain, event) for event in events])


def redact(chain: ChainId, targets: Sequence[EventId]) -> None:
    """Take away payload and salt of events for good; their headers stay; inside `appending`.

    The freed octets are overwritten (`secure_delete`); the log beside the file is encrypted too.
    """
    ids = [str(target) for target in targets]
    _rows(chain).filter(event_id__in=ids).update(payload=None, salt=None)


def empty_log() -> None:
    """Move what stands in the log beside the file into the file, and cut the log to nothing."""
    with in_words(), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_file_whole() -> bool:
    """Whether every page of the open file has the code that it was written with."""
    with in_words(), connection.cursor() as cursor:
        return cursor.execute("PRAGMA cipher_integrity_check").fetchone() is None


def _rows(chain: ChainId) -> QuerySet[EventRow]:
    return EventRow.objects.filter(chain=str(chain))


def _events(rows: QuerySet[EventRow]) -> Iterator[Event]:
    columns = rows.order_by("n").values_list(*_HEADER, "hash", "salt", "payload")
    for *header, hashed, salt, payload in columns.iterator(_AT_ONCE):
        yield Event(
            Header(*header),
            hashed,
            None if salt is None else bytes(salt).hex(),
            None if payload is None else bytes(payload),
        )


def _row(chain: ChainId, event: Event) -> tuple[str | int | bytes | None, ...]:
    header = event.header
    return (
        str(chain),
        *(header.n, header.id, header.kind, header.v, header.day, header.at, header.zone),
        *(header.prev, header.payload_digest, event.hash),
        None if event.salt is None else bytes.fromhex(event.salt),
        event.payload,
    )
