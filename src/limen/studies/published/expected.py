"""The numbers that a paper prints, read from a table that ships with the package."""

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from importlib import resources
from typing import TypedDict

from limen.studies.published.analyses import Model


class PrintedPart(StrEnum):
    """The numbers of a printed cell: a difference, and half the width of its 95 % range."""

    ESTIMATE = "estimate"
    HALF_WIDTH = "half_width"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a printed table; digits are kept as printed ("2.0")."""

    outcome: str
    model: Model
    estimate: Decimal
    half_width: Decimal
    stars: str

    def __str__(self) -> str:
        return f"{self.estimate}±{self.half_width}{self.stars}"


@dataclass(frozen=True, slots=True)
class Misprint:
    """A printed cell that is known not to follow from the public rows, and why.

    `public` is the cell that they give, as it would be printed, and `source` where that stands;
    None where the printed numbers are not known, so that nothing is compared.

    Raises:
        ValueError: `public` is another cell.
    """

    outcome: str
    model: Model
    says: str
    public: PrintedCell | None
    source: str

    def __post_init__(self) -> None:
        there = self.public
        if there and (there.outcome, there.model) != (self.outcome, self.model):
            raise ValueError("the public rows give another cell than the one that is misprinted")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table: its title, its cells, and the misprints known in it.

    A misprint may name a cell whose printed numbers are not among `cells`.

    Raises:
        ValueError: two cells, or two misprints, have the same outcome and model.
    """

    title: str
    cells: tuple[PrintedCell, ...]
    misprints: tuple[Misprint, ...]

    def __post_init__(self) -> None:
        for entries in (self.cells, self.misprints):
            if len({(entry.outcome, entry.model) for entry in entries}) < len(entries):
                raise ValueError("the printed table names a cell twice")

    def cell(self, outcome: str, model: Model) -> PrintedCell | None:
        """What is printed for an outcome and a model, where it is known."""
        return next((c for c in self.cells if (c.outcome, c.model) == (outcome, model)), None)

    def misprint(self, outcome: str, model: Model) -> Misprint | None:
        """What is known to be wrong in the cell of an outcome and a model."""
        return next((m for m in self.misprints if (m.outcome, m.model) == (outcome, model)), None)


class _NumberRow(TypedDict):
    estimate: str
    half_width: str
    stars: str


class _CellRow(_NumberRow):
    outcome: str
    model: str


class _MisprintRow(TypedDict):
    outcome: str
    model: str
    says: str
    public: _NumberRow | None
    source: str


class _TableRows(TypedDict):
    title: str
    cells: list[_CellRow]
    misprints: list[_MisprintRow]


def printed_table(name: str) -> PrintedTable:
    """The table that ships under this name ("szigeti2021")."""
    folder = resources.files("limen.studies.published") / "expected"
    rows: _TableRows = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return PrintedTable(
        title=rows["title"],
        cells=tuple(_cell(row["outcome"], row["model"], row) for row in rows["cells"]),
        misprints=tuple(_misprint(row) for row in rows["misprints"]),
    )


def _cell(outcome: str, model: str, row: _NumberRow) -> PrintedCell:
    return PrintedCell(
        outcome=outcome,
        model=Model(model),
        estimate=Decimal(row["estimate"]),
        half_width=Decimal(row["half_width"]),
        stars=row["stars"],
    )


def _misprint(row: _MisprintRow) -> Misprint:
    outcome, model, public = row["outcome"], row["model"], row["public"]
    return Misprint(
        outcome=outcome,
        model=Model(model),
        says=row["says"],
        public=_cell(outcome, model, public) if public else None,
        source=row["source"],
    )
