"""One event of a chain as it is read today, by itself: what it states, or why it cannot be read."""

from dataclasses import dataclass
from datetime import date, datetime

from limen.journal.event import Event
from limen.journal.findings import Finding
from limen.journal.kinds.meta import EventCorrected, EventRedacted, EventWithdrawn, ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import decode, is_readable
from limen.terms.calendar import parse_day, parse_instant
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId, parse_event_id


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an event said before a correction, for which day, and when which event changed it."""

    payload: Payload
    day: date
    corrected_on: date
    corrected_by: EventId


@dataclass(frozen=True, slots=True)
class Standing:
    """One event that counts, with what it says now and what it said before, oldest first.

    `n` alone orders events; `day` is as the person stated it; `zone` is its name as stated.
    """

    n: int
    id: EventId
    day: date
    at: datetime
    zone: str
    by: str
    via: str
    jump: int | None
    payload: Payload
    earlier: tuple[Earlier, ...] = ()


NEWER = "newer"
"""The rule that notices events of a newer Limen."""

UNREADABLE = "unreadable"
"""The rule that notices events that cannot be read."""

CONTENT_MISSING = "content-missing"
"""The rule that notices events whose content is gone."""

SPEAKING_KINDS = frozenset(
    kind.KIND for kind in (EventCorrected, EventWithdrawn, EventRedacted, ImportReverted)
)
"""The kinds that decide whether and how other events count; they never stand themselves."""


def read_event(event: Event) -> Standing | Finding:
    """The event with the latest form of its payload, or the finding that it cannot be read so."""
    header = event.header
    try:
        identifier = parse_event_id(header.id)
        day, at = parse_day(header.day), parse_instant(header.at)
    except BadInput:
        return Finding(UNREADABLE, None, "This entry cannot be read.", ())
    if not is_readable(header.kind, header.v):
        return Finding(NEWER, None, "Saved by a newer Limen.", (identifier,))
    if event.payload is None:
        return Finding(CONTENT_MISSING, day, "The content of this entry is missing.", (identifier,))
    try:
        said = decode(header.kind, header.v, event.payload)
    except BadInput:
        return Finding(UNREADABLE, day, "This entry cannot be read.", (identifier,))
    return Standing(
        n=header.n,
        id=identifier,
        day=day,
        at=at,
        zone=header.zone,
        by=said.by,
        via=said.via,
        jump=said.jump,
        payload=said.payload,
    )
