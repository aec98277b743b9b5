"""A figure: a title, one sentence that holds the finding, a table that agrees, and a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, Union

from limen.reports.figures_drawing import Drawing
from limen.terms.amount import Amount


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that a person wrote, shown as they stand and never translated."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class InEnglish:
    """Words of a questionnaire as their authors wrote them, shown in English in every language."""

    words: str

    def __str__(self) -> str:
        return self.words


Value: TypeAlias = Union[int, date, Amount, OwnWords, InEnglish, "Sentence"]
"""What a sentence or a cell says; how it is written depends on the reader's language."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with places for values, so that each language can order them.

    Args:
        one: the words, with places like `%(days)d`; of two forms the one for a single thing.
        values: what stands in the places.
        many: the form for any other number of things, or empty where there is one form.
        count: the number that chooses the form.
    """

    one: str
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    many: str = ""
    count: int = 1

    def __str__(self) -> str:
        words = self.many if self.many and self.count != 1 else self.one
        return words % self.values if self.values else words

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that it states."""
        return frozenset(value for value in self.values.values() if isinstance(value, int))


def counted(count: int, one: str, many: str, **values: Value) -> Sentence:
    """A sentence about a number of things, which stands in its place `count`."""
    return Sentence(one, {"count": count, **values}, many, count)


NOT_THERE = Sentence("–")
"""What a cell shows where nothing stands: never a 0."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head; the first cell names its row.

    Raises:
        ValueError: a row is longer or shorter than the head, or a head is empty.
    """

    head: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("a row does not fit under the head of its table")
        if not all(map(str, self.head)):
            raise ValueError("a column without a head is read aloud as nothing")

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that stands in a cell, by itself or within words."""
        found: set[int] = set()
        for cell in (cell for row in self.rows for cell in row):
            match cell:
                case int():
                    found.add(cell)
                case Sentence():
                    found |= cell.numbers
                case _:
                    pass
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers with one sentence and one table that say the same.

    Args:
        id: its name on the page.
        title: what it is about.
        says: the sentence that holds the finding.
        table: the numbers.
        drawing: the same as a picture, or None.
        notes: what a reader must know beside it.

    Raises:
        ValueError: the sentence states a number that the table does not hold.
    """

    id: str
    title: Value
    says: Sentence
    table: Table
    drawing: Drawing | None = None
    notes: tuple[Sentence, ...] = ()

    def __post_init__(self) -> None:
        if not self.says.numbers <= self.table.numbers:
            raise ValueError(f"{self.id}: the sentence states a number that is not in the table")
