"""A tidy file as columns: one row an observation, one column a measure, read only where used.

A column is numbers if its first cell is one, else words. Spaces around a cell do not count. Rows
outside a selection are passed over; rows with an empty cell in a used column are left out, and
counted.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from limen.terms.errors import BadInput
from limen.terms.lines import number_in, numbered_lines, shown
from limen.terms.ports import Tell

TELL_EVERY = 20_000  # rows


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of finite numbers."""

    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words: the level of each row as a place in `levels`, which are sorted."""

    levels: tuple[str, ...]
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Table:
    """The used columns of the rows that count, and the group of each row as a running number.

    `left_out` counts the rows that were selected but had an empty cell in a used column.
    """

    columns: Mapping[str, Numbers | Words]
    groups: Sequence[int]
    left_out: int

    @property
    def rows(self) -> int:
        """How many rows count."""
        return len(self.groups)


def read_table(
    file: str, text: str, used: Sequence[str], group: str, where: Mapping[str, str], tell: Tell
) -> Table:
    """The used columns of a comma-separated text.

    Args:
        file: its name, for sentences.
        text: its whole text, with a header line.
        used: names of the columns to read, each once.
        group: name of the column whose cells, whatever they are, tell the groups apart.
        where: the exact cell that a row must have in a column to count.
        tell: hears the lines that were read.

    Raises:
        BadInput: no such column, a row of another length, words among numbers, or no row left.
    """
    lines = numbered_lines(file, text)
    header = [name.strip() for name in next(lines)[1]]
    places = {name: _place(file, header, name) for name in dict.fromkeys((*used, group, *where))}
    reading = _Reading(file, [_Column(file, name) for name in used])
    wanted = [(places[name], cell.strip()) for name, cell in where.items()]
    taken = [places[name] for name in (group, *used)]
    for line, cells in _told(lines, text.count("\n"), tell):
        if len(cells) != len(header):
            raise _ragged(file, line, len(cells), len(header))
        if all(cells[place].strip() == cell for place, cell in wanted):
            reading.take(line, [cells[place].strip() for place in taken])
    return reading.table(where)


@dataclass(slots=True)
class _Column:
    """A column half read; `first` is the line of its first cell."""

    file: str
    name: str
    first: int = 0
    values: "array[float] | None" = None
    places: "array[int]" = field(default_factory=lambda: array("l"))
    levels: dict[str, int] = field(default_factory=dict[str, int])

    def take(self, line: int, cell: str) -> None:
        if not self.first:
            self.first = line
            self.values = None if number_in(cell) is None else array("d")
        if self.values is None:
            self.places.append(self._level(line, cell))
        else:
            self.values.append(self._number(line, cell))

    def done(self) -> Numbers | Words:
        if self.values is not None:
            return Numbers(self.values)
        order = sorted(self.levels)
        rank = {self.levels[level]: place for place, level in enumerate(order)}
        return Words(tuple(order), array("l", [rank[place] for place in self.places]))

    def _number(self, line: int, cell: str) -> float:
        number = number_in(cell)
        if number is None:
            raise BadInput(
                f"{shown(cell)} in column {self.name} is not a number.",
                fix="Write it in digits with a decimal point, like 0.1, or leave the cell empty.",
                at=f"{self.file}:{line}",
            )
        return number

    def _level(self, line: int, cell: str) -> int:
        place = self.levels.get(cell)
        if place is None:
            if number_in(cell) is not None:
                raise self._mixed(line, cell)
            place = self.levels[cell] = len(self.levels)
        return place

    def _mixed(self, line: int, cell: str) -> BadInput:
        word = shown(next(iter(self.levels)))
        return BadInput(
            f"Column {self.name} mixes words and numbers: {word} here, {shown(cell)} in line "
            f"{line}.",
            fix="Write numbers in every cell, with a decimal point and an empty cell for what is "
            "not known; or words in every cell.",
            at=f"{self.file}:{self.first}",
        )


@dataclass(slots=True)
class _Reading:
    """A table half read."""

    file: str
    columns: list[_Column]
    groups: "array[int]" = field(default_factory=lambda: array("l"))
    known: dict[str, int] = field(default_factory=dict[str, int])
    left_out: int = 0

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take the cells of one row, that of the group first."""
        if "" in cells:
            self.left_out += 1
            return
        self.groups.append(self.known.setdefault(cells[0], len(self.known)))
        for column, cell in zip(self.columns, cells[1:], strict=True):
            column.take(line, cell)

    def table(self, where: Mapping[str, str]) -> Table:
        if not self.groups:
            raise self._nothing_left(where)
        columns = {column.name: column.done() for column in self.columns}
        return Table(columns, self.groups, self.left_out)

    def _nothing_left(self, where: Mapping[str, str]) -> BadInput:
        if self.left_out:
            return BadInput(
                f"Every row of {self.file} that was asked for has an empty cell in a used column.",
                fix="Fill the cells, or leave the column that is empty out of the formula.",
            )
        if where:
            asked = " and ".join(f"{name}={cell}" for name, cell in where.items())
            return BadInput(
                f"No row of {self.file} has {asked}.",
                fix="Write the cell exactly as it stands in the file.",
                at="--where",
            )
        return BadInput(f"{self.file} has a header but no rows.", fix="Add rows.")


def _told(
    lines: Iterator[tuple[int, list[str]]], total: int, tell: Tell
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in lines:
        if line % TELL_EVERY == 0:
            tell(line, total)
        yield line, cells


def _place(file: str, header: Sequence[str], name: str) -> int:
    if header.count(name) == 1:
        return header.index(name)
    if name in header:
        raise BadInput(
            f"Column {name} stands twice in the header of {file}.",
            fix="Give each column a name of its own.",
        )
    says = f"There is no column {shown(name)} in {file}." if name else "A column has no name."
    raise BadInput(says, fix=_instead(header, name))


def _instead(header: Sequence[str], name: str) -> str:
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        return "The header is one long cell: save the file with commas between the columns."
    near = get_close_matches(name, header, n=1)
    there = ", ".join(shown(column) for column in header[:12]) + (", …" if header[12:] else "")
    return (f"Did you mean {near[0]}? " if near else "") + f"It has: {there}."


def _ragged(file: str, line: int, cells: int, expected: int) -> BadInput:
    return BadInput(
        f"There are {cells} cells where the header has {expected}.",
        fix="Give every line as many cells as the header; leave a missing one empty.",
        at=f"{file}:{line}",
    )
