"""Kinds about what is taken: batches, doses, doses left out, and whether they were felt."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, ClassVar, Self
from uuid import UUID

from limen.journal.kinds.fields import At, Day, Dec, Longest, Number, StatedAmount
from limen.journal.kinds.payload import Payload, value
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.felt import Felt, FeltAnswer, Strength
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit


class Material(Enum):
    """What it is."""

    CUBENSIS = "cubensis"
    OTHER_PSILOCYBE = "other_psilocybe"
    TRUFFLE = "truffle"
    LSD = "lsd"
    PSILOCYBIN = "psilocybin"
    OTHER = "other"


class Basis(Enum):
    """Whether amounts of a batch weigh the material or state the compound."""

    MATERIAL = "material"
    COMPOUND = "compound"


class Prepared(Enum):
    """What the material was made into."""

    PIECES = "pieces"
    POWDER = "powder"
    UNKNOWN = "unknown"


class Tested(Enum):
    """Whether a laboratory tested the batch."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ContentUnit(Enum):
    """The unit of a tested content."""

    MILLIGRAM = "mg"
    MICROGRAM = "microgram"


class ContentPer(Enum):
    """What a tested content is stated for."""

    GRAM = "g"
    PIECE = "piece"


class Analyte(Enum):
    """What a laboratory looked for."""

    PSILOCYBIN_EQUIVALENT = "psilocybin_equivalent"
    LSD = "lsd"
    OTHER = "other"


class AsPlanned(Enum):
    """Whether a dose was taken as planned."""

    YES = "yes"
    MOVED = "moved"
    NO = "no"


class UnplannedWhy(Enum):
    """Why a dose was taken that was not planned so."""

    WANTED = "wanted"
    LOW_MOOD = "low_mood"
    OCCASION = "occasion"
    OTHER = "other"


class Context(Enum):
    """What else was so on that morning."""

    UNWELL = "unwell"
    BAD_SLEEP = "bad_sleep"
    ALCOHOL = "alcohol"
    UNUSUAL_DAY = "unusual_day"
    PERIOD = "period"
    DRIVING = "driving"
    MEDICINE_NEW = "medicine_new"


class SkippedWhy(Enum):
    """Why a planned dose was not taken."""

    FORGOT = "forgot"
    CHOSE = "chose"
    ILL = "ill"
    SAFETY = "safety"
    OTHER = "other"


class Sitting(Enum):
    """The part of the day or week that an answer belongs to."""

    MIDDAY = "midday"
    EVENING = "evening"
    WEEK = "week"


@value
class BatchContent:
    """What a laboratory found in one gram or piece, with its range.

    Raises:
        BadInput: the three numbers are below 0 or out of order.
    """

    lower: Dec
    middle: Dec
    upper: Dec
    unit: ContentUnit
    per: ContentPer
    analyte: Analyte

    def __post_init__(self) -> None:
        if not Decimal(0) <= self.lower <= self.middle <= self.upper:
            raise BadInput(
                "The content of a batch rises from lower to middle to upper.", at="content"
            )


@value
class BatchAdded(Payload):
    """A new lot of a material.

    Raises:
        BadInput: a content stands beside a batch that was not tested.
    """

    KIND: ClassVar[str] = "batch.added"

    name: Annotated[str, Longest(60)]
    material: Material
    material_words: Annotated[str, Longest(60)] | None = None
    form: Form
    basis: Basis
    prepared: Prepared
    tested: Tested
    content: BatchContent | None = None
    stored_since: Day | None = None
    same_source_as: EventId | None = None

    def __post_init__(self) -> None:
        if self.content is not None and self.tested is not Tested.YES:
            raise BadInput("Only a tested batch has a content.", at="content")

    @classmethod
    def example(cls) -> Self:
        """A tested powder."""
        return cls(
            name="B",
            material=Material.CUBENSIS,
            material_words=None,
            form=Form.DRIED,
            basis=Basis.MATERIAL,
            prepared=Prepared.POWDER,
            tested=Tested.YES,
            content=BatchContent(
                lower=Decimal("5.0"),
                middle=Decimal("6.3"),
                upper=Decimal("7.9"),
                unit=ContentUnit.MILLIGRAM,
                per=ContentPer.GRAM,
                analyte=Analyte.PSILOCYBIN_EQUIVALENT,
            ),
            stored_since=date(2026, 1, 15),
            same_source_as=None,
        )


@value
class BatchClosed(Payload):
    """Nothing is left of a batch, or nothing more is taken of it."""

    KIND: ClassVar[str] = "batch.closed"

    batch: EventId

    @classmethod
    def example(cls) -> Self:
        """The end of a batch."""
        return cls(batch=EventId(UUID("4b5a6978-8796-4a5b-9c8d-7e6f5a4b3c2d")))


@value
class DoseTaken(Payload):
    """One intake; in a sealed trial the slot stands in the place of amount and batch.

    Raises:
        BadInput: an amount without a batch, a batch without an amount, or a slot without a trial.
    """

    KIND: ClassVar[str] = "dose.taken"

    taken_at: At | None = None
    amount: StatedAmount | None = None
    batch: EventId | None = None
    trial: UUID | None = None
    slot: Number | None = None
    as_planned: AsPlanned
    why: UnplannedWhy | None = None
    context: tuple[Context, ...] = ()
    slip_checked: bool

    def __post_init__(self) -> None:
        if (self.amount is None) is not (self.batch is None):
            raise BadInput("An amount belongs to a batch: give both or neither.", at="batch")
        _require_trial(self.trial, self.slot)

    @classmethod
    def example(cls) -> Self:
        """A dose as planned in open use."""
        return cls(
            taken_at=datetime(2026, 3, 2, 8, 12, tzinfo=UTC),
            amount=Amount(Decimal("0.10"), Unit.GRAM, Form.DRIED),
            batch=EventId(UUID("4b5a6978-8796-4a5b-9c8d-7e6f5a4b3c2d")),
            trial=None,
            slot=None,
            as_planned=AsPlanned.YES,
            why=None,
            context=(Context.BAD_SLEEP,),
            slip_checked=True,
        )


@value
class DoseSkipped(Payload):
    """A planned dose that was not taken: never the same as a day without an entry.

    Raises:
        BadInput: a slot without a trial.
    """

    KIND: ClassVar[str] = "dose.skipped"

    why: SkippedWhy
    trial: UUID | None = None
    slot: Number | None = None

    def __post_init__(self) -> None:
        _require_trial(self.trial, self.slot)

    @classmethod
    def example(cls) -> Self:
        """A day in bed."""
        return cls(why=SkippedWhy.ILL, trial=None, slot=None)


@value
class FeltAnswered(Payload):
    """Whether a dose was noticed.

    Raises:
        BadInput: the sitting is that of the week, or a strength stands beside NO or UNSURE.
    """

    KIND: ClassVar[str] = "felt.answered"

    dose: EventId
    sitting: Sitting
    felt: Felt
    strength: Strength | None = None

    def __post_init__(self) -> None:
        if self.sitting is Sitting.WEEK:
            raise BadInput("A dose is felt at midday or in the evening.", at="sitting")
        FeltAnswer(self.felt, self.strength)

    @classmethod
    def example(cls) -> Self:
        """Felt, and faintly."""
        return cls(
            dose=EventId(UUID("0b8e2d52-7d0f-4f2b-8f55-0c9a5a1e7b21")),
            sitting=Sitting.EVENING,
            felt=Felt.YES,
            strength=Strength.FAINT,
        )


def _require_trial(trial: UUID | None, slot: int | None) -> None:
    if slot is not None and trial is None:
        raise BadInput("A slot belongs to a trial.", at="slot")
