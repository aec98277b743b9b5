"""A rows file: one row a day, with what was taken, guessed and scored on it.

Comma-separated text with a header, columns by name, rows in any order. A day without a row and an
empty cell are missing; nothing is filled in. A column with another name than those below is a
measure where its first cell is a number, and is passed over where that is a word.

Source: experience.md section 4.1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from limen.studies.rows_cells import (
    MOST_SURE,
    Arm,
    Choice,
    GuessSitting,
    amount_in,
    choice_in,
    day_in,
    is_number_like,
    measure_in,
    whole_number_in,
)
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.felt import Felt
from limen.terms.lines import numbered_lines, shown

MOST_ROWS = 2_000
MOST_OCTETS = 2**22
SCORE = "score"
COLUMNS = (
    "day",
    "slot",
    "arm",
    "felt",
    "guess",
    "sure",
    "guess_sitting",
    "second_guess",
    "amount",
    "unit",
    "form",
    "batch",
)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day as it stands in the file, at line `line`; None is an empty cell.

    `guess` is the analysed one, `sure` goes from 1 (just a guess) to 3. `measures` holds the
    numbers of the day by the name of their column; a name that is not there was left empty.
    """

    line: int
    day: date
    slot: int | None = None
    arm: Arm | None = None
    felt: Felt | None = None
    guess: Arm | None = None
    sure: int | None = None
    guess_sitting: GuessSitting = GuessSitting.MIDDAY
    second_guess: Arm | None = None
    amount: Amount | None = None
    batch: str | None = None
    measures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RowsFile:
    """The rows of a file in the order of their days, each day once; `measure` is the main one."""

    name: str
    columns: tuple[str, ...]
    measure: str
    rows: tuple[DayRow, ...]

    def require(self, *columns: str) -> None:
        """Refuse a file without one of these columns.

        Raises:
            BadInput: a column is missing.
        """
        for column in columns:
            if column not in self.columns:
                raise _no_column(self.name, column, self.columns)

    def score(self, row: DayRow) -> float | None:
        """The main measure of a day, in points as they stand in the file."""
        return row.measures.get(self.measure)


def read_rows(name: str, text: str, main_measure: str) -> RowsFile:
    """The rows of a comma-separated text.

    Args:
        name: of the file, for sentences.
        text: the whole of it, with a header line.
        main_measure: the column to analyse; where there is none of that name, `score`.

    Raises:
        BadInput: a required column is missing, a day stands twice or cannot be read, a cell holds
            what its column cannot hold, or there are no rows or more than 2,000.
    """
    lines = numbered_lines(name, text)
    header = tuple(column.strip() for column in next(lines)[1])
    _refuse_header(name, header)
    if "day" not in header:
        raise _no_column(name, "day", header)
    measure = _measure(name, header, main_measure)
    rows = _in_order(name, _Reading(name, header, {measure, SCORE}).rows(lines))
    return RowsFile(name=name, columns=header, measure=measure, rows=rows)


@dataclass(slots=True)
class _Reading:
    """A file half read: which of the further columns turned out to be measures."""

    name: str
    header: tuple[str, ...]
    numbers: set[str]
    words: set[str] = field(default_factory=set[str])

    def rows(self, lines: Iterator[tuple[int, list[str]]]) -> Iterator[DayRow]:
        for count, (line, cells) in enumerate(lines, start=1):
            at = f"{self.name}:{line}"
            if count > MOST_ROWS:
                raise BadInput(
                    f"There are more than {MOST_ROWS:,} rows.",
                    fix="One trial has far fewer days; leave the others out.",
                    at=at,
                )
            if len(cells) != len(self.header):
                raise BadInput(
                    f"There are {len(cells)} cells where the header has {len(self.header)}.",
                    fix="Give every line as many cells as the header; leave a missing one empty.",
                    at=at,
                )
            trimmed = (cell.strip() for cell in cells)
            try:
                yield self._row(line, dict(zip(self.header, trimmed, strict=True)))
            except BadInput as refusal:
                raise BadInput(refusal.says, fix=refusal.fix, at=at) from None

    def _row(self, line: int, cells: Mapping[str, str]) -> DayRow:
        said = {column: cell for column, cell in cells.items() if cell}
        sitting = _read(said, "guess_sitting", GuessSitting)
        return DayRow(
            line=line,
            day=day_in(cells["day"]),
            slot=_whole(said, "slot", None),
            arm=_read(said, "arm", Arm),
            felt=_read(said, "felt", Felt),
            guess=_read(said, "guess", Arm),
            sure=_whole(said, "sure", MOST_SURE),
            guess_sitting=sitting or GuessSitting.MIDDAY,
            second_guess=_read(said, "second_guess", Arm),
            amount=_amount(said),
            batch=said.get("batch"),
            measures=MappingProxyType(dict(self._measures(said))),
        )

    def _measures(self, said: Mapping[str, str]) -> Iterator[tuple[str, float]]:
        for column, cell in said.items():
            if column in COLUMNS or column in self.words:
                continue
            if column in self.numbers or is_number_like(cell):
                self.numbers.add(column)
                yield column, measure_in(column, cell)
            else:
                self.words.add(column)


def _read(said: Mapping[str, str], column: str, choices: type[Choice]) -> Choice | None:
    return choice_in(column, said[column], choices) if column in said else None


def _whole(said: Mapping[str, str], column: str, most: int | None) -> int | None:
    return whole_number_in(column, said[column], most) if column in said else None


def _amount(said: Mapping[str, str]) -> Amount | None:
    if "amount" not in said:
        return None
    return amount_in(said["amount"], said.get("unit", ""), said.get("form", ""))


def _refuse_header(name: str, header: Sequence[str]) -> None:
    for column in header:
        if not column:
            raise BadInput(f"A column of {name} has no name.", fix="Name it, or take it out.")
        if header.count(column) > 1:
            raise BadInput(
                f"Column {shown(column)} stands twice in the header of {name}.",
                fix="Give each column a name of its own.",
            )


def _measure(name: str, header: Sequence[str], wanted: str) -> str:
    if wanted in header or SCORE in header:
        return wanted if wanted in header else SCORE
    if "amount" in header:  # what was noticed, and drift, need no scores
        return wanted
    raise _no_column(name, wanted, header)


def _no_column(name: str, column: str, header: Sequence[str]) -> BadInput:
    there = ", ".join(shown(known) for known in header[:12]) + (", …" if header[12:] else "")
    return BadInput(f"There is no column {shown(column)} in {name}.", fix=f"It has: {there}.")


def _in_order(name: str, rows: Iterator[DayRow]) -> tuple[DayRow, ...]:
    by_day: dict[date, DayRow] = {}
    for row in rows:
        first = by_day.setdefault(row.day, row)
        if first is not row:
            raise BadInput(
                f"{row.day} stands twice, the first time in line {first.line}.",
                fix="Keep one row for each day.",
                at=f"{name}:{row.line}",
            )
    if not by_day:
        raise BadInput(f"{name} has a header but no rows.", fix="Add rows.")
    return tuple(by_day[day] for day in sorted(by_day))
