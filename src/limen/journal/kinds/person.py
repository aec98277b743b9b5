"""Kinds about the person: who they are for Limen, and who stands by them."""

from enum import Enum
from typing import Annotated, ClassVar, Self

from limen.journal.kinds.fields import DayStartText, Longest, Word
from limen.journal.kinds.payload import Payload, value


class AgeBand(Enum):
    """How old a person is, as finely as Limen wants to know."""

    FROM_18_TO_20 = "18_20"
    FROM_21_TO_24 = "21_24"
    FROM_25_TO_64 = "25_64"
    FROM_65 = "65_up"


@value
class PersonStated(Payload):
    """What holds for the person from now on; without an age band a trial takes the youngest."""

    KIND: ClassVar[str] = "person.stated"

    adult: bool
    age_band: AgeBand | None = None
    country: Word | None = None
    region: Word | None = None
    day_start: DayStartText
    language: Word

    @classmethod
    def example(cls) -> Self:
        """An adult in Germany whose day begins at four."""
        return cls(
            adult=True,
            age_band=AgeBand.FROM_25_TO_64,
            country="DE",
            region=None,
            day_start="04:00",
            language="en",
        )


@value
class SupportStated(Payload):
    """Whom to turn to on a hard day, in the person's own words."""

    KIND: ClassVar[str] = "support.stated"

    person: Annotated[str, Longest(80)] | None = None
    message: Annotated[str, Longest(300)] | None = None
    safety_plan: Annotated[str, Longest(2000)] | None = None

    @classmethod
    def example(cls) -> Self:
        """A friend, without a written plan."""
        return cls(person="Ada", message="Could you call me tonight?", safety_plan=None)
