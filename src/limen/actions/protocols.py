"""Planning, pausing, resuming, extending and ending a protocol."""

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ExpectancyStated, ProtocolPlanned
from limen.protocols.changes import Change, change_protocol, plan_protocol
from limen.terms.identifiers import EventId


def plan(visit: Visit, sent: Sent, stated: ProtocolPlanned, expectancy: ExpectancyStated) -> None:
    """Record a plan together with what is expected of it.

    Raises:
        LimenError: see `limen.protocols.changes.plan_protocol` and `limen.actions.append.append`.
    """

    def decide(state: State) -> tuple[Payload, ...]:
        known = state.protocols.each
        return (*plan_protocol(known, stated, name=EventId(sent.id), day=sent.day), expectancy)

    append_sent(visit, draft(visit, sent, stated), decide)


def change(visit: Visit, sent: Sent, stated: Change) -> None:
    """Record that a protocol is paused, resumed, extended or ended.

    Raises:
        LimenError: see `limen.protocols.changes.change_protocol` and `limen.actions.append.append`.
    """
    append_sent(
        visit,
        draft(visit, sent, stated),
        lambda state: change_protocol(state.protocols.each, stated, day=sent.day, by=visit.actor),
    )
