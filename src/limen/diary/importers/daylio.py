"""Daylio's CSV: moods in the person's own words, activities and notes, in local time."""

import re
from datetime import datetime, time
from typing import Final

from limen.diary.importers.importer import Choices, Importer, Preview, Question, Rest, Source
from limen.diary.importers.mapping import WordMapping, parse_mapping
from limen.diary.importers.notes import add_notes
from limen.diary.importers.octets import start_of, text_of
from limen.diary.importers.placing import Placed, placed_clock
from limen.diary.importers.reading import RECORD, Reading, Row
from limen.diary.importers.sheet import SheetRow, sheet_of
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import IMPORTED_SET, CheckInSaved
from limen.terms.calendar import parse_day
from limen.terms.errors import BadInput
from limen.terms.lines import shown

LOWEST, HIGHEST = 1, 5
"""The scale of `import:daylio`."""


def _recognises(first: bytes) -> bool:
    header = start_of(first).partition("\n")[0]
    return all(column in header for column in _NEEDED)


def _read(source: Source, choices: Choices) -> Preview:
    text, encoding = text_of(source.name, source.octets)
    sheet = sheet_of(source.name, text)
    missing = [column for column in _NEEDED if column not in sheet.header]
    if missing:
        raise BadInput(
            f"{source.name} has no column {missing[0]}.",
            fix="Export it in Daylio as CSV, or make a mapping for it.",
            at=f"{source.name}:1",
        )
    mapping = parse_mapping(choices.mapping, WordMapping)
    reading = Reading(IMPORTER.id, IMPORTER.version, choices, mapping.zone)
    for sheet_row in sheet.rows:
        _read_row(reading, mapping, reading.row(str(sheet_row.line)), sheet_row)
    unread = sorted(set(sheet.header) - _READ)
    reading.says += filter(None, [encoding, sheet.says])
    reading.says += [f"Not read: {', '.join(unread)[:500]}."] if unread else []
    return reading.preview(source)


IMPORTER: Final = Importer("daylio", 1, "Daylio (CSV)", _recognises, _read)

_NEEDED = ("full_date", "time", "mood")
_READ = {"full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"}
_KNOWN_MOODS = {"rad": "5", "good": "4", "meh": "3", "bad": "2", "awful": "1"}
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE | re.ASCII)


def _read_row(reading: Reading, mapping: WordMapping, row: Row, sheet_row: SheetRow) -> None:
    if sheet_row.wrong:
        row.ask(RECORD, "", sheet_row.wrong, "Repair the row in the file.")
        return
    cells = sheet_row.cells
    day, clock = cells["full_date"].strip(), cells["time"].strip()
    placed = _placed(reading, row, day, clock)
    if placed is None:
        return
    key = f"{day} {clock}"
    _read_mood(reading, mapping, row, placed, key, cells["mood"].strip())
    record = {name: cells.get(name, "") for name in ("note_title", "note")}
    if reading.choices.rest is Rest.KEPT:
        record["activities"] = cells.get("activities", "")
    add_notes(reading, row, placed, key, record)


def _placed(reading: Reading, row: Row, day: str, clock: str) -> Placed | None:
    try:
        wall = datetime.combine(
            parse_day(row.cell("full_date", day)), _time(row.cell("time", clock))
        )
        placed = placed_clock(wall, reading.stays, reading.day_start)
    except BadInput as refused:
        row.ask("full_date" if refused.at == "day" else "time", f"{day} {clock}", refused)
        return None
    if placed.changed:
        row.change("time", clock, placed.changed)
    return placed


def _time(clock: str) -> time:
    found = _CLOCK.fullmatch(clock.replace("\N{NARROW NO-BREAK SPACE}", " "))
    hour, minute, half = (int(found[1]), int(found[2]), found[3]) if found else (24, 0, "")
    if half:
        if not 1 <= hour <= _HALF_DAY:
            raise _no_time(clock)
        hour = hour % _HALF_DAY + (_HALF_DAY if half.casefold() == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise _no_time(clock) from None


_HALF_DAY = 12  # hours


def _no_time(clock: str) -> BadInput:
    return BadInput(f"{shown(clock)} is not a time.", fix="Type it like 20:05.", at="time")


def _read_mood(
    reading: Reading, mapping: WordMapping, row: Row, placed: Placed, key: str, word: str
) -> None:
    if not word:
        return
    record = {"full_date_time": key, "mood": word}
    claim = reading.claim(row, CheckInSaved.KIND, key, record)
    if claim.is_here:
        return
    moods = {known.casefold(): level for known, level in mapping.mood.items()}
    mood = moods.get(word.casefold())
    if mood is None:
        says = f"How good is the mood {shown(word)}, from {LOWEST} (worst) to {HIGHEST} (best)?"
        suggestion = _KNOWN_MOODS.get(word.casefold(), "")
        reading.ask(row, Question(f"mood:{word}", says, suggestion))
        return
    payload = CheckInSaved(
        sitting=Sitting.EVENING,
        scales={"mood": mood},
        set=f"{IMPORTED_SET}{IMPORTER.id}",
        set_version=IMPORTER.version,
        effects_shown=False,
        recalled=False,
    )
    reading.add(row, claim, placed, payload)
