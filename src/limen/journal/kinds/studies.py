"""Kinds of a study's own chain; reserved."""

from decimal import Decimal
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import Count, Dec, Longest, Number, PlainObject, Sha256, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId


@value
class StudyDesigned(Payload):
    """The plan of a study."""

    KIND: ClassVar[str] = "study.designed"

    plan: PlainObject

    @classmethod
    def example(cls) -> Self:
        """A plan, shortened to its question."""
        return cls(plan={"question": "Is calm higher on active days?"})


@value
class StudyRegistered(Payload):
    """The plan stands in a public registry."""

    KIND: ClassVar[str] = "study.registered"

    plan_sha256: Sha256
    registry: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """An entry of a registry."""
        return cls(
            plan_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            registry="osf",
        )


@value
class StudyAmended(Payload):
    """One field of the plan changed, with what stood there before."""

    KIND: ClassVar[str] = "study.amended"

    field: Word
    before: Annotated[str, Longest(4000)]
    after: Annotated[str, Longest(4000)]
    reason: Annotated[str, Longest(500)]

    @classmethod
    def example(cls) -> Self:
        """More people."""
        return cls(field="people", before="80", after="100", reason="Fewer finish than expected.")


@value
class StudyOpened(Payload):
    """People can take part."""

    KIND: ClassVar[str] = "study.opened"

    @classmethod
    def example(cls) -> Self:
        """The opening."""
        return cls()


@value
class StudyClosed(Payload):
    """Nobody can take part any more."""

    KIND: ClassVar[str] = "study.closed"

    @classmethod
    def example(cls) -> Self:
        """The closing."""
        return cls()


@value
class StudyLooked(Payload):
    """An interim look with its number."""

    KIND: ClassVar[str] = "study.looked"

    analysis: Word
    analysis_version: Number
    people: Count
    e_value: Dec
    stopped: bool

    @classmethod
    def example(cls) -> Self:
        """A look that stops nothing."""
        return cls(
            analysis="anytime",
            analysis_version=1,
            people=40,
            e_value=Decimal("1.7"),
            stopped=False,
        )


@value
class UnblindingApproved(Payload):
    """One person, who states this event, approves an unblinding."""

    KIND: ClassVar[str] = "unblinding.approved"

    scope: Word

    @classmethod
    def example(cls) -> Self:
        """The whole cohort."""
        return cls(scope="cohort")


@value
class StudyUnblinded(Payload):
    """Arms became known after two people approved it."""

    KIND: ClassVar[str] = "study.unblinded"

    approvals: tuple[EventId, EventId]
    scope: Word
    reason: Annotated[str, Longest(500)]

    @classmethod
    def example(cls) -> Self:
        """After the last data lock."""
        return cls(
            approvals=(
                EventId(UUID("f8091a2b-3c4d-4e5f-a778-899001122334")),
                EventId(UUID("091a2b3c-4d5e-4f60-8889-900112233445")),
            ),
            scope="cohort",
            reason="All data are locked.",
        )
