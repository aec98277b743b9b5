"""Kinds about what leaves the journal: letters now, studies later."""

from datetime import date
from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import Count, Day, Longest, Sha256, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId


class LetterFor(Enum):
    """Who a letter is for."""

    CLINICIAN = "clinician"
    SELF = "self"
    STUDY = "study"


class Eligibility(Enum):
    """Whether a person can take part in a study."""

    IN = "in"
    OUT = "out"


class Keep(Enum):
    """Whether a study may keep what it was sent."""

    YES = "yes"
    NO = "no"


@value
class LetterMade(Payload):
    """A letter was made; `rows` and `hidden` name its rows by their identifiers."""

    KIND: ClassVar[str] = "letter.made"

    rows: tuple[Word, ...]
    hidden: tuple[Word, ...]
    for_: LetterFor
    expires: Day | None = None
    sha256: Sha256

    @classmethod
    def example(cls) -> Self:
        """A letter without the notes."""
        return cls(
            rows=("harms", "medicines"),
            hidden=("notes",),
            for_=LetterFor.CLINICIAN,
            expires=date(2026, 6, 30),
            sha256=_HASH,
        )


@value
class ShareEnded(Payload):
    """A letter is no longer meant to be read."""

    KIND: ClassVar[str] = "share.ended"

    letter: EventId

    @classmethod
    def example(cls) -> Self:
        """The end of a letter."""
        return cls(letter=EventId(UUID("b4c5d6e7-f809-4a1b-a334-455667788990")))


@value
class EnrolmentJoined(Payload):
    """The person takes part in a study under a pseudonym, or was told why not."""

    KIND: ClassVar[str] = "enrolment.joined"

    study: UUID
    pseudonym: UUID
    consent_version: Word
    eligibility: Eligibility
    reasons: tuple[Word, ...]

    @classmethod
    def example(cls) -> Self:
        """Somebody who can take part."""
        return cls(
            study=_STUDY,
            pseudonym=UUID("d6e7f809-1a2b-4c3d-8556-677889900112"),
            consent_version="1",
            eligibility=Eligibility.IN,
            reasons=(),
        )


@value
class BundleSent(Payload):
    """Events were sent to a study, as the person saw them."""

    KIND: ClassVar[str] = "bundle.sent"

    study: UUID
    bundle: UUID
    sha256: Sha256
    events: Count
    receipt: Annotated[str, Longest(200)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A week of events."""
        return cls(
            study=_STUDY,
            bundle=UUID("e7f8091a-2b3c-4d4e-9667-788990011223"),
            sha256=_HASH,
            events=21,
            receipt=None,
        )


@value
class EnrolmentEnded(Payload):
    """The person leaves a study."""

    KIND: ClassVar[str] = "enrolment.ended"

    study: UUID
    why: Annotated[str, Longest(200)]
    keep: Keep

    @classmethod
    def example(cls) -> Self:
        """Somebody who moves away."""
        return cls(study=_STUDY, why="Moving away.", keep=Keep.YES)


_STUDY = UUID("c5d6e7f8-091a-4b2c-9445-566778899001")
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
