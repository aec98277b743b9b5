"""A million events verified, beside the hashes alone through a general canonical writer."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import rfc8785
from measurement import Measurement, median_seconds

from limen.journal.chain import event_hash, genesis, link, verify
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import CheckInSaved
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

EVENTS, PEER_EVENTS = 1_000_000, 10_000
CHAIN = ChainId(UUID(int=1))


def million_events() -> Measurement:
    """Places, links, headers and salted payloads of a million check-ins."""
    events = list(_events(EVENTS))
    ours = median_seconds(lambda: verify(CHAIN, events), runs=1)
    report = verify(CHAIN, events)
    if report.bad is not None or report.head.n != EVENTS:
        raise SystemExit(f"the chain is not sound: {report}")
    sample = events[:PEER_EVENTS]
    peer = median_seconds(lambda: [_peer(event) for event in sample], runs=3)
    name = f"1,000,000 events verified (peer: headers of {PEER_EVENTS:,}, scaled)"
    return Measurement(name, "s", ours, peer * EVENTS / PEER_EVENTS, "≤ 5")


def _events(count: int) -> Iterator[Event]:
    """Sound events that differ in place, identifier and link, and share one payload."""
    draft = Draft(
        id=EventId(UUID(int=1)),
        day=date(2026, 3, 2),
        at=datetime(2026, 3, 2, 19, 4, tzinfo=UTC),
        zone=Zone("Europe/Berlin"),
        by="participant",
        via="web",
        payload=CheckInSaved.example(),
    )
    event = link(draft, Head(0, genesis(CHAIN)), salt=bytes(16), jump=None)
    for n in range(1, count + 1):
        yield event
        header = replace(event.header, n=n + 1, id=str(UUID(int=n + 1)), prev=event.hash)
        event = replace(event, header=header, hash=event_hash(header))


def _peer(event: Event) -> str:
    return sha256(b"limen/event/1\n" + rfc8785.dumps(asdict(event.header))).hexdigest()
