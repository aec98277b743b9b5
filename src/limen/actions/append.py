"""The one function that appends: once, after one rule has seen the journal as it stands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid5

from limen.actions import access, projections
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.chain import link, restates
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.meta import EventRedacted
from limen.journal.kinds.payload import Payload
from limen.store import events, opening
from limen.store.collecting import uncollected
from limen.store.dice import SystemDice
from limen.terms.calendar import parse_instant
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import ChainId, EventId

Rule = Callable[[State], tuple[Payload, ...]]
NOTABLE = timedelta(minutes=10)
SALT_OCTETS = 16


@dataclass(frozen=True, slots=True)
class Appended:
    """What a run of drafts added, and how many of them were there already."""

    added: tuple[Event, ...]
    known: int


def append(visit: Visit, draft: Draft[Payload], decide: Rule) -> tuple[Event, ...]:
    """Record what one rule makes of a draft; the same draft twice is recorded once.

    Args:
        visit: who asks, and when.
        draft: what is stated, with the identifier that its client made.
        decide: the rule; gives the draft's own payload first, and then what follows from it.

    Returns:
        The events of this draft, now or when it came first.

    Raises:
        NotAllowed: the journal is locked, for reading only, or not this person's.
        RuleBroken: the rule forbids it, another draft had this identifier, or a newer Limen wrote.
        LimenError: the disk is full, or another program is writing; nothing was saved.
    """
    return _appended(visit, lambda: draft, decide)


def append_sent(visit: Visit, draft: Draft[Payload], decide: Rule) -> tuple[Event, ...]:
    """The same for a form: one that comes again, twice at once too, was stated when it came first.

    Raises:
        NotAllowed, RuleBroken, LimenError: as `append`.
    """
    return _appended(visit, lambda: _as_first_stated(visit.chain, draft), decide)


def append_all(visit: Visit, drafts: Sequence[Draft[Payload]]) -> Appended:
    """Record many drafts that need no rule, in one transaction; those that are there are counted.

    Raises:
        NotAllowed: as `append`.
        RuleBroken: a draft's identifier belongs to another one; nothing was saved.
        LimenError: as `append`.
    """
    access.may(visit, access.Deed.RECORD)
    with events.appending(), uncollected():
        state = _writable(visit.chain)
        there = events.known_ids(visit.chain)
        new = [one for one in drafts if str(one.id) not in there or not _known(visit.chain, one)]
        made = _written(visit, new, state)
    return Appended(made, known=len(drafts) - len(new))


def further_id(first: UUID, place: int) -> EventId:
    """The name of what a rule adds at a place, from 1, after the draft of this name."""
    return EventId(uuid5(first, str(place)))


def _appended(
    visit: Visit, stated: Callable[[], Draft[Payload]], decide: Rule
) -> tuple[Event, ...]:
    access.may(visit, access.Deed.RECORD)
    with events.appending():
        draft = stated()
        if known := _known(visit.chain, draft):
            return known
        state = _writable(visit.chain)
        made = _written(visit, tuple(_drafts(draft, decide(state))), state)
    projections.state_of(visit.chain)
    return made


def _writable(chain: ChainId) -> State:
    state = projections.state_of(chain)
    if state.standing.is_newer:
        raise opening.newer("that wrote it")
    return state


def _as_first_stated(chain: ChainId, draft: Draft[Payload]) -> Draft[Payload]:
    first = events.find(chain, draft.id)
    return draft if first is None else replace(draft, at=parse_instant(first.header.at))


def _known(chain: ChainId, draft: Draft[Payload]) -> tuple[Event, ...]:
    """The events that a draft made when it came before; none if it is new."""
    first = events.find(chain, draft.id)
    if first is None:
        return ()
    if not restates(first, draft):
        raise RuleBroken("This was already saved with other content.", at="id")
    return (first, *_further(chain, draft.id))


def _further(chain: ChainId, first: EventId) -> Iterator[Event]:
    place = 1
    while event := events.find(chain, further_id(first, place)):
        yield event
        place += 1


def _drafts(draft: Draft[Payload], payloads: Sequence[Payload]) -> Iterator[Draft[Payload]]:
    for place, payload in enumerate(payloads):
        if place == 0:
            yield replace(draft, payload=payload)
        else:
            further = further_id(draft.id, place)
            yield replace(draft, id=further, by="limen", payload=payload)


def _written(visit: Visit, drafts: Sequence[Draft[Payload]], state: State) -> tuple[Event, ...]:
    made = tuple(_linked(visit, drafts, state.head))
    events.insert(visit.chain, made)
    for draft in drafts:
        if isinstance(draft.payload, EventRedacted):
            events.redact(visit.chain, draft.payload.targets)
    return made


def _linked(visit: Visit, drafts: Iterable[Draft[Payload]], head: Head) -> Iterator[Event]:
    dice = SystemDice()
    jump = _jump(visit)
    for draft in drafts:
        event = link(draft, head, salt=dice.octets(SALT_OCTETS), jump=jump)
        yield event
        head, jump = event.head, None


def _jump(visit: Visit) -> int | None:
    """By how many seconds the clock stands before the event that was recorded last, if notable."""
    last = events.last_moment(visit.chain)
    if last is None or (moved := visit.at - parse_instant(last)) >= -NOTABLE:
        return None
    return round(moved.total_seconds())
