"""The journal folded into what pages and rules read, kept in memory under its head."""

from dataclasses import dataclass

from limen.diary import fold as diary_fold
from limen.diary.diary import Diary
from limen.journal import standing as standing_fold
from limen.journal.chain import genesis
from limen.journal.event import Event, Head
from limen.journal.reading import read_event
from limen.journal.standing import StandingEvents
from limen.protocols import fold as protocols_fold
from limen.protocols.fold import Protocols
from limen.screening import fold as screening_fold
from limen.screening.fold import HardMoment
from limen.screening.gates import Screening
from limen.store import events
from limen.store.collecting import pass_by, uncollected
from limen.terms.identifiers import ChainId


@dataclass(frozen=True, slots=True)
class State:
    """What a chain says up to its head."""

    chain: ChainId
    head: Head
    standing: StandingEvents
    diary: Diary
    protocols: Protocols
    hard_moment: HardMoment
    screening: Screening


def state_of(chain: ChainId) -> State:
    """What a chain says now: the state that was kept, with what came since, or folded anew."""
    global _kept  # noqa: PLW0603 -- the one projection of a vault's one chain
    known = _kept
    if known is None or known.chain != chain:
        _kept = _folded(chain)
        pass_by()
        return _kept
    came = events.load(chain, after=known.head.n)
    if not came and known.head == events.head(chain):
        return known
    _kept = _extended(known, came) if _only_adds(known, came) else _folded(chain)
    return _kept


def forget() -> None:
    """Drop what is kept, as when the journal is left."""
    global _kept  # noqa: PLW0603 -- as above
    _kept = None


_kept: State | None = None


def _only_adds(known: State, came: tuple[Event, ...]) -> bool:
    """Whether events link to what is known, and change none of it."""
    follows = bool(came) and came[0].header.prev == known.head.hash
    return follows and not standing_fold.speaks_of_others(came)


def _extended(known: State, came: tuple[Event, ...]) -> State:
    standing = standing_fold.extend(known.standing, came)
    added = standing.events[len(known.standing.events) :]
    diary = diary_fold.extend(known.diary, added)
    protocols = protocols_fold.extend(known.protocols, added)
    return State(
        chain=known.chain,
        head=came[-1].head,
        standing=standing,
        diary=diary,
        protocols=protocols,
        hard_moment=screening_fold.extend(known.hard_moment, added),
        screening=screening_fold.extend_screening(known.screening, added),
    )


def _folded(chain: ChainId) -> State:
    read, head = [], Head(0, genesis(chain))
    with uncollected():
        for event in events.each(chain):
            read.append(read_event(event))
            head = event.head
        standing = standing_fold.standing_of(read)
        return State(
            chain=chain,
            head=head,
            standing=standing,
            diary=diary_fold.diary(standing.events),
            protocols=protocols_fold.protocols(standing.events),
            hard_moment=screening_fold.hard_moment(standing.events),
            screening=screening_fold.screening(standing.events),
        )
