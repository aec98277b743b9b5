"""Limen's own export as an archive: read whole, or refused, whoever changed what."""

import dataclasses
import hashlib
import io
import json
import tarfile
from uuid import UUID

import pytest

from limen.diary.importers.catalogue import importer_of
from limen.diary.importers.importer import Source
from limen.journal.chain import genesis
from limen.journal.kinds.measures import NoteWritten
from limen.terms.errors import BadInput, CheckFailed

INCOMPLETE = r"This file is not complete\. Nothing was imported\."


def line(event):
    payload = None if event.payload is None else json.loads(event.payload)
    header = dataclasses.asdict(event.header)
    written = {"header": header, "hash": event.hash, "salt": event.salt, "payload": payload}
    return json.dumps(written).encode() + b"\n"


def members(vault, /, **said):
    """The members of an export of a journal, with what its list says changed by `said`."""
    files = {
        "events.jsonl": b"".join(map(line, vault.events)),
        "schema.json": b"{}",
    }
    manifest = {
        "format": "limen/export/1",
        "limen": "0.1",
        "vault": str(vault.chain),
        "events": len(vault.events),
        "redacted": sum(event.payload is None for event in vault.events),
        "head": {"n": len(vault.events), "hash": vault.events[-1].hash},
        "sha256": {name: hashlib.sha256(octets).hexdigest() for name, octets in files.items()},
    }
    return {**files, "manifest.json": json.dumps(manifest | said).encode()}


def archive(files, *also):
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as made:
        for name, octets in (*files.items(), *also):
            member = tarfile.TarInfo(name)
            member.size = len(octets)
            made.addfile(member, io.BytesIO(octets))
    return written.getvalue()


@pytest.fixture
def source(another_vault):
    """The journal that was exported: two notes, one of them without its content."""
    journal = another_vault(8)
    for number in (1, 2):
        journal.state(NoteWritten(words=f"words {number}"), number)
    journal.events[0] = dataclasses.replace(journal.events[0], payload=None, salt=None)
    return journal


def test_an_archive_is_read_like_its_lines(vault, source):
    lines = vault.preview("own", members(source)["events.jsonl"])

    preview = vault.preview("own", archive(members(source)))

    assert [draft.payload for draft in preview.drafts] == [NoteWritten(words="words 2")]
    assert (preview.counts, preview.findings) == (lines.counts, lines.findings)


def test_an_archive_is_known_by_its_beginning(source):
    found = importer_of(Source("a", archive(members(source))), format_name="", mapping="")

    assert found.id == "own"


def test_an_empty_journal_adds_nothing(vault, another_vault, source):
    empty = another_vault(9)
    said = {
        "vault": str(empty.chain),
        "events": 0,
        "redacted": 0,
        "head": {"n": 0, "hash": genesis(empty.chain)},
        "sha256": {"events.jsonl": sha256(b""), "schema.json": sha256(b"{}")},
    }
    files = {**members(source, **said), "events.jsonl": b""}

    preview = vault.preview("own", archive(files))

    assert (preview.drafts, preview.counts.read) == ((), 0)


def test_members_that_a_later_release_adds_are_passed_over(vault, source):
    files = {**members(source, further=1), "letters/1.pdf": b"x"}

    assert len(vault.preview("own", archive(files)).drafts) == 1


@pytest.mark.parametrize("name", ["events.jsonl", "schema.json", "manifest.json"])
@pytest.mark.parametrize("change", ["missing", "cut", "flipped"])
def test_a_member_that_is_missing_or_changed_is_refused(vault, source, name, change):
    files = members(source)
    if change == "missing":
        del files[name]
    elif change == "cut":
        files[name] = files[name][:-1]
    else:
        files[name] = bytes([files[name][0] ^ 1]) + files[name][1:]

    with pytest.raises(CheckFailed, match=INCOMPLETE):
        vault.preview("own", archive(files))


@pytest.mark.parametrize(
    "said",
    [
        {"events": 3},
        {"redacted": 0},
        {"head": {"n": 2, "hash": "0" * 64}},
        {"vault": str(UUID(int=9))},
        {"vault": "somebody"},
        {"format": "something else"},
        {"format": None},
        {"sha256": {}},
        {"sha256": []},
        {"sha256": {"events.jsonl": "", "schema.json": "", "other": ""}},
    ],
)
def test_a_list_that_says_something_else_is_refused(vault, source, said):
    with pytest.raises(CheckFailed, match=INCOMPLETE):
        vault.preview("own", archive(members(source, **said)))


def test_a_newer_release_is_named(vault, source):
    files = members(source, format="limen/export/2", limen="3.1")

    with pytest.raises(CheckFailed, match="written by a newer Limen") as refused:
        vault.preview("own", archive(files))

    assert refused.value.fix == "Install at least version 3.1."


def test_another_archive_is_named_as_one(vault):
    with pytest.raises(BadInput, match="holds no export of Limen"):
        vault.preview("own", archive({"a.txt": b"a"}))


def test_a_cut_archive_is_refused(vault, source):
    octets = archive(members(source))

    for end in (600, 1100, 1600):
        with pytest.raises(CheckFailed, match=INCOMPLETE):
            vault.preview("own", octets[:end])


def test_members_twice_links_and_more_than_there_is_are_refused(vault, source):
    twice = archive(members(source), ("schema.json", b"{}"))
    link = tarfile.TarInfo("schema.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    large = tarfile.TarInfo("events.jsonl")
    large.size = 2**40
    for octets in (twice, link.tobuf() + bytes(1024), large.tobuf() + bytes(1024)):
        with pytest.raises(CheckFailed, match=INCOMPLETE):
            vault.preview("own", octets)


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()
