"""One row of a generic table: its ratings, questionnaires and notes as a mapping says."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from limen.diary.importers.mapping import InstrumentColumns, RatingColumn, TableMapping, TimeColumns
from limen.diary.importers.notes import add_notes
from limen.diary.importers.placing import Placed, placed_clock, placed_day
from limen.diary.importers.reading import Reading, Row
from limen.diary.importers.stated_amounts import spoilt_by_spreadsheet
from limen.diary.importers.table_mapping import item_range
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import IMPORTED_SET, CheckInSaved, QuestionnaireAnswered
from limen.terms.errors import BadInput
from limen.terms.lines import shown


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its cells, blank where the mapping calls them missing, its time and its key."""

    row: Row
    cells: Mapping[str, str]
    placed: Placed
    key: str

    def cell(self, column: str) -> str:
        """A cell as decided or as it stands."""
        return self.row.cell(column, self.cells.get(column, ""))


def placed_row(
    reading: Reading, row: Row, cells: Mapping[str, str], columns: TimeColumns
) -> Placed | None:
    """When a row was; None where it has to be asked."""
    column = columns.column or columns.date
    stated = row.cell(column, cells[column])
    clock = row.cell(columns.clock, cells[columns.clock]) if columns.clock else ""
    try:
        placed = _placed(reading, columns, stated, clock)
    except BadInput as refused:
        row.ask(refused.at or column, f"{stated} {clock}".strip(), refused)
        return None
    if placed.changed:
        row.change(column, stated, placed.changed)
    return placed


def add_ratings(reading: Reading, one: TableRow, mapping: TableMapping) -> None:
    """Add the ratings of a row, those of one scale together."""
    groups: defaultdict[tuple[int, int], list[RatingColumn]] = defaultdict(list)
    for rating in mapping.rating:
        if one.cell(rating.column):
            groups[rating.low, rating.high].append(rating)
    for (low, high), ratings in groups.items():
        record = {rating.name: one.cells[rating.column] for rating in ratings}
        claim = reading.claim(one.row, f"{CheckInSaved.KIND}:{low}:{high}", one.key, record)
        if claim.is_here:
            continue
        stated = {rating: _whole(one, rating.column, low, high) for rating in ratings}
        payload = CheckInSaved(
            sitting=Sitting.EVENING,
            scales={
                rating.name: low + high - level if rating.reverse else level
                for rating, level in stated.items()
                if level is not None
            },
            set=f"{IMPORTED_SET}table:{low}:{high}",
            set_version=1,
            effects_shown=False,
            recalled=False,
        )
        reading.add(one.row, claim, one.placed, payload)


def add_questionnaires(reading: Reading, one: TableRow, mapping: TableMapping) -> None:
    """Add the questionnaires of a row; a total alone is an instrument of its own."""
    for instrument in mapping.instrument:
        columns = _items(instrument)
        record = {item: one.cell(column) for item, column in columns.items()}
        if not any(record.values()):
            continue
        name = instrument.id if instrument.items else f"{instrument.id}_total"
        raw = {item: one.cells[column] for item, column in columns.items()}
        claim = reading.claim(one.row, f"{QuestionnaireAnswered.KIND}:{name}", one.key, raw)
        if claim.is_here:
            continue
        payload = QuestionnaireAnswered(
            instrument=name,
            instrument_version=1,
            language=instrument.language,
            answers={
                item: _whole(one, columns[item], *item_range(instrument)) if text else None
                for item, text in record.items()
            },
            opened_at=one.placed.at,
        )
        reading.add(one.row, claim, one.placed, payload)


def add_table_notes(reading: Reading, one: TableRow, mapping: TableMapping) -> None:
    """Add the free texts of a row, each as a note of its own."""
    for note in mapping.note:
        key = f"{one.key} {note.column}"
        add_notes(reading, one.row, one.placed, key, {note.column: one.cell(note.column)})


_NUMBER = re.compile(r"-?[0-9]{1,9}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")
_ISO_FORMATS = {"%Y-%m-%d": 10, "%Y-%m-%d %H:%M": 16, "%Y-%m-%d %H:%M:%S": 19}


def _items(instrument: InstrumentColumns) -> dict[str, str]:
    if instrument.total:
        return {"total": instrument.total}
    return {str(number): column for number, column in enumerate(instrument.items, start=1)}


def _whole(one: TableRow, column: str, low: int, high: int) -> int | None:
    text = one.cell(column)
    if _NUMBER.fullmatch(text) and low <= int(text) <= high:
        return int(text)
    problem = spoilt_by_spreadsheet(text)
    problem = problem or f"{shown(text)} is not a whole number from {low} to {high}."
    one.row.ask(column, text, problem, f"Type a whole number from {low} to {high}, or skip.")
    return None


def _placed(reading: Reading, columns: TimeColumns, stated: str, clock: str) -> Placed:
    written = columns.format if columns.column else columns.date_format
    wall = _read(stated, written, columns.column or columns.date)
    has_clock = bool(columns.column) and any(sign in written for sign in ("%H", "%I"))
    if clock:
        read = _read(clock, columns.clock_format, columns.clock)
        wall, has_clock = datetime.combine(wall.date(), read.time()), True
    if has_clock:
        return placed_clock(wall, reading.stays, reading.day_start)
    return placed_day(wall.date(), reading.stays, reading.day_start)


def _read(text: str, written: str, column: str) -> datetime:
    try:
        if len(text) == _ISO_FORMATS.get(written) and _ISO.fullmatch(text):
            return datetime.fromisoformat(text)  # the same, five times as fast
        return datetime.strptime(text, written)  # noqa: DTZ007 -- the zone is where the person was
    except ValueError:
        raise BadInput(
            f"{shown(text)} is not written like {written}.", fix="Type the time.", at=column
        ) from None
