"""A whole journal as members of one archive: JSON that any reader opens, and back without loss."""

import dataclasses
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import cast

from limen import __version__
from limen.journal.canonical import canon
from limen.journal.chain import genesis
from limen.journal.event import Event, Head, Header
from limen.journal.kinds.catalogue import KINDS
from limen.journal.payloads import schema
from limen.terms.errors import BadInput
from limen.terms.identifiers import ChainId, parse_chain_id

FORMAT = "limen/export/1"
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
        EVENTS: b"".join(_line(event) for event in export.events),
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
    """
    members = _members(octets)
    try:
        manifest = cast("dict[str, object]", json.loads(members[MANIFEST]))
        said = cast("Mapping[str, str]", manifest["sha256"])
        is_whole = manifest["format"] == FORMAT and all(
            said[name] == sha256(members[name]).hexdigest() for name in _MEMBERS - {MANIFEST}
        )
        events = tuple(_event(line) for line in members[EVENTS].splitlines())
        chain = parse_chain_id(str(manifest["vault"]))
        export = Export(chain, events, members[SLOTS], str(manifest["made_at"]))
        found = {"n": export.head.n, "hash": export.head.hash}
    except (BadInput, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _not_readable() from None
    if not is_whole or manifest["head"] != found:
        raise _not_readable()
    return export


@cache
def _schemas() -> bytes:
    payloads = {kind: schema(kind) for kind in sorted(KINDS)}
    return _json({"header": [one.name for one in dataclasses.fields(Header)], "payloads": payloads})


def _line(event: Event) -> bytes:
    """One event as a line: its payload as JSON, or in hex where damage left something else."""
    written: dict[str, object] = {
        "header": dataclasses.asdict(event.header),
        "hash": event.hash,
        "salt": event.salt,
        "payload": None,
    }
    if event.payload is not None:
        plain = _plain(event.payload)
        written |= {"payload_hex": event.payload.hex()} if plain is None else {"payload": plain}
    return (
        json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode(
            errors="surrogatepass"
        )
        + b"\n"
    )


def _plain(payload: bytes) -> object | None:
    """The JSON that these canonical octets are, if they are the canonical octets of any."""
    try:
        plain: object = json.loads(payload)
        return plain if canon(plain) == payload else None
    except (ValueError, BadInput):
        return None


def _event(line: bytes) -> Event:
    written = json.loads(line.decode(errors="surrogatepass"))
    payload = written["payload"]
    octets = None if payload is None else canon(payload)
    if "payload_hex" in written:
        octets = bytes.fromhex(written["payload_hex"])
    event = Event(Header(**written["header"]), written["hash"], written["salt"], octets)
    if not _is_typed(event):
        raise ValueError("a field of another type")
    return event


def _is_typed(event: Event) -> bool:
    fields = dataclasses.asdict(event.header)
    numbers = [fields.pop("n"), fields.pop("v")]
    texts = [*fields.values(), event.hash, event.salt or ""]
    return {type(one) for one in numbers} == {int} and {type(one) for one in texts} == {str}


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
    try:
        with tarfile.open(fileobj=io.BytesIO(octets), mode="r:") as archive:
            for member in archive:
                read = archive.extractfile(member) if member.isreg() else None
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
