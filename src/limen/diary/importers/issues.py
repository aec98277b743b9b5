"""The rows that need a decision, as a table that a person edits and gives back."""

import csv
import io
from collections.abc import Iterable, Mapping

from limen.diary.importers.importer import Outcome, RowFinding
from limen.diary.importers.octets import text_of
from limen.diary.importers.sheet import sheet_of
from limen.terms.errors import BadInput

COLUMNS = ("row", "field", "value", "problem", "suggestion", "decision")


def issues_text(findings: Iterable[RowFinding]) -> str:
    """The findings that need a decision as comma-separated text; no cell of it is a formula."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in findings:
        if one.outcome is Outcome.OPEN:
            cells = (one.row, one.field, one.value, one.problem, one.suggestion, "")
            table.writerow([_guarded(cell) for cell in cells])
    return written.getvalue()


def decisions_in(name: str, octets: bytes) -> Mapping[tuple[str, str], str]:
    """What a person decided, by row and field; rows without a decision are passed over.

    Raises:
        BadInput: it is no such table.
    """
    text, _ = text_of(name, octets)
    sheet = sheet_of(name, text)
    missing = [column for column in ("row", "field", "decision") if column not in sheet.header]
    if missing:
        raise BadInput(
            f"{name} has no column {missing[0]}.",
            fix="Use the file that an import wrote, with your decisions in its last column.",
            at=f"{name}:1",
        )
    cells = (row.cells for row in sheet.rows if not row.wrong and row.cells["decision"].strip())
    return {(_bare(one["row"]), _bare(one["field"])): one["decision"].strip() for one in cells}


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_SIGNS) else cell
