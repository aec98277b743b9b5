"""Kinds of therapist-supported work: preparation, session, integration, ending; reserved."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from limen.journal.kinds.fields import Count, Day, Dec, Key, Longest, Number, StatedAmount, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.identifiers import EventId

_Holder = Annotated[str, Field(pattern=r"^(clinician|study):[0-9a-f-]{36}$")]


@value
class ProgrammeOpened(Payload):
    """A programme begins, with the limits that the clinic entered."""

    KIND: ClassVar[str] = "programme.opened"

    template: Word
    template_version: Number
    medicine: Annotated[str, Longest(200)]
    sessions: Number
    spacing_days: Count
    ends: Day
    limits: Mapping[Key, Dec]

    @classmethod
    def example(cls) -> Self:
        """Two sessions."""
        return cls(
            template="supported_sessions",
            template_version=1,
            medicine="psilocybin",
            sessions=2,
            spacing_days=21,
            ends=date(2026, 9, 30),
            limits={"systolic": Decimal(140)},
        )


@value
class ConsentGiven(Payload):
    """Permission with a scope and an end."""

    KIND: ClassVar[str] = "consent.given"

    scope: tuple[Word, ...]
    to: _Holder
    text_version: Word
    until: Day

    @classmethod
    def example(cls) -> Self:
        """Check-ins for one clinician."""
        return cls(scope=("check_ins",), to=_CLINICIAN, text_version="1", until=date(2026, 9, 30))


@value
class ConsentWithdrawn(Payload):
    """A permission ends now."""

    KIND: ClassVar[str] = "consent.withdrawn"

    scope: tuple[Word, ...]
    to: _Holder
    text_version: Word
    until: Day

    @classmethod
    def example(cls) -> Self:
        """The same permission, taken back."""
        return cls(scope=("check_ins",), to=_CLINICIAN, text_version="1", until=date(2026, 6, 1))


@value
class PreparationRecorded(Payload):
    """One item of the preparation."""

    KIND: ClassVar[str] = "preparation.recorded"

    programme: EventId
    item: Word
    done: bool
    words: Annotated[str, Longest(4000)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A first talk."""
        return cls(programme=_PROGRAMME, item="first_talk", done=True, words=None)


@value
class PrecheckRecorded(Payload):
    """One check before a session, or why the session goes on without it."""

    KIND: ClassVar[str] = "precheck.recorded"

    programme: EventId
    session: Number
    item: Word
    met: bool
    override_reason: Annotated[str, Longest(500)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A check that was met."""
        return cls(
            programme=_PROGRAMME, session=1, item="blood_pressure", met=True, override_reason=None
        )


@value
class SessionStarted(Payload):
    """A session begins."""

    KIND: ClassVar[str] = "session.started"

    programme: EventId
    session: Number
    medicine_words: Annotated[str, Longest(200)]
    amount: StatedAmount | None = None

    @classmethod
    def example(cls) -> Self:
        """A session whose medicine is described in words."""
        return cls(programme=_PROGRAMME, session=1, medicine_words="As prescribed.", amount=None)


@value
class VitalsRecorded(Payload):
    """What was measured so many minutes into a session."""

    KIND: ClassVar[str] = "vitals.recorded"

    programme: EventId
    session: Number
    minutes: Count
    systolic: Count | None = None
    diastolic: Count | None = None
    pulse: Count | None = None
    oxygen: Count | None = None
    breathing: Count | None = None
    sedation: Count | None = None
    dissociation: Count | None = None

    @classmethod
    def example(cls) -> Self:
        """Blood pressure and pulse."""
        return cls(
            programme=_PROGRAMME, session=1, minutes=60, systolic=128, diastolic=81, pulse=76
        )


@value
class SessionNoted(Payload):
    """A note so many minutes into a session."""

    KIND: ClassVar[str] = "session.noted"

    programme: EventId
    session: Number
    minutes: Count
    words: Annotated[str, Longest(4000)]

    @classmethod
    def example(cls) -> Self:
        """A quiet hour."""
        return cls(programme=_PROGRAMME, session=1, minutes=90, words="Quiet, eyes closed.")


@value
class SessionClosed(Payload):
    """A session is over; its checks, by name, and who goes home with the person."""

    KIND: ClassVar[str] = "session.closed"

    programme: EventId
    session: Number
    checks: Mapping[Key, bool]
    escort: Annotated[str, Longest(200)]
    exceptions: Annotated[str, Longest(2000)] | None = None

    @classmethod
    def example(cls) -> Self:
        """Two checks of six."""
        return cls(
            programme=_PROGRAMME,
            session=1,
            checks={"oriented": True, "walks": True},
            escort="A friend.",
            exceptions=None,
        )


@value
class IntegrationRecorded(Payload):
    """One item of the integration."""

    KIND: ClassVar[str] = "integration.recorded"

    programme: EventId
    item: Word
    words: Annotated[str, Longest(4000)]
    due: Day | None = None
    done: bool

    @classmethod
    def example(cls) -> Self:
        """A walk to be taken."""
        return cls(
            programme=_PROGRAMME,
            item="next_step",
            words="Walk with Ada.",
            due=date(2026, 6, 7),
            done=False,
        )


@value
class ProgrammeEnded(Payload):
    """A programme is over."""

    KIND: ClassVar[str] = "programme.ended"

    programme: EventId
    summary: Annotated[str, Longest(4000)]

    @classmethod
    def example(cls) -> Self:
        """After two sessions."""
        return cls(programme=_PROGRAMME, summary="Two sessions, both worked through.")


@value
class ProgrammeReopened(Payload):
    """A programme that was over goes on."""

    KIND: ClassVar[str] = "programme.reopened"

    programme: EventId
    reason: Annotated[str, Longest(500)]

    @classmethod
    def example(cls) -> Self:
        """A third session is asked for."""
        return cls(programme=_PROGRAMME, reason="Asked for a third session.")


@value
class SignatureMade(Payload):
    """A name under events, with what it means."""

    KIND: ClassVar[str] = "signature.made"

    targets: tuple[EventId, ...]
    printed_name: Annotated[str, Longest(80)]
    meaning: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A reviewed session."""
        return cls(targets=(_PROGRAMME,), printed_name="R. Okafor", meaning="Reviewed.")


_PROGRAMME = EventId(UUID("92a3b4c5-d6e7-48f9-8112-233445566778"))
_CLINICIAN = "clinician:a3b4c5d6-e7f8-490a-9223-344556677889"
