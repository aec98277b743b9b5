"""Kinds about medicines and about harms."""

from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import Longest, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId


class Severity(Enum):
    """How bad it was."""

    LITTLE = "little"
    LOT = "lot"
    NEEDED_HELP = "needed_help"


class Relation(Enum):
    """Whether it came from a dose, as the person sees it."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@value
class MedicineStarted(Payload):
    """A medicine or another substance taken from now on."""

    KIND: ClassVar[str] = "medicine.started"

    name: Annotated[str, Longest(100)]
    code: Word | None = None
    class_: Word | None = None

    @classmethod
    def example(cls) -> Self:
        """A medicine of a known class."""
        return cls(name="sertraline", code=None, class_="ssri")


@value
class MedicineStopped(Payload):
    """A medicine is no longer taken."""

    KIND: ClassVar[str] = "medicine.stopped"

    started: EventId

    @classmethod
    def example(cls) -> Self:
        """The end of a medicine."""
        return cls(started=EventId(UUID("6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d")))


@value
class AdverseReported(Payload):
    """A harm, by a term of a fixed list."""

    KIND: ClassVar[str] = "adverse.reported"

    term: Word
    words: Annotated[str, Longest(500)] | None = None
    severity: Severity
    serious: bool
    relation: Relation
    dose: EventId | None = None
    ongoing: bool

    @classmethod
    def example(cls) -> Self:
        """A headache after a dose."""
        return cls(
            term="headache",
            words="In the afternoon.",
            severity=Severity.LITTLE,
            serious=False,
            relation=Relation.POSSIBLE,
            dose=EventId(UUID("0b8e2d52-7d0f-4f2b-8f55-0c9a5a1e7b21")),
            ongoing=False,
        )


@value
class AdverseEnded(Payload):
    """A harm that went on is over."""

    KIND: ClassVar[str] = "adverse.ended"

    report: EventId

    @classmethod
    def example(cls) -> Self:
        """The end of a harm."""
        return cls(report=EventId(UUID("7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918")))
