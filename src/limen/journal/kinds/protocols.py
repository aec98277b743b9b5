"""Kinds about time-limited plans, what was expected of them, drift, and what came after."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from limen.journal.kinds.fields import (
    Count,
    Day,
    Dec,
    Key,
    Longest,
    Number,
    StatedAmount,
    Whole,
    Word,
)
from limen.journal.kinds.payload import Payload, value
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit


class Acts(Enum):
    """When the person thinks that a dose acts."""

    SAME_DAY = "same_day"
    NEXT_DAYS = "next_days"
    OVER_WEEKS = "over_weeks"


class PausedWhy(Enum):
    """Why a protocol pauses or goes on."""

    CHOSE = "chose"
    ILL = "ill"
    ADVERSE = "adverse"
    CRISIS = "crisis"
    DRIFT = "drift"


class EndedWhy(Enum):
    """Why a protocol ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    ADVERSE = "adverse"
    CRISIS = "crisis"
    OTHER = "other"


class DriftLevel(Enum):
    """How drift was shown."""

    NOTE = "note"
    CARD = "card"
    CLINICIAN = "clinician"


class DriftChoice(Enum):
    """What the person chose on a drift card."""

    BACK_TO_PROTOCOL = "back_to_protocol"
    PAUSE = "pause"
    TALK = "talk"


class Decision(Enum):
    """What the person decided after a report."""

    STOP = "stop"
    GO_ON = "go_on"
    TALK = "talk"
    UNDECIDED = "undecided"


class Glad(Enum):
    """Whether the person is glad of an earlier decision."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@value
class Measure:
    """One thing that a protocol watches; words stand beside own items alone."""

    id: Key
    higher_is_better: bool
    label: Annotated[str, Longest(80)] | None = None
    low_words: Annotated[str, Longest(80)] | None = None
    high_words: Annotated[str, Longest(80)] | None = None


@value
class ProtocolPlanned(Payload):
    """A plan with a question, a start, an end, a rest and a day of review.

    Raises:
        BadInput: the days are out of order, or the main measure is none of the measures.
    """

    KIND: ClassVar[str] = "protocol.planned"

    question: Annotated[str, Longest(200)]
    acts: Acts
    schedule: Word
    schedule_version: Number
    schedule_parameters: Mapping[Key, tuple[Whole, ...]]
    starts: Day
    ends: Day
    rests_until: Day
    reviews_on: Day
    measures: Annotated[tuple[Measure, ...], Field(min_length=1, max_length=4)]
    main_measure: Key
    smallest_change: Dec
    highest_planned: StatedAmount | None = None

    def __post_init__(self) -> None:
        if not self.starts <= self.ends <= self.rests_until:
            raise BadInput("A plan starts, then ends, then rests.", at="ends")
        if not self.starts <= self.reviews_on <= self.ends:
            raise BadInput("The review lies between start and end.", at="reviews_on")
        names = [measure.id for measure in self.measures]
        if len(set(names)) < len(names):
            raise BadInput("A measure stands there twice.", at="measures")
        if self.main_measure not in names:
            raise BadInput("The main measure is one of the measures.", at="main_measure")

    @classmethod
    def example(cls) -> Self:
        """Four weeks of one day on and two days off."""
        return cls(
            question="Do I feel calmer on those days?",
            acts=Acts.SAME_DAY,
            schedule="cycle",
            schedule_version=1,
            schedule_parameters={"pattern": (1, 0, 0)},
            starts=date(2026, 3, 2),
            ends=date(2026, 3, 29),
            rests_until=date(2026, 4, 26),
            reviews_on=date(2026, 3, 29),
            measures=(
                Measure(id="calm", higher_is_better=True),
                Measure(
                    id="own_1",
                    higher_is_better=True,
                    label="Patience",
                    low_words="none",
                    high_words="plenty",
                ),
            ),
            main_measure="calm",
            smallest_change=Decimal("0.5"),
            highest_planned=Amount(Decimal("0.10"), Unit.GRAM, Form.DRIED),
        )


@value
class ExpectancyStated(Payload):
    """How much change the person expects of each measure, and how credible they find it."""

    KIND: ClassVar[str] = "expectancy.stated"

    expected: Mapping[Key, Annotated[int, Field(ge=-100, le=100)]]
    credibility: Annotated[int, Field(ge=0, le=100)]
    hoped: Annotated[str, Longest(200)] | None = None

    @classmethod
    def example(cls) -> Self:
        """Some hope."""
        return cls(expected={"calm": 30}, credibility=60, hoped="To be less short with people.")


@value
class ProtocolPaused(Payload):
    """A protocol pauses; its pattern is not shifted by that."""

    KIND: ClassVar[str] = "protocol.paused"

    protocol: EventId
    why: PausedWhy

    @classmethod
    def example(cls) -> Self:
        """Some days in bed."""
        return cls(protocol=_PROTOCOL, why=PausedWhy.ILL)


@value
class ProtocolResumed(Payload):
    """A protocol goes on."""

    KIND: ClassVar[str] = "protocol.resumed"

    protocol: EventId
    why: PausedWhy

    @classmethod
    def example(cls) -> Self:
        """After some days in bed."""
        return cls(protocol=_PROTOCOL, why=PausedWhy.ILL)


@value
class ProtocolExtended(Payload):
    """A protocol goes on past its end, after its review was answered.

    Raises:
        BadInput: the rest ends before the protocol, or the review has no answer.
    """

    KIND: ClassVar[str] = "protocol.extended"

    protocol: EventId
    ends: Day
    rests_until: Day
    review: Mapping[Key, Annotated[str, Longest(2000)]]
    reason: Annotated[str, Longest(200)]

    def __post_init__(self) -> None:
        if self.rests_until < self.ends:
            raise BadInput("A plan ends, then rests.", at="rests_until")
        if not self.review:
            raise BadInput("An extension needs the answered review.", at="review")

    @classmethod
    def example(cls) -> Self:
        """Two weeks more."""
        return cls(
            protocol=_PROTOCOL,
            ends=date(2026, 4, 12),
            rests_until=date(2026, 5, 10),
            review={"what_changed": "Not much yet."},
            reason="Two weeks were lost to a cold.",
        )


@value
class ProtocolEnded(Payload):
    """A protocol is over."""

    KIND: ClassVar[str] = "protocol.ended"

    protocol: EventId
    why: EndedWhy

    @classmethod
    def example(cls) -> Self:
        """The planned end."""
        return cls(protocol=_PROTOCOL, why=EndedWhy.COMPLETED)


@value
class DriftShown(Payload):
    """Counted facts of drift were shown."""

    KIND: ClassVar[str] = "drift.shown"

    card: Word
    level: DriftLevel
    counts: Mapping[Key, Count]

    @classmethod
    def example(cls) -> Self:
        """A card about unplanned dose days."""
        return cls(card="unplanned", level=DriftLevel.CARD, counts={"unplanned": 6, "planned": 0})


@value
class DriftAnswered(Payload):
    """What the person chose when drift was shown; `card` is that event."""

    KIND: ClassVar[str] = "drift.answered"

    card: EventId
    choice: DriftChoice

    @classmethod
    def example(cls) -> Self:
        """Back to what was planned."""
        return cls(
            card=EventId(UUID("6f708192-93a4-45c6-97e8-f90112233445")),
            choice=DriftChoice.BACK_TO_PROTOCOL,
        )


@value
class DecisionStated(Payload):
    """What the person decided after a report, and later whether they are glad of it."""

    KIND: ClassVar[str] = "decision.stated"

    about: EventId
    choice: Decision
    glad: Glad | None = None

    @classmethod
    def example(cls) -> Self:
        """A decision just made."""
        return cls(about=_PROTOCOL, choice=Decision.STOP, glad=None)


_PROTOCOL = EventId(UUID("5e6f7081-9293-44b5-86d7-e8f901122334"))
