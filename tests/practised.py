"""A practice that a test writes down day by day, as the folds and the rules read it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from limen.diary.diary import Diary
from limen.diary.fold import diary
from limen.journal.kinds.doses import AsPlanned, BatchAdded, DoseTaken, FeltAnswered, Sitting
from limen.journal.kinds.harms import AdverseReported, MedicineStarted, Relation, Severity
from limen.journal.kinds.measures import CheckInSaved, QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import PausedWhy, ProtocolPlanned, ProtocolResumed
from limen.journal.kinds.screening import Answer, NoticeAcknowledged, ScreeningAnswered
from limen.journal.standing import Standing
from limen.protocols.drift_card import DriftCard, drift_card
from limen.protocols.fold import Protocols, protocols
from limen.protocols.protocol import Protocol
from limen.protocols.states import State
from limen.screening.stop_rules import Stop, open_stops
from limen.screening.worsening import Worse, asked_unasked
from limen.terms.felt import Felt, Strength
from limen.terms.identifiers import EventId

FIRST = date(2026, 3, 2)
HOLDS = {State.RUNNING, State.PAUSED}


def day(number: int) -> date:
    """A day by its number from 0, the first Monday of March."""
    return FIRST + timedelta(days=number)


@dataclass(slots=True)
class Practised:
    """What somebody wrote down so far."""

    events: list[Standing] = field(default_factory=list)

    def state(self, number: int, payload: Payload) -> EventId:
        """State something for a day."""
        place = len(self.events) + 1
        name, at = EventId(UUID(int=place)), datetime.combine(day(number), time(20), UTC)
        stated = Standing(place, name, day(number), at, "UTC", "participant", "web", None, payload)
        self.events.append(stated)
        return name

    def plan(self, number: int = 0, **changes: object) -> EventId:
        """Plan four weeks, one day on and two off, from the first day on."""
        return self.state(number, replace(ProtocolPlanned.example(), **changes))

    def batch(self) -> EventId:
        """A batch, on the first day."""
        return self.state(0, BatchAdded.example())

    def dose(
        self,
        number: int,
        batch: EventId | None = None,
        felt: Felt | None = None,
        strength: Strength | None = None,
    ) -> EventId:
        """Take something, and say whether it was felt."""
        amount = DoseTaken.example().amount if batch else None
        taken = DoseTaken(amount=amount, batch=batch, as_planned=AsPlanned.YES, slip_checked=True)
        name = self.state(number, taken)
        if felt is not None:
            said = FeltAnswered(dose=name, sitting=Sitting.EVENING, felt=felt, strength=strength)
            self.state(number, said)
        return name

    def evening(self, number: int, *effects: str, **scales: int) -> EventId:
        """Save an evening with what was tapped and rated."""
        saved = CheckInSaved(
            sitting=Sitting.EVENING,
            scales=scales or {"calm": 4},
            set="daily",
            set_version=1,
            effects_shown=True,
            effects=effects,
            recalled=False,
        )
        return self.state(number, saved)

    def report(self, number: int, term: str, severity: Severity = Severity.LITTLE) -> EventId:
        """Report something unwanted."""
        told = AdverseReported(
            term=term,
            severity=severity,
            serious=False,
            relation=Relation.UNKNOWN,
            ongoing=False,
        )
        return self.state(number, told)

    def answers(self, number: int, instrument: str, each: int, items: int) -> EventId:
        """Answer every item of a questionnaire with the same number."""
        said = QuestionnaireAnswered(
            instrument=instrument,
            instrument_version=1,
            language="en",
            answers={f"{item}": each for item in range(1, items + 1)},
            opened_at=datetime.combine(day(number), time(19), UTC),
        )
        return self.state(number, said)

    def medicine(self, number: int) -> EventId:
        """Begin with a medicine."""
        return self.state(number, MedicineStarted(name="Iron"))

    def pregnancy(self, number: int, answer: Answer = Answer.YES) -> EventId:
        """Answer the safety questions."""
        stated = {"form_version": "1", "tables_version": "1", "answers": {"pregnancy": answer}}
        return self.state(number, ScreeningAnswered(**stated))

    def read(self, number: int, notice: str) -> EventId:
        """Say that a card was read."""
        return self.state(number, NoticeAcknowledged(notice=notice, tables_version="1"))

    def go_on(self, number: int, plan: EventId) -> EventId:
        """Go on with a protocol that rested."""
        return self.state(number, ProtocolResumed(protocol=plan, why=PausedWhy.CHOSE))

    @property
    def diary(self) -> Diary:
        """What the fold of the diary makes of it."""
        return diary(self.events)

    @property
    def protocols(self) -> Protocols:
        """What the fold of protocols makes of it."""
        return protocols(self.events)

    def held(self, number: int) -> Protocol | None:
        """The protocol that runs or is paused on a day."""
        each = self.protocols.each
        return next((one for one in each if one.state_on(day(number)) in HOLDS), None)

    def stops(self, number: int) -> tuple[Stop, ...]:
        """Every open stop on a day."""
        return open_stops(self.events, self.diary, self.held(number), today=day(number))

    def card(self, number: int) -> DriftCard | None:
        """The card about drift on a day."""
        return drift_card(self.events, self.diary, self.protocols.each, today=day(number))

    def asked(self, number: int) -> tuple[Worse, ...]:
        """What is asked about without being told, on a day."""
        return asked_unasked(self.events, self.diary, self.held(number))
