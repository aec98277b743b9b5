"""Writing what the journal holds as tables that a spreadsheet opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from limen.actions import access, projections
from limen.actions.access import Deed
from limen.actions.visit import Visit
from limen.journal.event import Head
from limen.reports.diary_tables import Contents, diary_tables
from limen.reports.tables import files
from limen.store import backups
from limen.store.folders import write_folder
from limen.terms.calendar import day_of


@dataclass(frozen=True, slots=True)
class WrittenTables:
    """Where the tables lie, how many rows each has, and up to which event they go."""

    folder: Path
    rows: Mapping[str, int]
    head: Head


def export_tables(visit: Visit, folder: Path) -> WrittenTables:
    """Write every table and their dictionary into a new folder, all of them or nothing.

    They are not encrypted, and hold neither a token nor an arm.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
        BadInput: something is there already, the place lies in the vault, or cannot be written.
    """
    access.may(visit, Deed.EXPORT)
    backups.require_outside(folder)
    state = projections.state_of(visit.chain)
    today = day_of(visit.at, visit.zone, state.protocols.day_start)
    contents = Contents(state.standing.events, state.diary, state.protocols, today)
    tables = diary_tables(contents)
    write_folder(folder, {name: text.encode() for name, text in files(tables).items()})
    rows = {table.name: len(table.rows) for table in tables}
    return WrittenTables(folder.absolute(), rows, state.head)
