"""What a stop rule asks for: the protocol rests, a card is shown, and its answer is kept."""

from dataclasses import replace
from datetime import date

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import PausedWhy, ProtocolPaused
from limen.journal.kinds.screening import NoticeAcknowledged
from limen.protocols.protocol import Protocol
from limen.protocols.states import State as ProtocolState
from limen.screening.stop_rules import PAUSES, STOP_RULES, Stop, open_stops
from limen.screening.worsening import Worse, asked_unasked

_HOLDS = frozenset({ProtocolState.RUNNING, ProtocolState.PAUSED})


def plan_held(state: State, today: date) -> Protocol | None:
    """The protocol that runs or is paused on a day, or None."""
    held = (one for one in state.protocols.each if one.state_on(today) in _HOLDS)
    return next(held, None)


def stops_of(state: State, today: date) -> tuple[Stop, ...]:
    """Every rule that has fired and was not answered, the most urgent first."""
    events = state.standing.events
    return open_stops(events, state.diary, plan_held(state, today), today=today)


def questions_of(state: State, today: date) -> tuple[Worse, ...]:
    """What to ask about although nobody told: scores that are worse than at the start."""
    return asked_unasked(state.standing.events, state.diary, plan_held(state, today))


def let_rest(visit: Visit, sent: Sent, state: State) -> None:
    """Pause what runs where a rule asks for it; what was written down stays, and nothing closes.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    pauses = _pauses(state, sent.day)
    if pauses:
        by_limen = replace(draft(visit, sent, pauses[0]), by="limen")
        append_sent(visit, by_limen, lambda known: _pauses(known, sent.day))


def acknowledge(visit: Visit, sent: Sent, notice: str) -> None:
    """Record that a card was read, or that a question was answered with no.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    read = NoticeAcknowledged(notice=notice, tables_version=STOP_RULES)
    append_sent(visit, draft(visit, sent, read), lambda _: (read,))


def _pauses(state: State, today: date) -> tuple[Payload, ...]:
    plan = plan_held(state, today)
    if plan is None or plan.state_on(today) is not ProtocolState.RUNNING:
        return ()
    if not any(stop.rule in PAUSES for stop in stops_of(state, today)):
        return ()
    return (ProtocolPaused(protocol=plan.id, why=PausedWhy.ADVERSE),)
