"""The chain: each event holds the hash of the one before, so that no change goes unnoticed.

A chain alone does not catch its owner writing it anew from some event on; a head that was noted
elsewhere does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import TypeAlias

from limen.journal.canonical import canon
from limen.journal.characters import characters
from limen.journal.event import Draft, Event, Head, Header
from limen.journal.kinds.catalogue import RESERVED_KINDS
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import decode, encode, is_readable
from limen.terms.calendar import instant_text
from limen.terms.errors import BadInput
from limen.terms.identifiers import ChainId

HeaderRow: TypeAlias = tuple[int, str, str, int, str, str, str, str, str, str]
"""The fields of a header in their order, and the hash of the event behind them."""


class ChainFault(Enum):
    """What is wrong with an event: its place, its header, its link, or its content."""

    GAP = "gap"
    HASH = "hash"
    PREV = "prev"
    PAYLOAD = "payload"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a check of a chain found: up to `head` all is as it was written.

    `bad` is the first place that is not, with its reason; both are None in a sound chain.
    `redacted` counts the events whose content was taken away, which is no fault.
    """

    head: Head
    redacted: int
    bad: int | None = None
    reason: ChainFault | None = None


def digest(tag: str, value: object) -> str:
    """The hash of a value under a tag that says what it is of, in lower-case hex.

    Raises:
        BadInput: the value has no canonical form.

    Source: trust.md section 8.1.
    """
    return sha256(tag.encode() + b"\n" + canon(value)).hexdigest()


def genesis(chain: ChainId) -> str:
    """What the first event of a chain holds in the place of the hash before it."""
    return digest("limen/genesis/1", {"vault": str(chain)})


def payload_digest(payload: bytes, salt: str) -> str:
    """The salted hash of a payload's canonical octets."""
    return sha256(
        b'limen/payload/1\n{"payload":%b,"salt":"%b"}' % (payload, salt.encode(_UTF_8, _ANY_TEXT))
    ).hexdigest()


def event_hash(header: Header) -> str:
    """The hash of an event, which the next one holds."""
    return _hashed((*_fields(header), ""))


def link(draft: Draft[Payload], head: Head, *, salt: bytes, jump: int | None) -> Event:
    """The event that a draft becomes right after this head.

    Args:
        draft: what is stated.
        head: the end of the chain so far; for an empty chain `Head(0, genesis(chain))`.
        salt: 16 octets of chance, new for each event.
        jump: by how many seconds the clock moved against the event before, if that is notable.

    Raises:
        BadInput: this release does not write this kind yet.
        ValueError: the salt has another length.
    """
    kind = draft.payload.KIND
    if kind in RESERVED_KINDS:
        raise BadInput("Limen cannot record this yet.", at="kind")
    if len(salt) != _SALT_OCTETS:
        raise ValueError(f"a salt has {_SALT_OCTETS} octets")
    payload = encode(draft.payload, by=draft.by, via=draft.via, jump=jump)
    header = Header(
        n=head.n + 1,
        id=str(draft.id),
        kind=kind,
        v=draft.payload.VERSION,
        day=draft.day.isoformat(),
        at=instant_text(draft.at),
        zone=draft.zone.name,
        prev=head.hash,
        payload_digest=payload_digest(payload, salt.hex()),
    )
    return Event(header, event_hash(header), salt.hex(), payload)


def restates(event: Event, draft: Draft[Payload]) -> bool:
    """Whether a draft says what this event says, so that sending it again changes nothing.

    The jump of the clock is left out; of an event without its content the header is compared.
    """
    header = event.header
    if not is_readable(header.kind, header.v) or _place(header) != (
        str(draft.id),
        draft.payload.KIND,
        draft.day.isoformat(),
        instant_text(draft.at),
        draft.zone.name,
    ):
        return False
    if event.payload is None:
        return True
    said = decode(header.kind, header.v, event.payload)
    return (said.by, said.via, said.payload) == (draft.by, draft.via, draft.payload)


def header_row(event: Event) -> HeaderRow:
    """An event as a row without its content."""
    return (*_fields(event.header), event.hash)


def verify(chain: ChainId, events: Iterable[Event]) -> ChainReport:
    """Check every event of a chain in order, up to the first that is not as it was written."""
    n, before, redacted = 0, genesis(chain), 0
    for event in events:
        n += 1
        fault = _fault(header_row(event), n, before)
        if fault is None:
            redacted += event.payload is None and event.salt is None
            fault = _fault_of_payload(event)
        if fault:
            return ChainReport(Head(n - 1, before), redacted, n, fault)
        before = event.hash
    return ChainReport(Head(n, before), redacted)


def verify_headers(chain: ChainId, rows: Iterable[HeaderRow]) -> ChainReport:
    """Check every event of a chain in order, as `verify` does, without any content."""
    n, before = 0, genesis(chain)
    for row in rows:
        n += 1
        if row[0] != n or row[7] != before or _hashed(row) != row[-1]:
            return ChainReport(Head(n - 1, before), 0, n, _fault(row, n, before))
        before = row[-1]
    return ChainReport(Head(n, before), 0)


def verify_contents(report: ChainReport, events: Iterable[Event]) -> ChainReport:
    """Check contents as well, after a check of headers, up to the first that is not as written.

    Args:
        report: of the headers of a chain.
        events: of the same chain, those whose contents are to be checked; behind the head of the
            report none is.
    """
    redacted = 0
    for event in events:
        n, prev = event.header.n, event.header.prev
        if n > report.head.n:
            break
        redacted += event.payload is None and event.salt is None
        if fault := _fault_of_payload(event):
            return ChainReport(Head(n - 1, prev), redacted, n, fault)
    return replace(report, redacted=redacted)


def short_head(head: Head) -> str:
    """The first 60 bits of a head as the twelve characters that go onto a witness card."""
    return characters(bytes.fromhex(head.hash), 12)


def _place(header: Header) -> tuple[str, str, str, str, str]:
    return header.id, header.kind, header.day, header.at, header.zone


_SALT_OCTETS = 16
# A stored text may hold anything after damage; it is still to be hashed, and then found wrong.
_UTF_8, _ANY_TEXT = "utf-8", "surrogatepass"


def _fields(header: Header) -> tuple[int, str, str, int, str, str, str, str, str]:
    one = header
    return one.n, one.id, one.kind, one.v, one.day, one.at, one.zone, one.prev, one.payload_digest


def _hashed(row: HeaderRow) -> str:
    n, name, kind, v, day, at, zone, prev, payload, _ = row
    return sha256(
        f'limen/event/1\n{{"at":"{at}","day":"{day}","id":"{name}","kind":"{kind}","n":{n},'
        f'"payload_digest":"{payload}","prev":"{prev}","v":{v},"zone":"{zone}"}}'.encode(
            _UTF_8, _ANY_TEXT
        )
    ).hexdigest()


def _fault(row: HeaderRow, n: int, before: str) -> ChainFault | None:
    if row[0] != n:
        return ChainFault.GAP
    if _hashed(row) != row[-1]:
        return ChainFault.HASH
    return None if row[7] == before else ChainFault.PREV


def _fault_of_payload(event: Event) -> ChainFault | None:
    payload, salt = event.payload, event.salt
    if payload is None and salt is None:
        return None
    if payload is None or salt is None:
        return ChainFault.PAYLOAD
    found = payload_digest(payload, salt)
    return None if found == event.header.payload_digest else ChainFault.PAYLOAD
