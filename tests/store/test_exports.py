"""An export is the journal, in JSON: packed and unpacked without loss, or refused."""

import hashlib
import io
import json
import tarfile
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.payload import Payload
from limen.store.exports import Export, pack, unpack
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput, CheckFailed
from limen.terms.identifiers import ChainId, EventId

CHAIN = ChainId(UUID("5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10"))
AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
WRITABLE = [kind for name, kind in sorted(KINDS.items()) if name not in RESERVED_KINDS]
REFUSED = "This is not a whole export of Limen"


def test_every_kind_comes_back_as_it_was() -> None:
    export = _export([kind.example() for kind in WRITABLE])

    assert unpack(pack(export)) == export


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=6), st.data())
@settings(max_examples=50)
def test_any_words_come_back_as_they_were_redacted_or_not(
    words: list[str], data: st.DataObject
) -> None:
    whole = _export([NoteWritten(words=_nfc(word)) for word in words])
    redacted = tuple(
        replace(event, payload=None, salt=None) if data.draw(st.booleans()) else event
        for event in whole.events
    )

    export = replace(whole, events=redacted)

    assert unpack(pack(export)) == export


def test_an_export_of_an_empty_journal_comes_back() -> None:
    assert unpack(pack(_export([]))) == _export([])


def test_a_journal_with_a_damaged_payload_can_be_exported_all_the_same() -> None:
    sound = _export([NoteWritten(words="a"), NoteWritten(words="b")])
    damaged = replace(sound.events[1], payload=b"\xff not JSON")

    export = replace(sound, events=(sound.events[0], damaged))

    assert unpack(pack(export)) == export


def test_any_reader_of_tar_and_json_finds_the_members() -> None:
    members = _members(pack(_export([NoteWritten(words="Slept well.")])))

    first = json.loads(members["events.jsonl"].splitlines()[0])
    assert set(members) == {"events.jsonl", "schema.json", "slots.json", "manifest.json"}
    assert first["payload"]["words"] == "Slept well."
    assert json.loads(members["manifest.json"])["events"] == 1
    assert json.loads(members["schema.json"])["$id"] == "urn:limen:export:1"


def test_every_line_is_as_its_schema_says_redacted_or_not() -> None:
    export = _export([kind.example() for kind in WRITABLE])
    redacted = replace(export.events[0], payload=None, salt=None)
    members = _members(pack(replace(export, events=(redacted, *export.events[1:]))))
    schema = json.loads(members["schema.json"])
    Draft202012Validator.check_schema(schema)
    lines = [json.loads(line) for line in members["events.jsonl"].splitlines()]

    faults = [
        str(error) for line in lines for error in Draft202012Validator(schema).iter_errors(line)
    ]

    assert faults == []
    assert set(schema["$defs"]) == {f"{name}.{kind.VERSION}" for name, kind in KINDS.items()}


def test_a_line_with_another_payload_is_not_as_its_schema_says() -> None:
    members = _members(pack(_export([NoteWritten(words="a")])))
    validator = Draft202012Validator(json.loads(members["schema.json"]))
    line = json.loads(members["events.jsonl"])

    assert not validator.is_valid({**line, "payload": {**line["payload"], "words": 1}})
    assert not validator.is_valid({**line, "hash": "0"})


def test_an_export_of_a_newer_limen_names_the_version_that_is_needed() -> None:
    members = _members(pack(_export([])))
    said = {**json.loads(members["manifest.json"]), "format": "limen/export/2", "limen": "3.1"}

    with pytest.raises(CheckFailed, match="written by a newer Limen") as refused:
        unpack(_archive({**members, "manifest.json": json.dumps(said).encode()}))

    assert refused.value.fix == "Install at least version 3.1."


def test_the_same_export_gives_the_same_octets() -> None:
    assert pack(_export([NoteWritten(words="a")])) == pack(_export([NoteWritten(words="a")]))


@pytest.mark.parametrize("name", ["events.jsonl", "schema.json", "slots.json", "manifest.json"])
@pytest.mark.parametrize("change", ["missing", "changed", "empty"])
def test_a_member_that_is_missing_or_changed_is_refused(name: str, change: str) -> None:
    members = _members(pack(_export([NoteWritten(words="a")])))
    if change == "missing":
        del members[name]
    else:
        members[name] = members[name][:-2] if change == "changed" else b""

    with pytest.raises(BadInput, match=REFUSED):
        unpack(_archive(members))


@pytest.mark.parametrize(
    "change",
    [
        lambda members: {**members, "other": b""},
        lambda members: {f"../{name}": octets for name, octets in members.items()},
    ],
)
def test_an_archive_with_other_members_is_refused(change: object) -> None:
    members = _members(pack(_export([])))

    with pytest.raises(BadInput, match=REFUSED):
        unpack(_archive(change(members)))


@pytest.mark.parametrize("octets", [b"", b"x" * 2000, bytes(10240)])
def test_what_is_no_archive_is_refused(octets: bytes) -> None:
    with pytest.raises(BadInput, match=REFUSED):
        unpack(octets)


@pytest.mark.parametrize("cut", [512, 1024, 4096])
def test_an_archive_that_was_cut_off_is_refused(cut: int) -> None:
    packed = pack(_export([NoteWritten(words="a" * 500)] * 5))

    with pytest.raises(BadInput, match=REFUSED):
        unpack(packed[:cut])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("header", "n"), "1"),
        (("header", "v"), True),
        (("header", "kind"), 5),
        (("hash",), 5),
        (("salt",), 5),
        (("header",), {}),
        (("payload",), 0.5),
    ],
)
def test_a_line_with_fields_of_another_type_is_refused(path: tuple, value: object) -> None:
    members = _members(pack(_export([NoteWritten(words="a")])))
    line = json.loads(members["events.jsonl"])
    place = line
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value

    with pytest.raises(BadInput, match=REFUSED):
        unpack(_archive(_with_events(members, json.dumps(line).encode() + b"\n")))


def _export(payloads: list[Payload]) -> Export:
    return Export(CHAIN, tuple(_chain(payloads)), b'{"slots": []}\n', "2026-03-02T19:04:00.000Z")


def _chain(payloads: list[Payload]) -> list[Event]:
    head, made = Head(0, genesis(CHAIN)), []
    for number, payload in enumerate(payloads, start=1):
        zone, day = Zone("Europe/Berlin"), date(2026, 3, 2)
        draft = Draft(EventId(UUID(int=number)), day, AT, zone, "participant", "cli", payload)
        made.append(link(draft, head, salt=number.to_bytes(16), jump=None))
        head = made[-1].head
    return made


def _nfc(word: str) -> str:

    return unicodedata.normalize("NFC", word)


def _members(octets: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(octets)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def _archive(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, octets in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(octets)
            archive.addfile(member, io.BytesIO(octets))
    return written.getvalue()


def _with_events(members: dict[str, bytes], lines: bytes) -> dict[str, bytes]:
    """The members with other lines, and a manifest that agrees with them."""

    manifest = json.loads(members["manifest.json"])
    manifest["sha256"]["events.jsonl"] = hashlib.sha256(lines).hexdigest()
    octets = json.dumps(manifest).encode()
    return {**members, "events.jsonl": lines, "manifest.json": octets}
