"""A table of text on stdout: readable at 80 columns, whole and without colour in a pipe."""

import io
import shutil
import sys
from collections.abc import Collection, Sequence

from limen.cli.streams import harmless, is_terminal, may_be_coloured, print_text

_GAP = 2
_ENDLESS = 1_000_000


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Collection[str] = ()
) -> None:
    """Print rows of text under their headings.

    In a terminal long text is folded inside its column; in a pipe each row is one line, as wide as
    it needs to be. Nothing is ever cut.

    Args:
        headings: one for each column.
        rows: as many cells each as there are headings.
        numeric: the headings of columns that stand to the right and are never folded.

    Raises:
        ValueError: a row has another number of cells, or a numeric heading is not a heading.
    """
    if any(len(row) != len(headings) for row in rows) or not set(numeric) <= set(headings):
        raise ValueError("the cells of a table do not fit its headings")
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[_one_line(cell) for cell in row] for row in rows]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False)
    for column, heading in enumerate(headings):
        is_numeric = heading in numeric
        table.add_column(
            Text(_one_line(heading)),
            justify="right" if is_numeric else "left",
            min_width=max((cell_len(row[column]) for row in cells), default=0) if is_numeric else 0,
            overflow="fold",
        )
    for row in cells:
        table.add_row(*map(Text, row))
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=_ENDLESS,
        force_terminal=is_terminal(sys.stdout),
        color_system="standard" if may_be_coloured(sys.stdout) else None,
    )
    needed = console.measure(table)
    if is_terminal(sys.stdout):
        console.width = max(shutil.get_terminal_size().columns, needed.minimum)
    console.print(table)
    print_text("\n".join(line.rstrip() for line in drawn.getvalue().splitlines()))


def _one_line(cell: str) -> str:
    return harmless(cell).replace("\n", " ").replace("\t", " ")
