"""A questionnaire as one value: items, answers, scoring rule, severity bands, licence, sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType


class Licence(StrEnum):
    """What may be done with the words of an instrument."""

    OWN = "own"
    REPRODUCIBLE = "reproducible"
    DEFINITION_ONLY = "definition_only"
    RESULT_ONLY = "result_only"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an item: its number, and its words or None where only the number is known."""

    value: int
    words: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an instrument.

    Args:
        id: its name in a recorded answer.
        words: as its authors wrote it, or None where the text may not be shown.
        is_risk: an answer above the lowest leads to the help page (safety.md section 2.2).
        loinc: its code in LOINC, or None.
    """

    id: str
    words: str | None
    is_risk: bool = False
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class SeverityBand:
    """Scores from `lowest` to `highest`, both included, with the name that its authors gave."""

    lowest: int
    highest: int
    name: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One complete set of answers with the score that the rule gives, worked out by hand."""

    answers: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire that people answer item by item, and whose score is a sum.

    Args:
        id: its name in a recorded answer.
        version: rises when an item, an answer or the rule changes.
        name: as people know it.
        construct: what it measures.
        stem: the sentence above the items.
        items: in the order of the page.
        choices: the answers to every item, lowest first.
        recall_days: how far back it looks.
        subscales: items by the name of the part they make up.
        bands: severity bands over the whole range, or none.
        smallest_change: points commonly used as the smallest change that matters, or None.
        example: one worked example.
        licence: what may be done with its words.
        licence_says: the same in one sentence.
        sources: where items, rule and licence were read.
        checked_on: the day on which they were read.
        review_by: the last day on which that still counts as known.

    Raises:
        ValueError: items, answers, subscales, bands or dates do not fit together.
    """

    id: str
    version: int
    name: str
    construct: str
    stem: str
    items: tuple[Item, ...]
    choices: tuple[Choice, ...]
    recall_days: int
    example: WorkedExample
    licence: Licence
    licence_says: str
    sources: tuple[str, ...]
    checked_on: date
    review_by: date
    subscales: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    bands: tuple[SeverityBand, ...] = ()
    smallest_change: int | None = None

    def __post_init__(self) -> None:
        known = {item.id for item in self.items}
        if len(known) != len(self.items) or not known:
            raise ValueError(f"{self.id}: an item is missing or stands twice")
        if any(not set(part) <= known for part in self.subscales.values()):
            raise ValueError(f"{self.id}: a subscale names an item that there is none of")
        _require_bands(self)
        if self.review_by <= self.checked_on or not self.sources:
            raise ValueError(f"{self.id}: no source, or due for review before it was read")

    @property
    def lowest_answer(self) -> int:
        """The number of the lowest answer to an item."""
        return self.choices[0].value

    @property
    def highest_answer(self) -> int:
        """The number of the highest answer to an item."""
        return self.choices[-1].value

    @property
    def lowest(self) -> int:
        """The lowest total."""
        return self.lowest_answer * len(self.items)

    @property
    def highest(self) -> int:
        """The highest total."""
        return self.highest_answer * len(self.items)


def _require_bands(instrument: Instrument) -> None:
    if not instrument.bands:
        return
    ends = (instrument.bands[0].lowest, instrument.bands[-1].highest)
    has_gap = any(one.highest + 1 != two.lowest for one, two in pairwise(instrument.bands))
    if has_gap or ends != (instrument.lowest, instrument.highest):
        raise ValueError(f"{instrument.id}: the bands do not cover every score once")
