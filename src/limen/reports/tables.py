"""Tables for a spreadsheet: columns that say what they hold, and text that no program computes."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from limen.terms.calendar import instant_text
from limen.terms.lines import NUMBER


class ColumnType(Enum):
    """How the cells of a column are written; a cell without a value is empty, never 0."""

    IDENTIFIER = "identifier"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "yes or no"
    CHOICE = "choice"
    TEXT = "text"


Cell = str | int | Decimal | date | Enum | UUID | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its cells are written, and what they mean.

    `values` are the choices that there are, and empty where any value of its type may stand.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name, with a cell for each column in every row.

    Raises:
        ValueError: a row has more or fewer cells.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.name} has another number of cells")


def csv_text(table: Table) -> str:
    """The table as comma-separated text; no cell of it is a formula.

    Source: interchange.md section 12.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(column.name for column in table.columns)
    lines.writerows([_guarded(_written(cell)) for cell in row] for row in table.rows)
    return written.getvalue()


def dictionary(tables: Iterable[Table]) -> Table:
    """The table that says what each column of the others holds."""
    rows = tuple(
        (
            *(table.name, column.name, column.type, column.unit),
            *(" | ".join(column.values), column.meaning),
        )
        for table in tables
        for column in table.columns
    )
    return Table("dictionary", _OF_COLUMNS, rows)


def files(tables: tuple[Table, ...]) -> Mapping[str, str]:
    """The text of every table and of their dictionary, by the name of its file."""
    every = (*tables, dictionary(tables))
    return {f"{table.name}.csv": csv_text(table) for table in every}


_OF_COLUMNS = (
    Column("table", ColumnType.TEXT, "the file, without its ending"),
    Column("column", ColumnType.TEXT, "the name in its first line"),
    Column(
        "type", ColumnType.TEXT, "how its cells are written", "", tuple(t.value for t in ColumnType)
    ),
    Column("unit", ColumnType.TEXT, "what a number counts"),
    Column("values", ColumnType.TEXT, "the choices, where there is a list of them"),
    Column("meaning", ColumnType.TEXT, "what a cell says"),
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Enum():
            return str(cell.value)
        case datetime():
            return instant_text(cell)
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell)


def _guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it."""
    is_formula = cell.startswith(_FORMULA_SIGNS) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
