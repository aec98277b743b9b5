"""What each event does to a protocol, and when it cannot; rules and fold both ask here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import (
    ExpectancyStated,
    ProtocolEnded,
    ProtocolExtended,
    ProtocolPaused,
    ProtocolPlanned,
    ProtocolResumed,
)
from limen.protocols.protocol import Ending, Extension, Pause, PlannedDates, Protocol
from limen.protocols.schedules.catalogue import parse_schedule
from limen.protocols.states import Move, move, require_mover
from limen.terms.errors import BadInput, NotFound, RuleBroken
from limen.terms.identifiers import EventId

Change = ProtocolPaused | ProtocolResumed | ProtocolExtended | ProtocolEnded


def planned(name: EventId, stated: ProtocolPlanned) -> Protocol:
    """Return the protocol that a plan describes.

    Raises:
        BadInput: there is no such schedule, or the dates do not fit together.
        ProtocolRefused: the last day comes later than 24 weeks after the first.
    """
    return Protocol(
        id=name,
        stated=stated,
        schedule=parse_schedule(
            stated.schedule, stated.schedule_version, stated.schedule_parameters
        ),
        dates=PlannedDates(stated.starts, stated.ends, stated.rests_until, stated.reviews_on),
    )


def changed(protocol: Protocol, change: Change, day: date) -> Protocol:
    """Return the protocol after a change that was stated for a day.

    Raises:
        RuleBroken: the protocol is in no state for it, had a later end before, or the change
            contradicts the plan.
        BadInput: an extension lacks its rest, or an answer to the review.
        ProtocolRefused: an extension ends later than 24 weeks after the first day.
    """
    _move(protocol, change, day)
    match change:
        case ProtocolPaused():
            return replace(protocol, pauses=(*protocol.pauses, Pause(day, change.why)))
        case ProtocolResumed():
            *before, last = protocol.pauses
            return replace(protocol, pauses=(*before, replace(last, resumed_on=day)))
        case ProtocolEnded():
            return replace(protocol, ending=Ending(day, change.why))
        case _:
            return _extended(protocol, change, day)


def expected(protocol: Protocol, stated: ExpectancyStated, day: date) -> Protocol:
    """Return the protocol with what the person expected of it before it started.

    Raises:
        RuleBroken: this was stated already, or only after the first day.
    """
    if protocol.expectancy is not None:
        raise RuleBroken("You have said what you expect of this protocol.", at="protocol")
    if day > protocol.dates.starts:
        raise RuleBroken("What you expect of a protocol is asked before it starts.", at="protocol")
    return replace(protocol, expectancy=stated)


def require_rest(protocol: Protocol, others: Sequence[Protocol]) -> None:
    """Refuse a protocol that runs or rests while another one does.

    Raises:
        RuleBroken: it does.

    Source: safety.md section 9.
    """
    for other in others:
        if _is_other(protocol, other) and _overlap(protocol, other):
            raise RuleBroken(
                "Another protocol runs or rests in these weeks.",
                fix="Its rest ends on %(day)s. Choose a start after that day.",
                at="starts",
                values={"day": other.rest_ends},
            )


def require_rested(known: Sequence[Protocol], *, day: date) -> None:
    """Refuse to draft a protocol on a day on which the rest of another one goes on.

    Raises:
        RuleBroken: it does.

    Source: experience.md section 1.6.
    """
    for other in known:
        if other.has_begun and other.last_day < day <= other.rest_ends:
            raise RuleBroken(
                "The rest of your last protocol goes on.",
                fix="It ends on %(day)s. Plan another one after that day.",
                at="starts",
                values={"day": other.rest_ends},
            )


def plan_protocol(
    known: Sequence[Protocol], stated: ProtocolPlanned, *, name: EventId, day: date
) -> tuple[Payload, ...]:
    """Return what is written when a person plans a protocol on a day.

    Raises:
        BadInput: there is no such schedule, the dates do not fit, or the start has passed.
        ProtocolRefused: the last day comes later than 24 weeks after the first.
        RuleBroken: another protocol rests on that day, or runs or rests in these weeks.
    """
    require_rested(known, day=day)
    if stated.starts < day:
        raise BadInput(
            "The start has passed already.", fix="Choose today or a later day.", at="starts"
        )
    require_rest(planned(name, stated), known)
    return (stated,)


def change_protocol(
    known: Sequence[Protocol], change: Change, *, day: date, by: str
) -> tuple[Payload, ...]:
    """Return what is written when somebody pauses, resumes, extends or ends a protocol.

    Raises:
        NotFound: there is no such protocol.
        NotAllowed: this is for somebody else to do.
        RuleBroken: the protocol is in no state for it, or the change contradicts a plan.
        BadInput: an extension lacks its rest, or an answer to the review.
        ProtocolRefused: an extension ends later than 24 weeks after the first day.
    """
    protocol = found(known, change.protocol)
    require_mover(_move(protocol, change, day), by)
    after = changed(protocol, change, day)
    if isinstance(change, ProtocolExtended):
        require_rest(after, known)
    return (change,)


def found(known: Sequence[Protocol], name: EventId) -> Protocol:
    """Return the protocol of this name.

    Raises:
        NotFound: there is none.
    """
    for protocol in known:
        if protocol.id == name:
            return protocol
    raise NotFound("This protocol is not in your notes.", at="protocol")


def _move(protocol: Protocol, change: Change, day: date) -> Move:
    made = move(protocol.state_on(day), change.KIND)
    if protocol.ending is not None:
        raise RuleBroken("This protocol has ended.", at="protocol")
    if protocol.pauses and day < (protocol.pauses[-1].resumed_on or protocol.pauses[-1].begins):
        raise RuleBroken("This day lies before an earlier pause.", at="day")
    return made


def _extended(protocol: Protocol, change: ProtocolExtended, day: date) -> Protocol:
    if protocol.extensions:
        raise RuleBroken("A protocol gets a later end once. The rest comes next.", at="ends")
    if change.ends <= protocol.dates.ends:
        raise RuleBroken("An extension ends later than the protocol does now.", at="ends")
    if not all(answer.strip() for answer in change.review.values()):
        raise BadInput("An extension needs an answer to every question of the review.", at="review")
    dates = replace(protocol.dates, ends=change.ends, rests_until=change.rests_until)
    extensions = (*protocol.extensions, Extension(day, change))
    return replace(protocol, dates=dates, extensions=extensions)


def _is_other(protocol: Protocol, other: Protocol) -> bool:
    return other.id != protocol.id and other.has_begun


def _overlap(one: Protocol, other: Protocol) -> bool:
    return one.dates.starts <= other.rest_ends and other.dates.starts <= one.rest_ends
