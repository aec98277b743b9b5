"""The fold of protocols: standing events in, every protocol out; contradictions become findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from limen.journal.findings import Finding
from limen.journal.kinds.person import PersonStated
from limen.journal.kinds.protocols import (
    ExpectancyStated,
    ProtocolEnded,
    ProtocolExtended,
    ProtocolPaused,
    ProtocolPlanned,
    ProtocolResumed,
)
from limen.journal.standing import Standing
from limen.protocols.changes import changed, expected, found, planned, require_rest
from limen.protocols.occasions import Answer, Occasion, Place, answered, occasions
from limen.protocols.protocol import Protocol
from limen.terms.calendar import DayStart
from limen.terms.errors import LimenError, NotFound
from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class Protocols:
    """Every protocol in the order of the journal, and what did not fit.

    `answers` holds the check-in that counts for each day and sitting; `day_start` is the one that
    was stated last, by which further answers are judged.
    """

    each: tuple[Protocol, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: Mapping[Place, Answer] = field(default_factory=dict[Place, Answer], repr=False)
    day_start: DayStart = field(default_factory=DayStart)

    def occasions(self, name: EventId, *, today: date) -> tuple[Occasion, ...]:
        """Return every planned occasion of one protocol, each in its one state.

        Raises:
            NotFound: there is no such protocol.
        """
        return occasions(found(self.each, name), self.answers, today=today)


def protocols(standing: Iterable[Standing]) -> Protocols:
    """Return what the standing events say about a person's protocols.

    The order is that of the events; no clock orders anything. Never raises on a valid journal.
    """
    return extend(Protocols(), standing)


def extend(known: Protocols, standing: Iterable[Standing]) -> Protocols:
    """Return protocols with further events, equal to the fold of all of them together."""
    growing = _Growing(
        {protocol.id: protocol for protocol in known.each},
        list(known.findings),
        dict(known.answers),
        known.day_start,
    )
    for event in standing:
        growing.add(event)
    return Protocols(
        tuple(growing.protocols.values()),
        tuple(growing.findings),
        MappingProxyType(growing.answers),
        growing.day_start,
    )


@dataclass(slots=True)
class _Growing:
    protocols: dict[EventId, Protocol]
    findings: list[Finding]
    answers: dict[Place, Answer]
    day_start: DayStart

    def add(self, event: Standing) -> None:
        if isinstance(event.payload, PersonStated):
            self.day_start = DayStart.parse(event.payload.day_start)
        answered(self.answers, event, day_start=self.day_start)
        try:
            self._change(event)
        except LimenError as contradiction:
            self.findings.append(Finding("protocol", event.day, contradiction.says, (event.id,)))

    def _change(self, event: Standing) -> None:
        match event.payload:
            case ProtocolPlanned() as stated:
                self._keep(planned(event.id, stated))
                require_rest(self.protocols[event.id], self._each)
            case ExpectancyStated() as stated:
                self._keep(expected(self._latest, stated, event.day))
            case ProtocolExtended() as change:
                self._keep(changed(found(self._each, change.protocol), change, event.day))
                require_rest(self.protocols[change.protocol], self._each)
            case ProtocolPaused() | ProtocolResumed() | ProtocolEnded() as change:
                self._keep(changed(found(self._each, change.protocol), change, event.day))
            case _:
                pass

    @property
    def _each(self) -> tuple[Protocol, ...]:
        return tuple(self.protocols.values())

    @property
    def _latest(self) -> Protocol:
        if not self.protocols:
            raise NotFound("You have planned no protocol yet.", at="protocol")
        return self._each[-1]

    def _keep(self, protocol: Protocol) -> None:
        self.protocols[protocol.id] = protocol
