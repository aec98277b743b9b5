"""Limen's own export: identifiers stay, links are checked, trials stay where they are."""

import dataclasses
import json
from datetime import date
from uuid import UUID

import pytest

from limen.diary.importers.importer import Outcome
from limen.journal.canonical import canon
from limen.journal.chain import event_hash, payload_digest
from limen.journal.event import Header
from limen.journal.kinds.doses import AsPlanned, BatchAdded, DoseTaken, FeltAnswered, Sitting
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.journal.kinds.meta import EventCorrected, EventWithdrawn, HeadWitnessed
from limen.journal.kinds.person import PersonStated, SupportStated
from limen.journal.kinds.programmes import ProgrammeOpened
from limen.journal.kinds.trials import DesignLocked, GuessLocked
from limen.journal.payloads import correction, plain
from limen.terms.errors import BadInput, CheckFailed
from limen.terms.felt import Felt

MOODS = "[mood]\nrad = 5\n"
DAYLIO = "full_date,time,mood\n2026-03-02,20:05,rad\n"


def export(vault, **changes):
    return "".join(f"{json.dumps(written(event) | changes)}\n" for event in vault.events)


def written(event):
    payload = None if event.payload is None else json.loads(event.payload)
    header = dataclasses.asdict(event.header)
    return {"header": header, "hash": event.hash, "salt": event.salt, "payload": payload}


def note(words):
    return NoteWritten(words=words)


@pytest.fixture
def source(another_vault):
    """The journal that was exported."""
    return another_vault(8)


def test_events_keep_their_identifier_day_zone_and_author(vault, source):
    event = source.state(note("Rain\u2028and sun."), 1, day=date(2026, 2, 28))

    preview = vault.preview("own", export(source), stays=[])

    (draft,) = preview.drafts
    assert (draft.id, draft.day, draft.zone.name, draft.by) == (
        event,
        date(2026, 2, 28),
        "Europe/Berlin",
        "participant",
    )
    assert draft.payload == note("Rain\u2028and sun.")
    assert (preview.questions, preview.zone) == ((), "as in the file")


def test_a_copy_that_went_on_adds_what_is_missing(vault, source):
    for journal in (vault, source):
        journal.state(note("Both."), 1)
    vault.state(note("Here."), 2)
    source.state(note("There."), 3)

    preview = vault.preview("own", export(source))
    vault.add(*preview.drafts)

    assert [draft.payload for draft in preview.drafts] == [note("There.")]
    assert (preview.counts.already_here, vault.preview("own", export(source)).drafts) == (1, ())


def test_an_event_with_other_content_stays_as_it_is_here(vault, source):
    vault.state(note("Here."), 1)
    source.state(note("There."), 1)

    preview = vault.preview("own", export(source))

    assert preview.drafts == ()
    assert [(one.row, one.outcome) for one in preview.findings] == [("1", Outcome.LEFT_OUT)]


def test_corrections_and_withdrawals_come_with_their_targets(vault, source):
    target, other = source.state(note("Rian."), 1), source.state(note("Twice."), 2)
    source.state(correction(target, note("Rain."), reason="Typed it wrongly."), 3)
    source.state(EventWithdrawn(target=other, why=duplicate(), reason=""), 4)

    vault.add(*vault.preview("own", export(source)).drafts)

    assert vault.diary.notes == source.diary.notes


def duplicate():
    return EventWithdrawn.example().why


def test_after_undoing_events_come_back_under_new_identifiers(vault, source):
    batch = source.state(BatchAdded.example(), 1)
    dose = dataclasses.replace(DoseTaken.example(), batch=batch)
    taken = source.state(dose, 2)
    source.state(FeltAnswered(dose=taken, sitting=Sitting.EVENING, felt=Felt.NO), 3)
    vault.add(*vault.preview("own", export(source)).drafts)
    once = vault.diary
    vault.undo()

    again = vault.preview("own", export(source)).drafts
    vault.add(*again)

    assert {UUID(int=number) for number in (1, 2, 3)}.isdisjoint({draft.id for draft in again})
    assert [one.felt.felt for one in vault.diary.doses] == [one.felt.felt for one in once.doses]
    assert [one.stated.amount for one in vault.diary.doses] == [dose.amount]
    assert vault.preview("own", export(source)).drafts == ()


def test_what_belongs_to_a_trial_stays_in_its_vault(vault, source):
    in_trial = DoseTaken(as_planned=AsPlanned.YES, trial=UUID(int=9), slot=1, slip_checked=True)
    source.state(DesignLocked.example(), 1)
    source.state(GuessLocked.example(), 2)
    dose = source.state(in_trial, 3)
    source.state(FeltAnswered(dose=dose, sitting=Sitting.MIDDAY, felt=Felt.NO), 4)

    preview = vault.preview("own", export(source))

    assert (preview.drafts, preview.counts.skipped) == ((), 4)


@pytest.mark.parametrize(
    "payload",
    [HeadWitnessed.example(), SupportStated.example(), PersonStated.example()],
)
def test_what_is_about_that_journal_or_person_stays_there(vault, source, payload):
    source.state(payload, 1)

    preview = vault.preview("own", export(source))

    assert (preview.drafts, preview.counts.skipped) == ((), 1)


def test_a_statement_of_being_under_age_comes_along(vault, source):
    minor = dataclasses.replace(PersonStated.example(), adult=False, age_band=None)
    source.state(minor, 1)

    preview = vault.preview("own", export(source))

    assert [draft.payload for draft in preview.drafts] == [minor]


def test_what_was_undone_there_stays_undone(vault, source):
    source.add(*source.preview("daylio", DAYLIO, mapping=MOODS).drafts)
    source.undo()

    preview = vault.preview("own", export(source))

    assert (preview.drafts, preview.counts.skipped) == ((), 2)


def test_an_event_without_its_content_and_what_is_about_it_are_left_out(vault, source):
    target = source.state(note("Gone."), 1)
    source.state(correction(target, note("Gone too."), reason=""), 2)
    source.events[0] = dataclasses.replace(source.events[0], payload=None, salt=None)

    preview = vault.preview("own", export(source))

    assert (preview.drafts, preview.counts.skipped) == ((), 2)


def test_an_event_that_is_here_without_its_content_stays_so(vault, source):
    for journal in (vault, source):
        journal.state(note("Gone."), 1)
    vault.events[0] = dataclasses.replace(vault.events[0], payload=None, salt=None)

    assert vault.preview("own", export(source)).counts.already_here == 1


def test_a_kind_that_cannot_be_recorded_yet_is_left_out(vault, source):
    source.state(note("Rain."), 1)
    line = json.loads(export(source))
    reserved = {**json.loads(canon(plain(ProgrammeOpened.example()))), **origin()}

    preview = vault.preview("own", relinked(line, ProgrammeOpened.KIND, reserved))

    assert (preview.drafts, preview.counts.skipped) == ((), 1)


def test_a_kind_of_a_newer_limen_is_left_out(vault, source):
    source.state(note("Rain."), 1)

    preview = vault.preview("own", relinked(json.loads(export(source)), "day.dreamt", origin()))

    assert [one.problem for one in preview.findings] == ["Saved by a newer Limen."]


def origin():
    return {"by": "participant", "via": "web", "jump": None}


def relinked(line, kind, payload):
    """The line of an event of another kind, with the hashes that belong to it."""
    digest = payload_digest(canon(payload), line["salt"])
    header = {**line["header"], "kind": kind, "payload_digest": digest}
    changed = {"header": header, "hash": event_hash(Header(**header)), "payload": payload}
    return json.dumps({**line, **changed})


def test_a_missing_line_is_noticed(vault, source):
    for number in (1, 2, 3):
        source.state(note("Rain."), number)
    lines = export(source).splitlines(keepends=True)

    for text in ("".join(lines[1:]), lines[0] + lines[2]):
        with pytest.raises(CheckFailed, match=r"This file is not complete\. Nothing was imported"):
            vault.preview("own", text)


@pytest.mark.parametrize(
    "change", [{"hash": "0" * 64}, {"salt": "0" * 31 + "1"}, {"salt": None}, {"payload": {"a": 1}}]
)
def test_a_changed_line_is_noticed(vault, source, change):
    source.state(note("Rain."), 1)

    with pytest.raises(CheckFailed):
        vault.preview("own", export(source, **change))


@pytest.mark.parametrize(
    "change",
    [{"header": 1}, {"header": {"n": 1}}, {"hash": 1}, {"salt": "\ud800"}, {"payload": {"a": 0.5}}],
)
def test_a_line_that_is_none_is_refused(vault, source, change):
    source.state(note("Rain."), 1)

    with pytest.raises(BadInput, match="The file is damaged after row 0"):
        vault.preview("own", export(source, **change))


def test_a_header_with_a_word_for_a_number_is_refused(vault, source):
    source.state(note("Rain."), 1)
    line = json.loads(export(source))
    line["header"]["n"] = "1"

    with pytest.raises(BadInput):
        vault.preview("own", json.dumps(line))


@pytest.mark.parametrize("text", ["", "[" * 100_000, "1", '{"header":{}}'])
def test_another_file_is_refused(vault, text):
    with pytest.raises(BadInput):
        vault.preview("own", text)


def test_a_correction_is_kept_whole(vault, source):
    target = source.state(note("Rian."), 1)
    source.state(correction(target, note("Rain."), reason="Typed it wrongly."), 2)

    preview = vault.preview("own", export(source))

    assert isinstance(preview.drafts[1].payload, EventCorrected)
    assert preview.drafts[1].payload.target == target


def test_what_is_about_nothing_left_out_comes_along(vault, source):
    source.state(SupportStated.example(), 1)
    source.state(CheckInSaved.example(), 2)

    preview = vault.preview("own", export(source))

    assert [draft.payload for draft in preview.drafts] == [CheckInSaved.example()]
