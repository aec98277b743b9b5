"""Plans, changes and standing events for the tests of this room."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved, CheckInSkipped
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated
from limen.journal.kinds.protocols import (
    EndedWhy,
    PausedWhy,
    ProtocolEnded,
    ProtocolExtended,
    ProtocolPaused,
    ProtocolPlanned,
    ProtocolResumed,
)
from limen.journal.standing import Standing
from limen.protocols.changes import planned
from limen.protocols.protocol import Protocol
from limen.terms.identifiers import EventId


class Make:
    """Makes plans of four weeks from Monday, 2 March 2026, which is day 0."""

    def id(self, number: int) -> EventId:
        return EventId(UUID(int=number))

    def day(self, number: int) -> date:
        return date(2026, 3, 2) + timedelta(days=number)

    def stated(self, first: int = 0, last: int = 27, **fields: object) -> ProtocolPlanned:
        """One day on and two off, from the first to the last day, with four weeks of rest."""
        dates = {
            "starts": self.day(first),
            "ends": self.day(last),
            "rests_until": self.day(last + 28),
            "reviews_on": self.day(last),
        }
        return replace(ProtocolPlanned.example(), **(dates | fields))

    def protocol(self, first: int = 0, last: int = 27, **fields: object) -> Protocol:
        return planned(self.id(1), self.stated(first, last, **fields))

    def paused(self, number: int = 1) -> ProtocolPaused:
        return ProtocolPaused(protocol=self.id(number), why=PausedWhy.ILL)

    def resumed(self, number: int = 1) -> ProtocolResumed:
        return ProtocolResumed(protocol=self.id(number), why=PausedWhy.ILL)

    def ended(self, number: int = 1, why: EndedWhy = EndedWhy.STOPPED) -> ProtocolEnded:
        return ProtocolEnded(protocol=self.id(number), why=why)

    def extended(self, last: int = 41, number: int = 1, **fields: object) -> ProtocolExtended:
        dates = {"ends": self.day(last), "rests_until": self.day(last + 28)}
        of_it = {"protocol": self.id(number)}
        return replace(ProtocolExtended.example(), **(dates | of_it | fields))

    def person(self, day_start: str) -> PersonStated:
        return replace(PersonStated.example(), day_start=day_start)

    def saved(self, sitting: Sitting = Sitting.EVENING, *, recalled: bool = False) -> CheckInSaved:
        return replace(CheckInSaved.example(), sitting=sitting, recalled=recalled)

    def skipped(self, sitting: Sitting = Sitting.EVENING) -> CheckInSkipped:
        return CheckInSkipped(sitting=sitting)

    def event(self, number: int, day: int, payload: Payload, **fields: object) -> Standing:
        """The event with this number, which is its identifier too, stated at eight on that day."""
        at_eight = datetime(2026, 3, 2, 19, tzinfo=UTC) + timedelta(days=day)
        standing = Standing(
            n=number,
            id=self.id(number),
            day=self.day(day),
            at=at_eight,
            zone="Europe/Berlin",
            by="participant",
            via="web",
            jump=None,
            payload=payload,
        )
        return replace(standing, **fields)

    def journal(self, *said: tuple[int, Payload]) -> list[Standing]:
        """Events in their order, numbered from 1, each as its day and what is stated."""
        return [self.event(n, day, payload) for n, (day, payload) in enumerate(said, start=1)]


@pytest.fixture(scope="session")
def make() -> Make:
    """The maker of plans, changes and events."""
    return Make()
