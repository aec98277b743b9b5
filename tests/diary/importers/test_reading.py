"""What became of each row: a source that changed is asked about, a decision is obeyed."""

import dataclasses
from uuid import UUID

import pytest

from limen.diary.importers.importer import Counts, Outcome
from limen.journal.kinds.doses import BatchAdded
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.meta import EventWithdrawn

SHEET = """
version = 1
kind = "long"
batch = [{ name = "B", material = "cubensis", form = "dried", basis = "material", tested = "no" }]
time = { column = "when", format = "%Y-%m-%d %H:%M" }
dose = [{ amount = "amount", unit = "g", form = "dried", batch = { fixed = "B" } }]
note = [{ column = "words" }]
"""


def sheet(*rows):
    return "\n".join(["when,amount,words", *rows])


FIRST = "2026-03-02 08:12,,Rian."
CHANGED = "2026-03-02 08:12,,Rain."


@pytest.fixture
def imported(vault):
    vault.add(*vault.preview("table", sheet(FIRST), mapping=SHEET).drafts)
    return vault


def test_a_source_that_changed_is_asked_about_with_both_versions(imported):
    preview = imported.preview("table", sheet(CHANGED), mapping=SHEET)

    (found,) = preview.findings
    assert (found.row, found.field, found.outcome) == ("2", "record", Outcome.OPEN)
    assert (found.value, found.suggestion) == ('{"words":"Rain."}', "keep or correct")
    assert found.problem.endswith('when it was imported: {"words":"Rian."}')
    assert preview.drafts == ()


def test_the_first_version_may_be_kept(imported):
    decisions = {("2", "record"): "keep"}

    preview = imported.preview("table", sheet(CHANGED), mapping=SHEET, decisions=decisions)

    assert (preview.drafts, preview.findings, preview.counts.skipped) == ((), (), 1)


def test_the_changed_version_may_correct_the_first(imported):
    decisions = {("2", "record"): "correct"}

    imported.add(
        *imported.preview("table", sheet(CHANGED), mapping=SHEET, decisions=decisions).drafts
    )

    assert [note.stated for note in imported.diary.notes] == [NoteWritten(words="Rain.")]
    assert imported.preview("table", sheet(CHANGED), mapping=SHEET).counts.already_here == 1


def test_another_record_at_the_same_time_is_new(imported):
    preview = imported.preview("table", sheet(FIRST, CHANGED), mapping=SHEET)

    assert [draft.payload for draft in preview.drafts] == [NoteWritten(words="Rain.")]


def test_a_record_at_another_time_is_new(imported):
    preview = imported.preview("table", sheet(CHANGED.replace("08:12", "08:13")), mapping=SHEET)

    assert preview.counts.added == 1


def test_a_row_may_be_skipped(vault):
    decisions = {("2", "record"): "skip"}

    preview = vault.preview("table", sheet(FIRST), mapping=SHEET, decisions=decisions)

    assert (preview.drafts, preview.counts) == ((), Counts(1, 0, 0, 1, 0))


def test_a_batch_that_the_vault_has_is_not_added_again(vault):
    untested = {"content": None, "tested": type(BatchAdded.example().tested).NO}
    known = dataclasses.replace(BatchAdded.example(), name="b", **untested)
    batch = vault.state(known, 1)

    preview = vault.preview("table", sheet("2026-03-02 08:12,0.1,"), mapping=SHEET)

    assert [draft.payload.batch for draft in preview.drafts] == [batch]


def test_amounts_that_the_vault_has_are_neighbours_of_new_ones(vault):
    known = [f"2026-03-0{day} 08:12,0.1," for day in range(1, 6)]
    vault.add(*vault.preview("table", sheet(*known), mapping=SHEET).drafts)

    preview = vault.preview("table", sheet("2026-03-07 08:12,1,"), mapping=SHEET)

    assert [(one.field, one.value) for one in preview.findings] == [("amount", "1 g")]


def test_a_withdrawn_record_stays_withdrawn(imported):
    target = imported.events[0].header.id
    imported.state(
        EventWithdrawn(target=UUID(target), why=EventWithdrawn.example().why, reason=""), 1
    )

    assert imported.preview("table", sheet(FIRST), mapping=SHEET).drafts == ()


def test_an_unreadable_event_of_the_vault_stops_nothing(imported):
    imported.events[0] = dataclasses.replace(imported.events[0], payload=None, salt=None)

    preview = imported.preview("table", sheet(CHANGED), mapping=SHEET)

    assert preview.counts.added == 1


def test_an_event_without_an_identifier_stops_nothing(imported):
    header = dataclasses.replace(imported.events[0].header, id="?")
    imported.events[0] = dataclasses.replace(imported.events[0], header=header)

    assert imported.preview("table", sheet(FIRST), mapping=SHEET).counts.added == 1


def test_only_rows_that_add_something_wait_for_the_zone(vault):
    preview = vault.preview("table", sheet(FIRST, "2026-03-03 08:12,,"), mapping=SHEET, stays=[])

    assert preview.counts == Counts(2, 0, 0, 1, 1)


def test_every_row_has_one_outcome():
    with pytest.raises(ValueError, match="one outcome"):
        Counts(read=2, added=1, already_here=0, skipped=0, open=0)
