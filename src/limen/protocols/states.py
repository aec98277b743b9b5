"""The life of a protocol as a table: planned, running, paused, ended, and what moves it on."""

from dataclasses import dataclass
from enum import Enum

from limen.journal.kinds.protocols import (
    ProtocolEnded,
    ProtocolExtended,
    ProtocolPaused,
    ProtocolResumed,
)
from limen.terms.errors import NotAllowed, RuleBroken
from limen.terms.phrases import phrase

START_COMES = "first day comes"
END_PASSES = "last day passes"


class State(Enum):
    """Where a protocol stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Who(Enum):
    """Who may move a protocol; the calendar moves it without anybody's act."""

    PARTICIPANT = "participant"
    LIMEN = "limen"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Move:
    """From which state what leads to which other, and who may do it.

    `mover` is a kind of event, or what the calendar does.
    """

    state: State
    mover: str
    who: tuple[Who, ...]
    next_state: State


_PERSON = (Who.PARTICIPANT,)
_OR_LIMEN = (Who.PARTICIPANT, Who.LIMEN)
_BY_ITSELF = (Who.CALENDAR,)

MOVES = (
    Move(State.PLANNED, START_COMES, _BY_ITSELF, State.RUNNING),
    Move(State.PLANNED, ProtocolEnded.KIND, _PERSON, State.ENDED),
    Move(State.RUNNING, ProtocolPaused.KIND, _OR_LIMEN, State.PAUSED),
    Move(State.RUNNING, ProtocolExtended.KIND, _PERSON, State.RUNNING),
    Move(State.RUNNING, ProtocolEnded.KIND, _PERSON, State.ENDED),
    Move(State.RUNNING, END_PASSES, _BY_ITSELF, State.ENDED),
    Move(State.PAUSED, ProtocolResumed.KIND, _PERSON, State.RUNNING),
    Move(State.PAUSED, ProtocolExtended.KIND, _PERSON, State.PAUSED),
    Move(State.PAUSED, ProtocolEnded.KIND, _PERSON, State.ENDED),
    Move(State.PAUSED, END_PASSES, _BY_ITSELF, State.ENDED),
    # Past its last day a protocol has ended by itself; the person may still say why, once.
    Move(State.ENDED, ProtocolEnded.KIND, _PERSON, State.ENDED),
)


def move(state: State, kind: str) -> Move:
    """Return the move that an event of this kind makes in this state.

    Raises:
        RuleBroken: it makes none.
    """
    for known in MOVES:
        if (known.state, known.mover) == (state, kind):
            return known
    raise RuleBroken(_SAYS[state], at="protocol")


def require_mover(made: Move, by: str) -> None:
    """Refuse somebody who may not make this move.

    Args:
        made: the move.
        by: who states it, as in the journal: "participant", "limen", "clinician:<uuid>".

    Raises:
        NotAllowed: it is for somebody else.
    """
    if by not in {who.value for who in made.who}:
        raise NotAllowed("Only the participant can do this to a protocol.", at="by")


def drawing() -> str:
    """Return one line for each move, as the manual shows them."""
    wide = max(len(made.mover) for made in MOVES)
    return "\n".join(
        f"{made.state.value:<7} → {made.next_state.value:<7}  {made.mover:<{wide}}  {_names(made)}"
        for made in MOVES
    )


_SAYS = {
    State.PLANNED: phrase("This protocol has not started yet."),
    State.RUNNING: phrase("This protocol is not paused."),
    State.PAUSED: phrase("This protocol is paused already."),
    State.ENDED: phrase("This protocol has ended."),
}


def _names(made: Move) -> str:
    return ", ".join(who.value for who in made.who)
