"""What is exported comes in again: into the same vault nothing, into another one everything."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.actions import backups, projections
from limen.actions.imports import Wishes, apply_import, preview_import, undo_import
from limen.actions.visit import Visit
from limen.diary import fold
from limen.diary.importers.catalogue import IMPORTERS
from limen.diary.importers.held import Held
from limen.diary.importers.importer import Choices, Source
from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.doses import BatchAdded, DoseSkipped
from limen.journal.kinds.harms import MedicineStarted
from limen.journal.kinds.measures import CheckInSaved, NoteWritten, QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated
from limen.journal.payloads import correction
from limen.journal.standing import standing
from limen.store import exports
from limen.store.exports import Export
from limen.terms.calendar import Zone, parse_instant
from limen.terms.identifiers import ChainId, EventId

RUN, AGAIN = UUID(int=71), UUID(int=72)
MOMENT = "2026-03-02T19:04:00.000Z"
HERE, THERE = ChainId(UUID(int=7)), ChainId(UUID(int=8))
STATED = (BatchAdded, DoseSkipped, MedicineStarted, CheckInSaved, QuestionnaireAnswered)


@pytest.fixture
def of_age(record: Callable[..., object]) -> None:
    """The person said that they are 18 or over."""
    record(50, PersonStated.example())


@pytest.mark.usefixtures("of_age")
@pytest.mark.parametrize("write", [backups.back_up, backups.export_plain])
def test_an_export_of_the_same_vault_adds_nothing(
    visit: Visit, record: Callable, tmp_path: Path, write: Callable[[Visit, Path], object]
) -> None:
    record(1)
    write(visit, tmp_path / "a")

    preview = preview_import(visit, tmp_path / "a", Wishes(RUN))

    assert (preview.importer, preview.drafts) == ("own", ())
    assert (preview.counts.read, preview.counts.already_here) == (2, 1)
    assert preview.source_sha256 == Source("a", (tmp_path / "a").read_bytes()).sha256


@pytest.mark.usefixtures("of_age")
def test_an_export_of_another_vault_is_added_once_and_undone(visit: Visit, tmp_path: Path) -> None:
    notes = [NoteWritten(words="Rain."), NoteWritten(words="Sun.")]
    (tmp_path / "a.tar").write_bytes(exports.pack_plain(_export(_chain(notes))))
    before = projections.state_of(visit.chain).diary

    apply_import(visit, RUN, preview_import(visit, tmp_path / "a.tar", Wishes(RUN)))
    there = [note.stated for note in projections.state_of(visit.chain).diary.notes]
    again = preview_import(visit, tmp_path / "a.tar", Wishes(AGAIN))
    undo_import(visit, RUN, event_id=EventId(UUID(int=90)), reason="")

    assert there == notes
    assert again.drafts == ()
    assert projections.state_of(visit.chain).diary == before


@given(
    st.lists(st.sampled_from(STATED) | st.text(st.characters(codec="utf-8"), max_size=9)),
    st.data(),
)
@settings(max_examples=50)
def test_what_was_exported_and_imported_says_the_same(
    stated: list[type[Payload] | str], data: st.DataObject
) -> None:
    events = _chain([_payload(one) for one in stated])
    if events and data.draw(st.booleans()):
        target = EventId(UUID(events[0].header.id))
        note = correction(target, _payload(stated[0]), reason="The same again.")
        events = _chain([*(_payload(one) for one in stated), note])

    packed = exports.pack_plain(_export(events))
    preview = IMPORTERS["own"].read(Source("a.tar", packed), Choices(RUN, Held(HERE)))

    assert _diary(_linked(preview.drafts, HERE)) == _diary(events)


def _payload(stated: type[Payload] | str) -> Payload:
    return NoteWritten(words=stated) if isinstance(stated, str) else stated.example()


def _chain(payloads: list[Payload]) -> list[Event]:
    at, zone = parse_instant(MOMENT), Zone("Europe/Berlin")
    drafts = [
        Draft(EventId(UUID(int=n)), at.date(), at, zone, "participant", "cli", payload)
        for n, payload in enumerate(payloads, start=1)
    ]
    return _linked(drafts, THERE)


def _linked(drafts: object, chain: ChainId) -> list[Event]:
    head, made = Head(0, genesis(chain)), []
    for draft in drafts:
        made.append(link(draft, head, salt=bytes(16), jump=None))
        head = made[-1].head
    return made


def _export(events: list[Event]) -> Export:
    return Export(THERE, tuple(events), b"{}", MOMENT)


def _diary(events: list[Event]) -> object:
    return fold.diary(standing(events).events)
