"""Kinds of one blinded trial; none may be corrected, and none before the opening holds an arm."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.fields import (
    At,
    Count,
    Dec,
    Key,
    Longest,
    Number,
    PlainObject,
    Sha256,
    Token,
    Word,
)
from limen.journal.kinds.payload import Payload, value
from limen.journal.kinds.trial_choices import (
    Believed,
    CheckId,
    CheckOutcome,
    Entry,
    Headline,
    PackedBy,
    SealHolder,
    SeenArm,
    StatedResult,
)
from limen.terms.identifiers import EventId


@value
class TrialDrafted(Payload):
    """A blinded trial is being prepared within a protocol."""

    KIND: ClassVar[str] = "trial.drafted"

    trial: UUID
    protocol: EventId
    design: Word
    design_version: Number

    @classmethod
    def example(cls) -> Self:
        """Pairs of weeks."""
        protocol = EventId(UUID("5e6f7081-9293-44b5-86d7-e8f901122334"))
        return cls(trial=_TRIAL, protocol=protocol, design="paired_weeks", design_version=1)


@value
class DesignLocked(Payload):
    """The design is fixed; `design` is the object that `design_hash` is the hash of."""

    KIND: ClassVar[str] = "design.locked"

    design: PlainObject
    design_hash: Sha256
    attainable_p: Dec
    allocations: Annotated[str, Longest(100)]
    repeat_share: Dec
    power: Dec

    @classmethod
    def example(cls) -> Self:
        """A design of twelve weeks, its object shortened."""
        return cls(
            design={"format": "limen/design/1", "trial": str(_TRIAL), "weeks": 12},
            design_hash=_HASH,
            attainable_p=Decimal("0.03125"),
            allocations="64",
            repeat_share=Decimal("0.0156"),
            power=Decimal("0.61"),
        )


@value
class SealDrawn(Payload):
    """One drawing of key and labels; what is stored opens nothing."""

    KIND: ClassVar[str] = "seal.drawn"

    trial: UUID
    draw: Number
    tokens: tuple[Token, ...]
    key_digest: Sha256
    labels: Sha256
    sequence: Sha256 | None = None
    commitment: Sha256

    @classmethod
    def example(cls) -> Self:
        """The first drawing, its labels shortened to two."""
        return cls(
            trial=_TRIAL,
            draw=1,
            tokens=("2K7QWM4X", "8HVN03RT"),
            key_digest=_HASH,
            labels=_HASH,
            sequence=None,
            commitment=_HASH,
        )


@value
class SealPrinted(Payload):
    """The labels are on paper; a wrapped key is kept in grade C alone."""

    KIND: ClassVar[str] = "seal.printed"

    trial: UUID
    fingerprint: Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}$")]
    holder: SealHolder
    wrapped_key: Annotated[str, Longest(400)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A stub in a closed envelope."""
        return cls(
            trial=_TRIAL,
            fingerprint="07SK5ZKDDG4ZYQ2M",
            holder=SealHolder.ENVELOPE,
            wrapped_key=None,
        )


@value
class PackingConfirmed(Payload):
    """All packets are closed; three capsules of each arm were weighed before, in milligrams."""

    KIND: ClassVar[str] = "packing.confirmed"

    trial: UUID
    weights_active: tuple[Dec, ...]
    weights_placebo: tuple[Dec, ...]
    packed_by: PackedBy

    @classmethod
    def example(cls) -> Self:
        """Three capsules of each kind."""
        return cls(
            trial=_TRIAL,
            weights_active=(Decimal("301.2"), Decimal("299.8"), Decimal("300.4")),
            weights_placebo=(Decimal("300.9"), Decimal("298.7"), Decimal("301.0")),
            packed_by=PackedBy.SELF,
        )


@value
class PacketOpened(Payload):
    """A packet was opened and its label read."""

    KIND: ClassVar[str] = "packet.opened"

    trial: UUID
    slot: Number
    token: Token
    as_planned: bool
    entry: Entry

    @classmethod
    def example(cls) -> Self:
        """The first packet."""
        return cls(trial=_TRIAL, slot=1, token="2K7QWM4X", as_planned=True, entry=Entry.TYPED)  # noqa: S106 -- a label, no password


@value
class SlotMissed(Payload):
    """A slot passed with its packet closed."""

    KIND: ClassVar[str] = "slot.missed"

    trial: UUID
    slot: Number
    why: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A week away."""
        return cls(trial=_TRIAL, slot=3, why="Away without the box.")


@value
class OddsAnnounced(Payload):
    """The odds that were announced for a slot, in percent."""

    KIND: ClassVar[str] = "odds.announced"

    trial: UUID
    slot: Number
    percent: Annotated[int, Field(ge=0, le=100)]

    @classmethod
    def example(cls) -> Self:
        """Even odds."""
        return cls(trial=_TRIAL, slot=2, percent=50)


@value
class GuessLocked(Payload):
    """What the participant believes was in a packet, with how sure: 1, 2 or 3."""

    KIND: ClassVar[str] = "guess.locked"

    trial: UUID
    slot: Number
    sitting: Sitting
    arm: Believed
    sure: Annotated[int, Field(ge=1, le=3)]
    opened_at: At
    answered_at: At

    @classmethod
    def example(cls) -> Self:
        """A guess at midday."""
        return cls(
            trial=_TRIAL,
            slot=1,
            sitting=Sitting.MIDDAY,
            arm=Believed.PLACEBO,
            sure=2,
            opened_at=datetime(2026, 3, 2, 12, 30, tzinfo=UTC),
            answered_at=datetime(2026, 3, 2, 12, 30, 9, 500_000, tzinfo=UTC),
        )


@value
class TrialPaused(Payload):
    """A trial pauses; its packets stay closed."""

    KIND: ClassVar[str] = "trial.paused"

    trial: UUID
    why: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """A cold."""
        return cls(trial=_TRIAL, why="A cold.")


@value
class TrialResumed(Payload):
    """A trial goes on."""

    KIND: ClassVar[str] = "trial.resumed"

    trial: UUID
    why: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """After a cold."""
        return cls(trial=_TRIAL, why="Well again.")


@value
class PacketOpenedEarly(Payload):
    """The arm of one packet was read before the end, because somebody needed to know."""

    KIND: ClassVar[str] = "packet.opened_early"

    trial: UUID
    slot: Number
    token: Token
    reason: Annotated[str, Longest(200)]
    who_knows: Annotated[str, Longest(200)]
    arm: SeenArm

    @classmethod
    def example(cls) -> Self:
        """Read by a doctor alone."""
        return cls(
            trial=_TRIAL,
            slot=2,
            token="8HVN03RT",  # noqa: S106 -- a label, no password
            reason="Emergency room asked.",
            who_knows="The doctor.",
            arm=SeenArm.UNREAD,
        )


@value
class DataLocked(Payload):
    """Nothing can be added to a trial any more; `n` and `hash` are the head before this event."""

    KIND: ClassVar[str] = "data.locked"

    trial: UUID
    reason: Annotated[str, Longest(200)] | None = None
    missing: tuple[Number, ...] = ()
    lost: tuple[Number, ...] = ()
    n: Count
    hash: Sha256

    @classmethod
    def example(cls) -> Self:
        """The planned end, with one guess missing."""
        return cls(trial=_TRIAL, reason=None, missing=(3,), lost=(), n=212, hash=_HASH)


@value
class StatedCheck:
    """One check of an unblinding with its outcome and a sentence."""

    id: CheckId
    outcome: CheckOutcome
    says: Annotated[str, Longest(500)]


@value
class TrialUnblinded(Payload):
    """The arms became known; the key is public from here on."""

    KIND: ClassVar[str] = "trial.unblinded"

    trial: UUID
    key: Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]
    checks: tuple[StatedCheck, ...]

    @classmethod
    def example(cls) -> Self:
        """One check of eleven."""
        check = StatedCheck(
            id=CheckId.V1, outcome=CheckOutcome.PASS, says="The design is the one that was locked."
        )
        return cls(trial=_TRIAL, key="0123456789ABCDEFGHJKMNPQRS", checks=(check,))


@value
class StubLost(Payload):
    """The paper with the key is lost, so that the trial stays closed for good."""

    KIND: ClassVar[str] = "stub.lost"

    trial: UUID

    @classmethod
    def example(cls) -> Self:
        """A lost envelope."""
        return cls(trial=_TRIAL)


@value
class TrialAbandoned(Payload):
    """A trial was given up before its data lock; it stays in every later count."""

    KIND: ClassVar[str] = "trial.abandoned"

    trial: UUID
    reason: Annotated[str, Longest(200)]

    @classmethod
    def example(cls) -> Self:
        """No capsules left."""
        return cls(trial=_TRIAL, reason="The capsules got wet.")


@value
class ResultStated(Payload):
    """What the person was told, so that a later analysis can be shown beside it."""

    KIND: ClassVar[str] = "result.stated"

    trial: UUID
    analysis: Word
    analysis_version: Number
    rules_version: Word
    inputs_sha256: Sha256
    verdict: StatedResult
    headline: Headline
    numbers: Mapping[Key, Dec]

    @classmethod
    def example(cls) -> Self:
        """No difference found."""
        return cls(
            trial=_TRIAL,
            analysis="randomisation",
            analysis_version=1,
            rules_version="1",
            inputs_sha256=_HASH,
            verdict=StatedResult.L0,
            headline=Headline.S2,
            numbers={"effect": Decimal("0.11"), "p": Decimal("0.53125")},
        )


_TRIAL = UUID("8192a3b4-c5d6-47e8-b901-122334455667")
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
