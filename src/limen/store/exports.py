"""A whole journal as members of one archive: JSON that any reader opens, and back without loss."""

import dataclasses
import io
import json
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import cast

from limen import __version__
from limen.journal.chain import genesis
from limen.journal.event import Event, Head, Header
from limen.journal.kinds.catalogue import KINDS
from limen.journal.payloads import schema
from limen.store.collecting import uncollected
from limen.store.event_lines import event_in, event_line
from limen.terms.errors import BadInput, CheckFailed
from limen.terms.identifiers import ChainId, parse_chain_id

_OURS = 1
FORMAT = f"limen/export/{_OURS}"
_VERSION = re.compile(r"limen/export/(\d{1,9})", re.ASCII)
SCHEMA_ID = "urn:limen:export:1"
EVENTS, SCHEMA, SLOTS, MANIFEST = "events.jsonl", "schema.json", "slots.json", "manifest.json"
_MEMBERS = {EVENTS, SCHEMA, SLOTS, MANIFEST}
_MOST_OCTETS = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that a journal holds at one moment, with its wrapped keys."""

    chain: ChainId
    events: tuple[Event, ...]
    slots: bytes
    made_at: str

    @property
    def head(self) -> Head:
        """The end of the chain that was exported."""
        return self.events[-1].head if self.events else Head(0, genesis(self.chain))


def pack(export: Export) -> bytes:
    """The archive of an export; the same export gives the same octets."""
    return _packed(export, {SLOTS: export.slots})


def pack_plain(export: Export) -> bytes:
    """The archive of an export that is not to be encrypted: the same without wrapped keys."""
    return _packed(export, {})


def _packed(export: Export, keys: Mapping[str, bytes]) -> bytes:
    members = {
        EVENTS: b"".join(map(event_line, export.events)),
        SCHEMA: _schemas(),
        **keys,
    }
    manifest = {
        "format": FORMAT,
        "limen": __version__,
        "vault": str(export.chain),
        "made_at": export.made_at,
        "events": len(export.events),
        "redacted": sum(event.payload is None for event in export.events),
        "head": {"n": export.head.n, "hash": export.head.hash},
        "sha256": {name: sha256(octets).hexdigest() for name, octets in members.items()},
    }
    return _archive({**members, MANIFEST: _json(manifest)})


def unpack(octets: bytes) -> Export:
    """The export that an archive holds, every member as its manifest says.

    Raises:
        BadInput: it is no such archive, or a member is missing, changed or cannot be read.
        CheckFailed: a newer Limen wrote it.
    """
    members = _members(octets)
    try:
        manifest = cast("dict[str, object]", json.loads(members[MANIFEST]))
        _refuse_newer(manifest)
        said = cast("Mapping[str, str]", manifest["sha256"])
        is_whole = manifest["format"] == FORMAT and all(
            said[name] == sha256(members[name]).hexdigest() for name in _MEMBERS - {MANIFEST}
        )
        with uncollected():
            events = tuple(map(event_in, members[EVENTS].splitlines()))
        chain = parse_chain_id(str(manifest["vault"]))
        export = Export(chain, events, members[SLOTS], str(manifest["made_at"]))
        found = {"n": export.head.n, "hash": export.head.hash}
    except (BadInput, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _not_readable() from None
    if not is_whole or manifest["head"] != found:
        raise _not_readable()
    return export


def _refuse_newer(manifest: Mapping[str, object]) -> None:
    version = _VERSION.fullmatch(str(manifest["format"]))
    if version is not None and int(version[1]) > _OURS:
        raise CheckFailed(
            "This was written by a newer Limen; nothing was changed.",
            fix=f"Install at least version {manifest['limen']}.",
        )


@cache
def _schemas() -> bytes:
    """What a line of the events says, as JSON Schema: one definition for each kind and version."""
    kinds = [(kind, made.VERSION) for kind, made in sorted(KINDS.items())]
    whole = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return _json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": SCHEMA_ID,
            "title": "One line of events.jsonl",
            "type": "object",
            "required": ["header", "hash", "salt", "payload"],
            "properties": {
                "header": {
                    "type": "object",
                    "required": [one.name for one in dataclasses.fields(Header)],
                    "properties": {
                        one.name: {"type": "integer" if one.type is int else "string"}
                        for one in dataclasses.fields(Header)
                    },
                },
                "hash": whole,
                "salt": {"type": ["string", "null"], "pattern": "^[0-9a-f]{32}$"},
                "payload": {"type": ["object", "null"]},
            },
            "allOf": [_as_its_kind(kind, version) for kind, version in kinds],
            "$defs": {
                f"{kind}.{version}": {"$id": f"{SCHEMA_ID}:{kind}.{version}", **schema(kind)}
                for kind, version in kinds
            },
        }
    )


def _as_its_kind(kind: str, version: int) -> object:
    """That a line of this kind and version holds its payload, or none because it was redacted."""
    header = {"properties": {"kind": {"const": kind}, "v": {"const": version}}}
    payload = {"anyOf": [{"type": "null"}, {"$ref": f"{SCHEMA_ID}:{kind}.{version}"}]}
    return {
        "if": {"properties": {"header": header}},
        "then": {"properties": {"payload": payload}},
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _archive(members: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, octets in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(octets), 0o600
            archive.addfile(member, io.BytesIO(octets))
    return written.getvalue()


def _members(octets: bytes) -> dict[str, bytes]:
    if len(octets) > _MOST_OCTETS:
        raise _not_readable()
    found: dict[str, bytes] = {}
    left = len(octets)  # more than that no archive holds, unless it is made to
    try:
        with tarfile.open(fileobj=io.BytesIO(octets), mode="r:") as archive:
            for member in archive:
                left -= member.size
                read = archive.extractfile(member) if member.isreg() and left >= 0 else None
                if read is None or member.name not in _MEMBERS - found.keys():
                    raise _not_readable()
                found[member.name] = read.read()
    except (tarfile.TarError, OSError, ValueError):
        raise _not_readable() from None
    if found.keys() != _MEMBERS:
        raise _not_readable()
    return found


def _not_readable() -> BadInput:
    return BadInput(
        "This is not a whole export of Limen; nothing was changed.",
        fix="Take another backup.",
    )
