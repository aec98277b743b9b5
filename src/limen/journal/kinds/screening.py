"""Kinds about screening, notices, the checklist and hard moments."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import Day, Key, Longest, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId


class Answer(Enum):
    """The answers to a question about health or setting."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class StatedVerdict(Enum):
    """What a screening came to."""

    CLEAR = "clear"
    CAUTION = "caution"
    STOP = "stop"


class ReasonLevel(Enum):
    """How much a reason weighs."""

    STOP = "stop"
    CLINICIAN = "clinician"
    CAUTION = "caution"
    INFO = "info"


class CrisisTrigger(Enum):
    """What made the help page open."""

    ITEM = "item"
    EFFECT = "effect"
    CHANGE = "change"
    ASKED = "asked"


class TriageAnswer(Enum):
    """The answers to the three short questions of the help page."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


@value
class ScreeningAnswered(Payload):
    """The answers to the questions of screening; later ones replace them."""

    KIND: ClassVar[str] = "screening.answered"

    form_version: Word
    tables_version: Word
    answers: Mapping[Key, Answer]

    @classmethod
    def example(cls) -> Self:
        """One question left open."""
        return cls(
            form_version="1",
            tables_version="2026-11-20",
            answers={"lithium": Answer.NO, "bipolar_family": Answer.UNKNOWN},
        )


@value
class StatedReason:
    """One reason of a screening verdict."""

    id: Word
    tier: ReasonLevel


@value
class ScreeningDecided(Payload):
    """What the rules of that day made of the answers."""

    KIND: ClassVar[str] = "screening.decided"

    answered: EventId
    verdict: StatedVerdict
    reasons: tuple[StatedReason, ...]
    tables_version: Word
    expires: Day

    @classmethod
    def example(cls) -> Self:
        """A verdict with one reason."""
        return cls(
            answered=EventId(UUID("2b3c4d5e-6f70-4182-93a4-b5c6d7e8f901")),
            verdict=StatedVerdict.CAUTION,
            reasons=(StatedReason(id="bipolar_family", tier=ReasonLevel.CAUTION),),
            tables_version="2026-11-20",
            expires=date(2026, 5, 31),
        )


@value
class ScreeningAttested(Payload):
    """The person spoke with a clinician about these reasons."""

    KIND: ClassVar[str] = "screening.attested"

    reasons: tuple[Word, ...]
    clinician: Annotated[str, Longest(80)]
    consulted: Day

    @classmethod
    def example(cls) -> Self:
        """A talk about one reason."""
        return cls(reasons=("bipolar_family",), clinician="Dr. Okafor", consulted=date(2026, 3, 1))


@value
class NoticeAcknowledged(Payload):
    """A notice was read."""

    KIND: ClassVar[str] = "notice.acknowledged"

    notice: Word
    tables_version: Word

    @classmethod
    def example(cls) -> Self:
        """The notice about long exposure."""
        return cls(notice="exposure", tables_version="2026-11-20")


@value
class CrisisShown(Payload):
    """The help page was opened; `from_` is the event that led there."""

    KIND: ClassVar[str] = "crisis.shown"

    trigger: CrisisTrigger
    from_: EventId | None = None
    country: Word | None = None
    tables_version: Word

    @classmethod
    def example(cls) -> Self:
        """After an item of a questionnaire."""
        return cls(
            trigger=CrisisTrigger.ITEM,
            from_=EventId(UUID("3c4d5e6f-7081-4293-a4b5-c6d7e8f90112")),
            country="DE",
            tables_version="2026-11-20",
        )


@value
class TriageAnswers:
    """The three short questions."""

    plan: TriageAnswer
    intent: TriageAnswer
    recent_act: TriageAnswer


@value
class CrisisTriaged(Payload):
    """The three short questions of the help page were answered."""

    KIND: ClassVar[str] = "crisis.triaged"

    answers: TriageAnswers

    @classmethod
    def example(cls) -> Self:
        """One question left out."""
        return cls(
            answers=TriageAnswers(
                plan=TriageAnswer.NO, intent=TriageAnswer.NO, recent_act=TriageAnswer.SKIP
            )
        )


@value
class ChecklistAnswered(Payload):
    """The checklist of a protocol; later answers replace it, and it gates nothing."""

    KIND: ClassVar[str] = "checklist.answered"

    protocol: EventId
    form_version: Word
    answers: Mapping[Key, Answer]
    words: Mapping[Key, Annotated[str, Longest(200)]] | None = None

    @classmethod
    def example(cls) -> Self:
        """Two items, one with words."""
        return cls(
            protocol=EventId(UUID("5e6f7081-9293-44b5-86d7-e8f901122334")),
            form_version="1",
            answers={"tested": Answer.NO, "someone_to_call": Answer.YES},
            words={"someone_to_call": "Ada"},
        )
