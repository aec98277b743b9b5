"""Kinds that speak of other events, of imports and of the journal itself."""

from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import Count, Day, Longest, Number, PlainObject, Sha256, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId


class WithdrawnWhy(Enum):
    """Why an event no longer counts."""

    DUPLICATE = "duplicate"
    WRONG_DAY = "wrong_day"
    NOT_MINE = "not_mine"
    OTHER = "other"


class RedactedWhy(Enum):
    """Why the content of an event was taken away."""

    PERSON_ASKED = "person_asked"
    THIRD_PERSON = "third_person"
    RETENTION = "retention"


class Witness(Enum):
    """Where a head of the chain is kept besides the journal."""

    CARD = "card"
    CUSTODIAN = "custodian"
    HUB = "hub"


@value
class EventCorrected(Payload):
    """Another event stated anew, as a whole; the first statement stays readable.

    `payload` holds the plain fields of the target's kind in version `v`; `limen.journal.payloads`
    writes and reads it. `day` is None where the day stays as it was.
    """

    KIND: ClassVar[str] = "event.corrected"

    target: EventId
    v: Number
    payload: PlainObject
    day: Day | None = None
    reason: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A note written down wrongly."""
        return cls(
            target=EventId(UUID("9d1c6a34-52a7-4a7e-8d0b-0f1e2d3c4b5a")),
            v=1,
            payload={"words": "Slept well."},
            reason="Typed it wrongly.",
        )


@value
class EventWithdrawn(Payload):
    """Another event no longer counts."""

    KIND: ClassVar[str] = "event.withdrawn"

    target: EventId
    why: WithdrawnWhy
    reason: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A check-in saved on two devices."""
        return cls(
            target=EventId(UUID("9d1c6a34-52a7-4a7e-8d0b-0f1e2d3c4b5a")),
            why=WithdrawnWhy.DUPLICATE,
            reason="Saved on the phone as well.",
        )


@value
class EventRedacted(Payload):
    """The content of these events is taken away for good; their headers stay."""

    KIND: ClassVar[str] = "event.redacted"

    targets: tuple[EventId, ...]
    why: RedactedWhy

    @classmethod
    def example(cls) -> Self:
        """A note about somebody else."""
        return cls(
            targets=(EventId(UUID("9d1c6a34-52a7-4a7e-8d0b-0f1e2d3c4b5a")),),
            why=RedactedWhy.THIRD_PERSON,
        )


@value
class ImportCounts:
    """How many rows of a file were read, added, already here, and left open."""

    read: Count
    added: Count
    skipped: Count
    open: Count


@value
class ImportApplied(Payload):
    """A file was read into the journal; its events carry `via import:<id>`."""

    KIND: ClassVar[str] = "import.applied"

    import_: UUID
    importer: Word
    importer_version: Number
    source_name: Annotated[str, Longest(200)]
    source_sha256: Sha256
    zone: Word
    counts: ImportCounts

    @classmethod
    def example(cls) -> Self:
        """A table of which one row waits for a decision."""
        return cls(
            import_=UUID("1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b"),
            importer="table",
            importer_version=1,
            source_name="diary.csv",
            source_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            zone="Europe/Amsterdam",
            counts=ImportCounts(read=412, added=400, skipped=11, open=1),
        )


@value
class ImportReverted(Payload):
    """All events of one import no longer count."""

    KIND: ClassVar[str] = "import.reverted"

    import_: UUID
    reason: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A file of another year."""
        return cls(
            import_=UUID("1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b"), reason="It was the wrong file."
        )


@value
class HeadWitnessed(Payload):
    """The head of the chain after event `n` was noted elsewhere, as twelve characters."""

    KIND: ClassVar[str] = "head.witnessed"

    n: Number
    short: Annotated[str, Longest(12)]
    witness: Witness

    @classmethod
    def example(cls) -> Self:
        """A line of the witness card."""
        return cls(n=37, short="07SK5ZKDDG4Z", witness=Witness.CARD)


@value
class VaultRestored(Payload):
    """The journal was put back from a backup whose head was event `n`."""

    KIND: ClassVar[str] = "vault.restored"

    n: Count
    hash: Sha256
    witness_line: Annotated[str, Longest(100)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A restore outside of a trial."""
        return cls(n=37, hash="01f322e69efdb33899b68038e8bc34117a91b1c3306496f41c16e5b084f26eba")
