"""A separated file of any program: its signs found out, its rows by the names of their columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from limen.diary.importers.octets import damaged, require_rows
from limen.terms.errors import BadInput
from limen.terms.lines import Separator, numbered_lines

LOOKED_AT = 200  # rows


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line on which it begins, and its cells by column, or what is wrong with it."""

    line: int
    cells: Mapping[str, str]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and rows of a file, and the sign between its cells."""

    header: tuple[str, ...]
    separator: Separator
    rows: tuple[SheetRow, ...]

    @property
    def says(self) -> str:
        """A sentence about how the file was read."""
        return f"Its cells are parted by a {self.separator.name.lower()}."


def sheet_of(name: str, text: str) -> Sheet:
    """The rows of a separated text with a header.

    Raises:
        BadInput: empty, damaged, a column without a name or with that of another, too many rows.
    """
    separator = _separator(text)
    lines = _lines(name, text, separator)
    _, header = next(lines)
    columns = tuple(column.strip() for column in header)
    _require_names(name, columns)
    rows: list[SheetRow] = []
    for line, cells in lines:
        rows.append(_row(line, columns, cells))
        require_rows(name, len(rows))
    return Sheet(columns, separator, tuple(rows))


def _lines(name: str, text: str, separator: Separator) -> Iterator[tuple[int, list[str]]]:
    last = 0
    try:
        for line, cells in numbered_lines(name, text, separator):
            yield line, cells
            last = line
    except BadInput:
        if not last:
            raise
        raise damaged(name, last) from None


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> SheetRow:
    if len(cells) == len(columns):
        return SheetRow(line, dict(zip(columns, cells, strict=True)))
    wrong = f"This row has {len(cells)} cells where the header has {len(columns)}."
    return SheetRow(line, dict(zip(columns, cells, strict=False)), wrong)


def _separator(text: str) -> Separator:
    """The sign by which most of the first rows have as many cells as the header, more than one."""
    return max(Separator, key=lambda separator: _fitting(text, separator))


def _fitting(text: str, separator: Separator) -> int:
    lines: list[list[str]] = []
    try:
        lines.extend(cells for _, cells in islice(numbered_lines("", text, separator), LOOKED_AT))
    except BadInput:
        return 0
    width = len(lines[0])
    return sum(len(cells) == width for cells in lines) if width > 1 else 0


def _require_names(name: str, columns: Sequence[str]) -> None:
    for column in columns:
        if columns.count(column) > 1:
            raise BadInput(
                f"Column {column!r} stands twice in the header of {name}.",
                fix="Give each column a name of its own.",
                at=f"{name}:1",
            )
