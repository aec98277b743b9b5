"""Limen's own export: the events of another journal, under the identifiers that they have there.

An age file is opened by the door; what arrives here is the archive in it, or its lines alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import uuid5

from limen.diary.importers.importer import Choices, Importer, Preview, Source
from limen.diary.importers.octets import require_rows, start_of, text_of
from limen.diary.importers.own_archive import archive_of, is_archive
from limen.diary.importers.own_lines import events_in
from limen.diary.importers.reading import RECORD, Reading, Row
from limen.journal.event import Draft
from limen.journal.findings import Finding
from limen.journal.kinds.catalogue import META_KINDS, RESERVED_KINDS
from limen.journal.kinds.meta import EventCorrected, EventWithdrawn, ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated, SupportStated
from limen.journal.kinds.trials import DesignLocked
from limen.journal.payloads import from_plain, plain
from limen.journal.reading import Standing, read_event
from limen.terms.calendar import Zone
from limen.terms.identifiers import EventId


def _recognises(first: bytes) -> bool:
    return is_archive(first) or start_of(first).startswith('{"header":{')


def _read(source: Source, choices: Choices) -> Preview:
    archive = archive_of(source.name, source.octets) if is_archive(source.octets) else None
    octets = source.octets if archive is None else archive.lines
    text, encoding = text_of(source.name, octets)
    require_rows(source.name, text.count("\n"))
    events = tuple(events_in(source.name, text)) if text or archive is None else ()
    if archive is not None:
        archive.require(source.name, events)
    read = [read_event(event) for event in events]
    reading = Reading(IMPORTER.id, IMPORTER.version, choices, AS_STATED)
    copying = _Copying(reading, _reverted(read))
    for line, one in enumerate(read, start=1):
        copying.take(reading.row(str(line)), one)
    reading.says += filter(None, [encoding])
    return reading.preview(source)


IMPORTER = Importer("own", 1, "Limen's own export", _recognises, _read)

AS_STATED = "as in the file"
"""In the place of a zone: every event brings its own."""


@dataclass(slots=True)
class _Copying:
    """Events on their way into another journal, and what became of those that they speak of."""

    reading: Reading
    reverted: frozenset[str]
    left_out: set[str] = field(default_factory=set[str])
    renamed: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, row: Row, one: Standing | Finding) -> None:
        if isinstance(one, Finding):
            self._leave_out(row, "".join(str(event) for event in one.events), one.says)
            return
        why = self._why_not(one)
        if why:
            self._leave_out(row, str(one.id), why)
            return
        held = self.reading.choices.held
        event = self._identifier(one.id)
        known = held.events.get(event)
        if known is None:
            row.drafts += (self._draft(event, one),)
        elif known.payload is not None and (known.payload, known.day) != self._stated(one):
            row.leave_out(RECORD, str(one.id), "It is in your vault with other content, and stays.")
        else:
            row.has_known = True

    def _why_not(self, one: Standing) -> str:
        """Why an event stays in the journal that it comes from, or nothing."""
        if one.via in self.reverted:
            return "Its import was undone there."
        why = _why_never(one.payload)
        if not why and self.left_out and not self.left_out.isdisjoint(_texts(plain(one.payload))):
            return "It is about an entry that is left out."
        return why

    def _leave_out(self, row: Row, event: str, why: str) -> None:
        self.left_out.add(event)
        row.is_left_out = True
        row.leave_out(RECORD, event, why)

    def _identifier(self, event: EventId) -> EventId:
        """The identifier that it has there, or a new one where its import was undone here."""
        held, found, reverts = self.reading.choices.held, event, 0
        while held.was_reverted(found):
            reverts += 1
            found = EventId(uuid5(held.chain, f"{IMPORTER.id}\n{event}\n{reverts}"))
        if found != event:
            self.renamed[str(event)] = str(found)
        return found

    def _stated(self, one: Standing) -> tuple[Payload, date]:
        """What an event says, with the identifiers that others have here."""
        if not self.renamed:
            return one.payload, one.day
        members = cast("Mapping[str, object]", _renamed(plain(one.payload), self.renamed))
        return from_plain(one.payload.KIND, one.payload.VERSION, members), one.day

    def _draft(self, event: EventId, one: Standing) -> Draft[Payload]:
        payload, day = self._stated(one)
        return Draft(
            id=event,
            day=day,
            at=one.at,
            zone=Zone(one.zone),
            by=one.by,
            via=self.reading.choices.via,
            payload=payload,
        )


def _why_never(payload: Payload) -> str:
    if isinstance(payload, DesignLocked) or getattr(payload, "trial", None) is not None:
        return "It belongs to a blinded trial, which stays in its own vault."
    if payload.KIND in RESERVED_KINDS:
        return "Limen cannot record this yet."
    if payload.KIND in META_KINDS and not isinstance(payload, EventCorrected | EventWithdrawn):
        return "It is about the journal that it comes from."
    if isinstance(payload, SupportStated) or _is_grown_up(payload):
        return "What you state about yourself is stated in this vault."
    return ""


def _reverted(read: list[Standing | Finding]) -> frozenset[str]:
    return frozenset(
        f"import:{one.payload.import_}"
        for one in read
        if isinstance(one, Standing) and isinstance(one.payload, ImportReverted)
    )


def _is_grown_up(payload: Payload) -> bool:
    return isinstance(payload, PersonStated) and payload.adult


def _texts(value: object) -> set[str]:
    if isinstance(value, dict):
        members = cast("Mapping[str, object]", value).values()
        return {text for member in members for text in _texts(member)}
    if isinstance(value, list):
        return {text for member in cast("list[object]", value) for text in _texts(member)}
    return {value} if isinstance(value, str) else set()


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        members = cast("Mapping[str, object]", value)
        return {key: _renamed(member, names) for key, member in members.items()}
    if isinstance(value, list):
        return [_renamed(member, names) for member in cast("list[object]", value)]
    return names.get(value, value) if isinstance(value, str) else value
