"""What a published file promises of its columns, and the reading of one cell against that promise.

Nothing is guessed: a cell is a number only where it is written as one, and missing only where its
column lists the very word. Numbers in other scripts or with underscores, NaN and infinity are
refused.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from limen.terms.lines import NUMBER, shown

Cell = str | int | float | None

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)


class Kind(StrEnum):
    """What stands in the cells of a column."""

    WHOLE = "whole number"
    NUMBER = "number"
    WORD = "word"


class CellRefused(ValueError):
    """A cell that its column does not allow, with the reason ("XX is not MD or PL")."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the file declares it.

    Args:
        name: as written in the header.
        kind: what its cells hold.
        unit: what a number counts, or empty for words and codes.
        lowest, highest: the range of a number, ends included; infinite where there is none.
        words: every word that may stand there; none means any.
        missing: the words that mean "missing" in this column, and no others.

    Raises:
        ValueError: a range without numbers, or one that is upside down.
    """

    name: str
    kind: Kind
    unit: str = ""
    lowest: float = -math.inf
    highest: float = math.inf
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.lowest <= self.highest:
            raise ValueError(f"the range of {self.name} is upside down")

    def cell(self, text: str) -> Cell:
        """What a cell of this column says.

        Raises:
            CellRefused: it does not keep to the declaration.
        """
        if text in self.missing:
            return None
        if self.kind is Kind.WORD:
            return self._word(text)
        return self._number(text)

    def _word(self, text: str) -> str:
        if self.words and text not in self.words:
            raise CellRefused(self.name, f"{shown(text)} is not {listed(self.words)}")
        return text

    def _number(self, text: str) -> int | float:
        pattern = _WHOLE if self.kind is Kind.WHOLE else NUMBER
        if not pattern.fullmatch(text):
            raise CellRefused(self.name, f"{shown(text)} is not a {self.kind}")
        number = int(text) if self.kind is Kind.WHOLE else float(text)
        refuse_outside(self.name, number, self.lowest, self.highest)
        return number


@dataclass(frozen=True, slots=True)
class RowRule:
    """What cells of one row owe each other: `refuse` gets the cells of `columns`, in their order.

    It raises `CellRefused` where they do not belong together.
    """

    columns: tuple[str, ...]
    refuse: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a file promises: its columns, the key that no two rows share, and rules across cells.

    `key_says` names the key in a sentence ("participant {trial_id}, {tp}").

    Raises:
        ValueError: the key or a rule names a column that is not declared.
    """

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    key_says: str
    rules: tuple[RowRule, ...] = ()

    def __post_init__(self) -> None:
        named = {*self.key, *(name for rule in self.rules for name in rule.columns)}
        if not named <= set(self.names):
            raise ValueError("the key or a rule names a column that is not declared")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def refuse_outside(column: str, number: float, lowest: float, highest: float) -> None:
    """Refuse a number that is not finite or lies outside its range.

    Raises:
        CellRefused: with the range in the reason.
    """
    if not math.isfinite(number):
        raise CellRefused(column, "the number is too large to be read")
    if number < lowest:
        raise CellRefused(column, f"{number:.15g} is below {lowest:.15g}")
    if number > highest:
        raise CellRefused(column, f"{number:.15g} is above {highest:.15g}")


def listed(words: tuple[str, ...]) -> str:
    """Words as a sentence lists them: "MD or PL", "female, male or non-binary"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
