"""Importing: a preview of what a file would add, the adding, and the undoing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid5

from limen.actions import access, projections
from limen.actions.access import Deed
from limen.actions.append import Appended, append, append_all
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.diary.importers.catalogue import importer_of
from limen.diary.importers.held import held_in
from limen.diary.importers.importer import Choices, Preview, Rest, Source, Stay
from limen.diary.importers.issues import decisions_in, issues_text
from limen.diary.importers.octets import LARGEST
from limen.journal.event import Draft, Event
from limen.journal.kinds.meta import ImportApplied, ImportCounts, ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.reading import Standing, read_event
from limen.store import events, files, sealed_exports
from limen.store.collecting import uncollected
from limen.terms.calendar import DayStart, day_of
from limen.terms.errors import NotAllowed, NotFound, RuleBroken
from limen.terms.identifiers import ChainId, EventId
from limen.terms.lines import utf8_text

MOST_OCTETS_OF_MAPPING = 2**20


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says beside the file that they want to import.

    Args:
        import_id: the run's own identifier, made by the client.
        format_name: the importer to use, or empty to find it out.
        mapping: the mapping file, or None.
        issues: the edited `import-issues.csv`, or None.
        stays: where the person was, for files without a zone.
        rest: whether fields without a place become notes.
        ask: asks for what opens a sealed file, in the words that it is given.
    """

    import_id: UUID
    format_name: str = ""
    mapping: Path | None = None
    issues: Path | None = None
    stays: tuple[Stay, ...] = ()
    rest: Rest = Rest.LEFT_OUT
    ask: sealed_exports.Ask = sealed_exports.ask_nobody


def preview_import(visit: Visit, file: Path, wishes: Wishes) -> Preview:
    """What a file would add to the journal; nothing is written.

    Raises:
        NotAllowed: the journal is locked, the person did not state that they are of age, or what
            was typed does not open a sealed file.
        BadInput: the file is damaged, too large or of no known format, or a mapping is wrong.
        CheckFailed: an export of Limen is not complete.
    """
    access.may(visit, Deed.READ)
    state = projections.state_of(visit.chain)
    _require_of_age(state)
    given = Source(file.name, files.read_octets(file, most=LARGEST))
    opened = sealed_exports.opened_export(file, given.octets, wishes.ask)
    source = replace(given, octets=opened)
    mapping = _text_of(wishes.mapping)
    with uncollected():
        held = held_in(visit.chain, events.each(visit.chain), day_start=_day_start(state))
    choices = Choices(
        import_id=wishes.import_id,
        held=held,
        stays=wishes.stays,
        mapping=mapping,
        decisions=_decisions(wishes.issues),
        rest=wishes.rest,
    )
    importer = importer_of(source, format_name=wishes.format_name, mapping=mapping)
    with uncollected():
        return replace(importer.read(source, choices), source_sha256=given.sha256)


def apply_import(visit: Visit, import_id: UUID, preview: Preview) -> Appended:
    """Add what a preview shows, all of it or nothing; a preview of nothing adds nothing.

    Raises:
        NotAllowed: the journal is locked, for reading only, or not this person's.
        RuleBroken: an entry of the file was saved otherwise since the preview.
    """
    if not preview.drafts:
        return Appended((), 0)
    return append_all(visit, (_applied(visit, import_id, preview), *preview.drafts))


def undo_import(visit: Visit, import_id: UUID, *, event_id: EventId, reason: str) -> Event:
    """Take back all that one import added; its events stay readable in the journal.

    Raises:
        NotAllowed: the journal is locked, for reading only, or not this person's.
        NotFound: there was no such import.
        RuleBroken: it was undone before.
    """
    reverted = ImportReverted(import_=import_id, reason=reason)

    def rule(_: State) -> tuple[Payload, ...]:
        _require_applied(visit.chain, import_id)
        return (reverted,)

    made = append(visit, _draft(visit, event_id, reverted), rule)
    return made[0]


def issues_of(preview: Preview) -> str:
    """The rows of a preview that need a decision, as the text of `import-issues.csv`."""
    return issues_text(preview.findings)


def _require_of_age(state: State) -> None:
    person = state.diary.person
    if person is None or not person.adult:
        raise NotAllowed(
            "Limen opens no file before you have said that you are 18 or over.",
            fix="Say so first; help is open to everybody.",
        )


def _day_start(state: State) -> DayStart:
    person = state.diary.person
    return DayStart() if person is None else DayStart.parse(person.day_start)


def _text_of(mapping: Path | None) -> str:
    if mapping is None:
        return ""
    octets = files.read_octets(mapping, most=MOST_OCTETS_OF_MAPPING)
    return utf8_text(octets, mapping.name)


def _decisions(issues: Path | None) -> Mapping[tuple[str, str], str]:
    if issues is None:
        return {}
    return decisions_in(issues.name, files.read_octets(issues, most=LARGEST))


def _applied(visit: Visit, import_id: UUID, preview: Preview) -> Draft[Payload]:
    counts = preview.counts
    applied = ImportApplied(
        import_=import_id,
        importer=preview.importer,
        importer_version=preview.version,
        source_name=preview.source_name[:200],
        source_sha256=preview.source_sha256,
        zone=(preview.zone or visit.zone.name)[:100],
        counts=ImportCounts(
            read=counts.read,
            added=counts.added,
            skipped=counts.skipped + counts.already_here,
            open=counts.open,
        ),
    )
    return _draft(visit, EventId(uuid5(import_id, ImportApplied.KIND)), applied)


def _draft(visit: Visit, event_id: EventId, payload: Payload) -> Draft[Payload]:
    state = projections.state_of(visit.chain)
    return Draft(
        id=event_id,
        day=day_of(visit.at, visit.zone, _day_start(state)),
        at=visit.at,
        zone=visit.zone,
        by="participant",
        via="cli",
        payload=payload,
    )


def _require_applied(chain: ChainId, import_id: UUID) -> None:
    read = (read_event(event) for event in events.each(chain))
    said = [one.payload for one in read if isinstance(one, Standing)]
    if not any(isinstance(one, ImportApplied) and one.import_ == import_id for one in said):
        raise NotFound("There was no such import.", fix="Look up its identifier.", at="--undo")
    if any(isinstance(one, ImportReverted) and one.import_ == import_id for one in said):
        raise RuleBroken("This import was already undone.", at="--undo")
