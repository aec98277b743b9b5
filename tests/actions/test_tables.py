"""Tables of the open journal: all of them or none, and never in the vault's own folder."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from limen.actions.tables import export_tables
from limen.actions.visit import Role, Visit
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.store import events, opening
from limen.terms.errors import BadInput, NotAllowed


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_was_recorded_stands_in_the_tables(
    visit: Visit, record: Callable, tmp_path: Path
) -> None:
    record(1, NoteWritten(words="=SUM(A1)"))
    record(2, CheckInSaved.example())

    made = export_tables(visit, tmp_path / "t")

    assert (made.rows["notes"], made.rows["check_ins"], made.rows["guesses"]) == (1, 1, 0)
    assert made.head == events.head(visit.chain)
    assert rows(tmp_path / "t" / "notes.csv")[0]["words"] == "'=SUM(A1)"
    assert rows(tmp_path / "t" / "check_ins.csv")[0]["scale_mood"] == "5"
    files = {path.name for path in (tmp_path / "t").iterdir()}
    assert files == {*(f"{name}.csv" for name in made.rows), "dictionary.csv"}


def test_the_dictionary_names_every_column_of_every_table(visit: Visit, tmp_path: Path) -> None:
    export_tables(visit, tmp_path / "t")

    explained = [(row["table"], row["column"]) for row in rows(tmp_path / "t" / "dictionary.csv")]

    there = []
    for path in (tmp_path / "t").glob("*.csv"):
        if path.name != "dictionary.csv":
            with path.open(encoding="utf-8", newline="") as file:
                there += [(path.stem, name) for name in next(csv.reader(file))]
    assert sorted(explained) == sorted(there)


def test_a_stranger_writes_no_tables(visit: Visit, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="This is not for you to do"):
        export_tables(replace(visit, role=Role.CLINICIAN), tmp_path / "t")

    assert list(tmp_path.glob("t*")) == []


def test_a_journal_for_reading_is_written_out_all_the_same(visit: Visit, tmp_path: Path) -> None:
    opening.only_reading("Entry 2 was changed.")

    assert export_tables(visit, tmp_path / "t").rows["notes"] == 0


@pytest.mark.parametrize("place", [".", "t", "t/u"])
def test_no_tables_lie_in_the_folder_of_the_vault(visit: Visit, vault: object, place: str) -> None:
    with pytest.raises(BadInput, match="lies in the folder of the vault"):
        export_tables(visit, vault.folder / place)

    assert list(vault.folder.glob("*.csv")) == []
