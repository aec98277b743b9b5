"""Kinds about what the person noticed in themselves: check-ins, questionnaires, notes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Self

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.fields import At, Key, Longest, Number, Whole, Word
from limen.journal.kinds.payload import Payload, value
from limen.terms.errors import BadInput


@value
class CheckInOpened(Payload):
    """The page of a sitting was opened; proves the order of guess and ratings."""

    KIND: ClassVar[str] = "check_in.opened"

    sitting: Sitting

    @classmethod
    def example(cls) -> Self:
        """An evening."""
        return cls(sitting=Sitting.EVENING)


@value
class CheckInSaved(Payload):
    """The answers of one sitting; a scale that was not answered is absent, never 0.

    Raises:
        BadInput: a rating on an own set lies outside 1 to 7.
    """

    KIND: ClassVar[str] = "check_in.saved"

    sitting: Sitting
    scales: Mapping[Key, Whole]
    set: Word
    set_version: Number
    effects_shown: bool
    effects: tuple[Word, ...] = ()
    recalled: bool
    note: Annotated[str, Longest(2000)] | None = None

    def __post_init__(self) -> None:
        if self.set.startswith(IMPORTED_SET):
            return  # keeps the scale of its source
        for scale, rating in self.scales.items():
            if not _LOWEST <= rating <= _HIGHEST:
                raise BadInput("A rating lies between 1 and 7.", at=f"scales.{scale}")

    @classmethod
    def example(cls) -> Self:
        """An evening with one unwanted effect."""
        return cls(
            sitting=Sitting.EVENING,
            scales={"mood": 5, "energy": 3, "calm": 6, "focus": 4},
            set="daily",
            set_version=1,
            effects_shown=True,
            effects=("headache",),
            recalled=False,
            note=None,
        )


@value
class CheckInSkipped(Payload):
    """The person left a sitting out, which is not the same as missing it."""

    KIND: ClassVar[str] = "check_in.skipped"

    sitting: Sitting
    why: Annotated[str, Longest(200)] | None = None

    @classmethod
    def example(cls) -> Self:
        """An evening left out without a reason."""
        return cls(sitting=Sitting.EVENING, why=None)


@value
class QuestionnaireAnswered(Payload):
    """Raw answers by item: null was skipped, an absent item was not asked, 0 is an answer."""

    KIND: ClassVar[str] = "questionnaire.answered"

    instrument: Word
    instrument_version: Number
    language: Word
    answers: Mapping[Key, Whole | None]
    opened_at: At

    @classmethod
    def example(cls) -> Self:
        """A PHQ-4 with one item left out."""
        return cls(
            instrument="phq4",
            instrument_version=1,
            language="en",
            answers={"1": 0, "2": 1, "3": None, "4": 2},
            opened_at=datetime(2026, 3, 8, 19, 2, 11, 250_000, tzinfo=UTC),
        )


@value
class QuestionnaireSkipped(Payload):
    """The person left a questionnaire out."""

    KIND: ClassVar[str] = "questionnaire.skipped"

    instrument: Word
    why: Annotated[str, Longest(200)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A week without a questionnaire."""
        return cls(instrument="phq4", why="Travelling.")


@value
class NoteWritten(Payload):
    """A note in the person's own words."""

    KIND: ClassVar[str] = "note.written"

    words: Annotated[str, Longest(4000)]

    @classmethod
    def example(cls) -> Self:
        """A line about an evening."""
        return cls(words="Slept badly, walked a lot.")


IMPORTED_SET = "import:"
"""How the name of a set begins whose ratings come from another program."""

_LOWEST, _HIGHEST = 1, 7
