"""Planning, pausing, resuming, extending and ending a protocol."""

from datetime import date
from uuid import UUID

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.drift import card_of
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ExpectancyStated, ProtocolPlanned
from limen.journal.kinds.screening import NoticeAcknowledged
from limen.protocols.changes import Change, change_protocol, plan_protocol, planned, require_rested
from limen.protocols.drift_card import require_answered
from limen.protocols.exposure import (
    EXPOSURE_NOTICE,
    EXPOSURE_RULES,
    ExposureNotice,
    exposure_notice,
    require_read,
)
from limen.terms.identifiers import EventId


def plan(
    visit: Visit,
    sent: Sent,
    stated: ProtocolPlanned,
    expectancy: ExpectancyStated,
    *,
    is_read: bool = False,
) -> None:
    """Record a plan together with what is expected of it.

    Args:
        visit: who plans, and when.
        sent: the form.
        stated: the plan.
        expectancy: what is expected of it.
        is_read: whether the note about many dose days was ticked.

    Raises:
        BadInput: there is such a note, and it was not.
        RuleBroken: a card about the last weeks is open.
        LimenError: see `limen.protocols.changes.plan_protocol` and `limen.actions.append.append`.
    """

    def decide(state: State) -> tuple[Payload, ...]:
        known = state.protocols.each
        require_answered(card_of(state, sent.day))
        made = plan_protocol(known, stated, name=EventId(sent.id), day=sent.day)
        notice = exposure_of(state, stated)
        require_read(notice, is_read=is_read)
        return (*made, expectancy, *([_READ] if notice else []))

    append_sent(visit, draft(visit, sent, stated), decide)


def exposure_of(state: State, stated: ProtocolPlanned) -> ExposureNotice | None:
    """The note about many dose days that a plan asks to be read, or None.

    Raises:
        BadInput: there is no such schedule, or the dates do not fit together.
        ProtocolRefused: the last day comes later than 24 weeks after the first.
    """
    return exposure_notice(planned(_NOT_YET, stated), state.protocols.each)


def require_free(state: State, today: date) -> None:
    """Refuse to draft a protocol while a card is open or a rest goes on.

    Raises:
        RuleBroken: one is, or it does.
    """
    require_answered(card_of(state, today))
    require_rested(state.protocols.each, day=today)


_NOT_YET = EventId(UUID(int=0))
_READ = NoticeAcknowledged(notice=EXPOSURE_NOTICE, tables_version=EXPOSURE_RULES)


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
