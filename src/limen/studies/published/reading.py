"""A published file read as rows: text first, then cell by cell against its declaration.

Columns are found by name, never by position. A row that breaks the declaration is left out, with
file, line, column and reason; everything that concerns the file as a whole is refused at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from limen.studies.published.declaration import Cell, CellRefused, Column, Declaration, listed
from limen.studies.published.rows import Rejection, Rows
from limen.terms.errors import BadInput
from limen.terms.lines import numbered_lines

MOST_REJECTIONS_KEPT = 100


def read_rows(file: str, text: str, declared: Declaration) -> Rows:
    """The rows of a comma-separated file with a header.

    Raises:
        BadInput: the file is empty, is no such file, lacks a column, or no row is left.
    """
    lines = numbered_lines(file, text)
    _, header = next(lines)
    places, width = _places(file, header, declared.names)
    reading = _Reading(file, declared, places, width)
    for line, cells in lines:
        reading.take(line, cells)
    return reading.rows()


@dataclass(slots=True)
class _Reading:
    """A file half read: what was accepted so far, and what was not."""

    file: str
    declared: Declaration
    places: Sequence[int]
    width: int
    keys: set[tuple[Cell, ...]] = field(default_factory=set[tuple[Cell, ...]])
    rejections: list[Rejection] = field(default_factory=list[Rejection])
    read: int = 0
    columns: list[list[Cell]] = field(init=False)
    cells: list[tuple["_CellReader", int]] = field(init=False)
    key: list[int] = field(init=False)
    rules: list[tuple[Callable[..., None], list[int]]] = field(init=False)

    def __post_init__(self) -> None:
        readers = map(_CellReader, self.declared.columns)
        self.columns = [[] for _ in self.declared.columns]
        place = self.declared.names.index
        self.cells = list(zip(readers, self.places, strict=True))
        self.key = list(map(place, self.declared.key))
        self.rules = [(rule.refuse, list(map(place, rule.columns))) for rule in self.declared.rules]

    def take(self, line: int, texts: Sequence[str]) -> None:
        self.read += 1
        try:
            row = self._row(texts)
        except CellRefused as refused:
            if len(self.rejections) < MOST_REJECTIONS_KEPT:
                self.rejections.append(Rejection(self.file, line, refused.column, refused.reason))
            return
        for column, cell in zip(self.columns, row, strict=True):
            column.append(cell)

    def rows(self) -> Rows:
        accepted = len(self.columns[0])
        if accepted == 0:
            first = f" The first: {self.rejections[0].says}" if self.rejections else ""
            raise BadInput(
                f"{self.file} has no row that can be used.{first}",
                fix="Use the file as it was published.",
            )
        columns = dict(zip(self.declared.names, map(tuple, self.columns), strict=True))
        return Rows(self.file, columns, self.read, self.read - accepted, tuple(self.rejections))

    def _row(self, texts: Sequence[str]) -> tuple[Cell, ...]:
        if len(texts) != self.width:
            raise CellRefused("", f"has {len(texts)} cells where the header has {self.width}")
        row = tuple([reader[texts[place]] for reader, place in self.cells])
        for refuse, places in self.rules:
            refuse(*[row[place] for place in places])
        key = tuple([row[place] for place in self.key])
        if key in self.keys:
            named = dict(zip(self.declared.names, row, strict=True))
            raise CellRefused("", f"repeats {self.declared.key_says.format_map(named)}")
        self.keys.add(key)
        return row


class _CellReader(dict[str, Cell]):
    """The cells of one column by their text; each text is read once."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, text: str) -> Cell:
        self[text] = cell = self.column.cell(text)
        return cell


def _places(file: str, header: list[str], names: tuple[str, ...]) -> tuple[list[int], int]:
    missing = tuple(name for name in names if name not in header)
    twice = tuple(name for name in names if header.count(name) > 1)
    for wrong, says in ((missing, "is missing in"), (twice, "stands twice in the header of")):
        if wrong:
            raise BadInput(
                f"Column {wrong[0]} {says} {file}.",
                fix=f"The header must name {listed(names).replace(' or ', ' and ')}, once each.",
            )
    return [header.index(name) for name in names], len(header)
