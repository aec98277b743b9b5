"""What counts: the events of a chain after corrections, withdrawals, undone imports, redactions.

No other module knows the kinds that speak of other events; every fold sees standing events alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from limen.journal.counting import Counting, StandingEvents
from limen.journal.event import Event
from limen.journal.findings import Finding
from limen.journal.kinds.meta import EventCorrected, ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.reading import SPEAKING_KINDS, Standing, read_event
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId

__all__ = [
    "Standing",
    "StandingEvents",
    "extend",
    "may_correct",
    "may_withdraw",
    "redaction_targets",
    "speaks_of_others",
    "standing",
    "standing_of",
]


def standing(events: Iterable[Event]) -> StandingEvents:
    """The events that count, of a whole chain or of its beginning; it never raises."""
    return standing_of([read_event(event) for event in events])


def standing_of(read: Sequence[Standing | Finding]) -> StandingEvents:
    """The same of events that were read already, each by itself."""
    reverted = {
        f"import:{one.payload.import_}": one.n
        for one in read
        if isinstance(one, Standing) and isinstance(one.payload, ImportReverted)
    }
    counting = Counting(StandingEvents())
    for one in read:
        if isinstance(one, Standing) and one.n > reverted.get(one.via, 0):
            counting.take(one)
        else:
            counting.leave_out(one)
    return counting.result()


def extend(known: StandingEvents, events: Sequence[Event]) -> StandingEvents:
    """The same as `standing` of all events together, where no new one speaks of another.

    Raises:
        ValueError: one does; see `speaks_of_others`.
    """
    if speaks_of_others(events):
        raise ValueError("fold from the start: these events speak of others")
    added = standing(events)
    counting = Counting(StandingEvents(findings=known.findings))
    for finding in added.findings:
        counting.leave_out(finding)
    return StandingEvents(known.events + added.events, counting.result().findings)


def speaks_of_others(events: Iterable[Event]) -> bool:
    """Whether one of these events decides whether or how another one counts."""
    return any(event.header.kind in SPEAKING_KINDS for event in events)


def may_correct(known: StandingEvents, target: EventId, payload: Payload, *, on: date) -> bool:
    """Whether the event may be stated anew like this on that day."""
    counting = Counting(known)
    found = counting.standing(target)
    return (
        found is not None
        and found.payload.KIND == payload.KIND
        and counting.may_correct(found, payload, on)
    )


def may_withdraw(known: StandingEvents, target: EventId, *, on: date) -> bool:
    """Whether the event may be withdrawn on that day."""
    counting = Counting(known)
    found = counting.standing(target)
    return found is not None and counting.may_withdraw(found, on)


def redaction_targets(events: Iterable[Event], target: EventId) -> tuple[EventId, ...]:
    """The event and all corrections of it, which hold its content as well.

    Raises:
        RuleBroken: it decides whether other events count, and could not do so without its content.
    """
    found = [target]
    for event in events:
        if event.header.kind not in SPEAKING_KINDS:
            continue
        if event.header.id == str(target):
            raise RuleBroken("This entry decides whether another one counts. Its content stays.")
        read = read_event(event)
        if isinstance(read, Standing) and isinstance(read.payload, EventCorrected):
            found += [read.id] if read.payload.target == target else []
    return tuple(found)
