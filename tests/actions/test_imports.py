"""Importing into an open vault: previewed, added as a whole, undone, and only for grown-ups."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from limen.actions import projections
from limen.actions.imports import Wishes, apply_import, issues_of, preview_import, undo_import
from limen.actions.visit import Visit
from limen.diary.importers.importer import Stay
from limen.journal.kinds.person import PersonStated
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput, NotAllowed, NotFound, RuleBroken
from limen.terms.identifiers import EventId

RUN, AGAIN = UUID(int=71), UUID(int=72)
UNDO = EventId(UUID(int=90))
DAYLIO = "full_date,time,mood,note\n2026-03-01,20:05,good,Rain.\n2026-03-01,late,good,\n"
MOODS = "[mood]\ngood = 4\n"


@pytest.fixture
def of_age(record: Callable[..., object]) -> None:
    """The person said that they are 18 or over."""
    record(50, PersonStated.example())


@pytest.fixture
def daylio(tmp_path: Path) -> Path:
    path = tmp_path / "daylio.csv"
    path.write_text(DAYLIO, encoding="utf-8")
    return path


@pytest.fixture
def wishes(tmp_path: Path) -> Wishes:
    mapping = tmp_path / "moods.toml"
    mapping.write_text(MOODS, encoding="utf-8")
    return Wishes(RUN, mapping=mapping, stays=(Stay(Zone("Europe/Berlin")),))


def notes(visit: Visit) -> list[str]:
    return [note.stated.words for note in projections.state_of(visit.chain).diary.notes]


@pytest.mark.usefixtures("of_age")
def test_a_preview_writes_nothing(visit, daylio, wishes):
    before = projections.state_of(visit.chain).head

    preview = preview_import(visit, daylio, wishes)

    assert (preview.counts.added, preview.counts.open) == (1, 1)
    assert projections.state_of(visit.chain).head == before


@pytest.mark.usefixtures("of_age")
def test_what_was_previewed_is_added_with_what_it_came_from(visit, daylio, wishes):
    appended = apply_import(visit, RUN, preview_import(visit, daylio, wishes))

    kinds = [event.header.kind for event in appended.added]
    assert kinds == ["import.applied", "check_in.saved", "note.written"]
    assert notes(visit) == ["Rain."]


@pytest.mark.usefixtures("of_age")
def test_importing_again_adds_nothing(visit, daylio, wishes):
    apply_import(visit, RUN, preview_import(visit, daylio, wishes))
    head = projections.state_of(visit.chain).head

    again = dataclasses.replace(wishes, import_id=AGAIN)
    appended = apply_import(visit, AGAIN, preview_import(visit, daylio, again))

    assert appended.added == ()
    assert projections.state_of(visit.chain).head == head


@pytest.mark.usefixtures("of_age")
def test_undoing_restores_the_diary_and_importing_brings_it_back(visit, daylio, wishes):
    before = projections.state_of(visit.chain).diary
    apply_import(visit, RUN, preview_import(visit, daylio, wishes))

    undo_import(visit, RUN, event_id=UNDO, reason="It was the wrong file.")
    undone = projections.state_of(visit.chain).diary
    again = dataclasses.replace(wishes, import_id=AGAIN)
    apply_import(visit, AGAIN, preview_import(visit, daylio, again))

    assert undone == before
    assert notes(visit) == ["Rain."]


@pytest.mark.usefixtures("of_age")
def test_an_import_is_undone_once(visit, daylio, wishes):
    apply_import(visit, RUN, preview_import(visit, daylio, wishes))
    undo_import(visit, RUN, event_id=UNDO, reason="It was the wrong file.")

    with pytest.raises(RuleBroken, match="already undone"):
        undo_import(visit, RUN, event_id=EventId(UUID(int=91)), reason="Once more.")


@pytest.mark.usefixtures("of_age")
def test_what_was_never_imported_cannot_be_undone(visit):
    with pytest.raises(NotFound, match="There was no such import"):
        undo_import(visit, RUN, event_id=UNDO, reason="")


@pytest.mark.usefixtures("of_age")
def test_decisions_of_the_issues_file_bring_the_rows_in(visit, daylio, wishes, tmp_path):
    issues = tmp_path / "import-issues.csv"
    text = issues_of(preview_import(visit, daylio, wishes))
    issues.write_text(text.replace("like 20:05.,", "like 20:05.,21:00"), encoding="utf-8")

    preview = preview_import(visit, daylio, dataclasses.replace(wishes, issues=issues))

    assert (preview.counts.added, preview.counts.open) == (2, 0)


@pytest.mark.parametrize("adult", [None, False])
def test_no_file_is_opened_before_the_person_said_that_they_are_of_age(
    visit, record, wishes, tmp_path, adult
):
    if adult is not None:
        record(50, dataclasses.replace(PersonStated.example(), adult=adult, age_band=None))

    with pytest.raises(NotAllowed, match="18 or over"):
        preview_import(visit, tmp_path / "absent.csv", wishes)


@pytest.mark.usefixtures("of_age")
@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", '{"experiences": ['])
def test_a_damaged_or_unknown_file_is_refused_and_writes_nothing(visit, tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    before = projections.state_of(visit.chain).head

    with pytest.raises(BadInput):
        preview_import(visit, path, Wishes(RUN))

    assert projections.state_of(visit.chain).head == before


@pytest.mark.usefixtures("of_age")
def test_a_file_that_is_not_there_or_too_large_is_refused(visit, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(64 * 2**20 + 1)

    with pytest.raises(BadInput, match="There is no file"):
        preview_import(visit, tmp_path / "absent.csv", Wishes(RUN))
    with pytest.raises(BadInput, match=r"large\.csv is larger than 64 MiB"):
        preview_import(visit, large, Wishes(RUN))
