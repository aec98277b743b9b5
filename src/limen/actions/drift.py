"""The card about drift: showing it, answering it, and putting it off for some days."""

from datetime import date

from limen.actions.append import append_sent, further_id
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import (
    DriftAnswered,
    DriftChoice,
    DriftLevel,
    DriftShown,
    PausedWhy,
    ProtocolPaused,
)
from limen.journal.kinds.screening import NoticeAcknowledged
from limen.protocols.drift_card import DRIFT_NOTICE, DRIFT_RULES, DriftCard, drift_card
from limen.protocols.states import State as ProtocolState
from limen.terms.errors import RuleBroken


def card_of(state: State, today: date) -> DriftCard | None:
    """The card of a day, put off or not; None where nothing was counted since the last answer."""
    return drift_card(state.standing.events, state.diary, state.protocols.each, today=today)


def answer_card(visit: Visit, sent: Sent, choice: DriftChoice) -> None:
    """Record what was shown and what the person chose; a pause lets the protocol rest at once.

    Raises:
        RuleBroken: no card is open.
        LimenError: see `limen.actions.append.append`.
    """
    answered = DriftAnswered(card=further_id(sent.id, 1), choice=choice)

    def decide(state: State) -> tuple[Payload, ...]:
        card = _open_card(state, sent.day)
        counts = {fact.value: count for fact, count in card.counts.items()}
        shown = DriftShown(card="facts", level=DriftLevel.CARD, counts=counts)
        pauses = _pauses(state, sent.day) if choice is DriftChoice.PAUSE else ()
        return (answered, shown, *pauses)

    append_sent(visit, draft(visit, sent, answered), decide)


def put_off(visit: Visit, sent: Sent) -> None:
    """Record that the person does not want to see the card for some days.

    Raises:
        RuleBroken: no card is open.
        LimenError: see `limen.actions.append.append`.
    """
    read = NoticeAcknowledged(notice=DRIFT_NOTICE, tables_version=DRIFT_RULES)

    def decide(state: State) -> tuple[Payload, ...]:
        _open_card(state, sent.day)
        return (read,)

    append_sent(visit, draft(visit, sent, read), decide)


def _open_card(state: State, today: date) -> DriftCard:
    card = card_of(state, today)
    if card is None:
        raise RuleBroken("This card was answered already.")
    return card


def _pauses(state: State, today: date) -> tuple[Payload, ...]:
    return tuple(
        ProtocolPaused(protocol=one.id, why=PausedWhy.DRIFT)
        for one in state.protocols.each
        if one.state_on(today) is ProtocolState.RUNNING
    )
