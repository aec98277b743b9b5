"""One analysed trial to vary, and a practice of a few days to report."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from limen.diary.diary import Diary
from limen.diary.fold import diary
from limen.inference.belief_estimates import (
    BeliefPoint,
    GuessDifference,
    OwnSwitch,
    RightGuesses,
    TippingCurve,
)
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import Rung
from limen.inference.run_in import Scale
from limen.inference.trial_estimates import ExactRange, TestOutcome
from limen.inference.verdict_estimates import Completed, Fixed, Found, Verdict
from limen.journal.kinds.doses import (
    AsPlanned,
    BatchAdded,
    DoseTaken,
    FeltAnswered,
    Sitting,
    Tested,
)
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.standing import Standing
from limen.protocols.fold import Protocols, protocols
from limen.reports.practice_days import Practice, practice_of_all_days, practice_of_plan
from limen.reports.trial_answer import TrialAnswer
from limen.terms.amount import Amount
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

NOTHING = NotEstimable(Reason.NO_VARIATION, "Nothing varies.")
TEST = TestOutcome(
    estimate=0.84,
    p_up=0.01,
    p_low=0.99,
    p_two=0.02,
    interval_95=ExactRange(0.22, 1.46),
    interval_90=ExactRange(0.33, 1.33),
    draws=9_999,
    complete=False,
    seed=7,
)
CURVE = TippingCurve(
    points=(BeliefPoint(0.0, 0.01, 0.99), BeliefPoint(2.0, 0.4, 0.6)),
    p_rob=0.02,
    p_rob_harm=1.0,
    tipping_point=1.6,
    tipping_point_harm=0.7,
)
FOUND = Found(
    evidence=Completed(TEST, CURVE),
    limit=1.0,
    guesses=GuessDifference(NOTHING, NOTHING, RightGuesses(17, 28, 13.98, 9, 19)),
    guesses_missing=0.0,
    own_switch=OwnSwitch(0.34, 4, 9),
)
ANSWER = TrialAnswer(
    verdict=Verdict(
        Rung.L2, Fixed((1.0, 0.5, 0.25), 0.5, 1.0), scale=Scale(0.3, 1.0, 14), found=FOUND
    ),
    measure="mood",
    is_higher_better=True,
    weeks=12,
    is_paired=False,
    seed=7,
    capsules=28,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The answer, and its variants."""

    answer: TrialAnswer = ANSWER
    nothing: NotEstimable = NOTHING
    curve: TippingCurve = CURVE
    test: TestOutcome = TEST

    def judged(self, rung, **found):
        """The answer with another verdict, and other findings."""
        verdict = replace(ANSWER.verdict, rung=rung, found=replace(FOUND, **found))
        return replace(ANSWER, verdict=verdict)

    def completed(self, **changes):
        """The evidence of a whole trial with another outcome of its test."""
        return Completed(replace(TEST, **changes), CURVE)


@pytest.fixture
def told():
    return Told()


FIRST = date(2026, 3, 2)


@dataclass(slots=True)
class Notes:
    """What somebody stated, by day numbers from 0 for the first Monday of March."""

    events: list[Standing] = field(default_factory=list)

    def state(self, number: int, payload: Payload, *, hours: int = 20) -> EventId:
        """State something for a day, so many hours after it began."""
        name = EventId(UUID(int=len(self.events) + 1))
        day = FIRST + timedelta(days=number)
        at = datetime.combine(day, time(), UTC) + timedelta(hours=hours)
        event = Standing(
            len(self.events) + 1, name, day, at, "UTC", "participant", "web", None, payload
        )
        self.events.append(event)
        return name

    def evening(self, number: int, **changes: object) -> EventId:
        """Save an evening; what is not said is mood 4 and a list without a tap."""
        hours = changes.pop("hours", 20)
        stated = {
            "sitting": Sitting.EVENING,
            "scales": {"mood": 4},
            "set": "daily",
            "set_version": 1,
            "effects_shown": True,
            "recalled": False,
        }
        return self.state(number, CheckInSaved(**{**stated, **changes}), hours=hours)

    def batch(self, name: str, *, is_tested: bool = True) -> EventId:
        """Add a batch of dried material on the first day."""
        stated = BatchAdded.example()
        plain = {one: getattr(stated, one) for one in ("material", "form", "basis", "prepared")}
        tested = Tested.YES if is_tested else Tested.NO
        return self.state(0, BatchAdded(name=name, tested=tested, **plain))

    def dose(
        self, number: int, grams: str, batch: EventId | None = None, felt: Felt | None = None
    ) -> EventId:
        """Take some grams of a batch, or an amount that was not written down, and answer."""
        amount = Amount(Decimal(grams), Unit.GRAM, Form.DRIED) if grams else None
        taken = DoseTaken(amount=amount, batch=batch, as_planned=AsPlanned.YES, slip_checked=True)
        name = self.state(number, taken)
        if felt is not None:
            self.state(number, FeltAnswered(dose=name, sitting=Sitting.EVENING, felt=felt))
        return name

    def plan(self, **changes: object) -> EventId:
        """Plan four weeks from the first day."""
        return self.state(0, replace(ProtocolPlanned.example(), **changes))

    @property
    def folds(self) -> tuple[Diary, Protocols]:
        """What the folds make of it."""
        return diary(self.events), protocols(self.events)

    def whole(self, today: int = 100) -> Practice | None:
        """All recorded days, as seen on a day."""
        return practice_of_all_days(*self.folds, FIRST + timedelta(days=today))

    def planned(self, today: int = 100) -> Practice | None:
        """The days of the latest plan, as seen on a day."""
        known, plans = self.folds
        return practice_of_plan(known, plans, plans.each[-1], FIRST + timedelta(days=today))


@pytest.fixture
def notes() -> Notes:
    """Nothing stated yet."""
    return Notes()
