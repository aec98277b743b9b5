"""An event as it stands in a chain, and a draft as a door hands it in."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, TypeVar

from limen.journal.kinds.payload import Payload
from limen.terms.calendar import Zone, require_day, whole_milliseconds
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId

P_co = TypeVar("P_co", bound=Payload, covariant=True)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many events it has, and the hash of the last, or of its genesis."""

    n: int
    hash: str


@dataclass(frozen=True, slots=True)
class Header:
    """What stays of an event when its content is taken away: the texts that are hashed, as stored.

    A header says nothing about whether it is right; `limen.journal.chain.verify` does.
    """

    n: int
    id: str
    kind: str
    v: int
    day: str
    at: str
    zone: str
    prev: str
    payload_digest: str


@dataclass(frozen=True, slots=True)
class Event:
    """One statement in a chain: header, its hash, and salt and payload unless they were redacted.

    `payload` holds canonical octets, `salt` 32 hex digits.
    """

    header: Header
    hash: str
    salt: str | None
    payload: bytes | None

    @property
    def head(self) -> Head:
        """The end of the chain right after this event."""
        return Head(self.header.n, self.hash)


@dataclass(frozen=True, slots=True)
class Draft(Generic[P_co]):
    """An event before it has its place in a chain.

    Args:
        id: made by the client, so that sending a draft twice is harmless.
        day: the local date that the statement is about, as the person stated it.
        at: when it was stated, by the client's clock; kept in UTC with whole milliseconds.
        zone: where the client was.
        by: who states it, like "participant" or "importer:table".
        via: how it arrived, like "web" or "import:<uuid>".
        payload: what is stated.

    Raises:
        BadInput: `by` or `via` is none of those that are known, or a year lies out of range.
    """

    id: EventId
    day: date
    at: datetime
    zone: Zone
    by: str
    via: str
    payload: P_co

    def __post_init__(self) -> None:
        require_day(self.day)
        object.__setattr__(self, "at", whole_milliseconds(self.at))
        require_origin(self.by, self.via)


@lru_cache(maxsize=256)
def require_origin(by: str, via: str) -> None:
    """Refuse who and how when they are none of those that are known.

    Raises:
        BadInput: naming the field.
    """
    if not _BY.fullmatch(by):
        raise BadInput("It is not known who states this.", at="by")
    if not _VIA.fullmatch(via):
        raise BadInput("It is not known how this arrived.", at="via")


_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_BY = re.compile(rf"participant|packer|limen|(clinician|researcher):{_UUID}|importer:[a-z0-9_]+")
_VIA = re.compile(rf"web|offline|card|cli|(import|bundle):{_UUID}")
