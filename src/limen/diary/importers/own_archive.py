"""Limen's own export as an archive: its entries, with every member as its list says."""

import io
import json
import re
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from limen.journal.chain import genesis
from limen.journal.event import Event, Head
from limen.terms.errors import BadInput, CheckFailed
from limen.terms.identifiers import parse_chain_id


@dataclass(frozen=True, slots=True)
class Archive:
    """The text of all entries, and what the list of members says about them."""

    lines: bytes
    manifest: Mapping[str, object]

    def require(self, name: str, events: Sequence[Event]) -> None:
        """Let the entries pass if they are all that were exported, from the first to the last.

        Raises:
            CheckFailed: the list says something else about them.
        """
        begin = genesis(parse_chain_id(str(self.manifest["vault"])))
        head = events[-1].head if events else Head(0, begin)
        found = {
            "events": len(events),
            "redacted": sum(event.payload is None for event in events),
            "head": {"n": head.n, "hash": head.hash},
        }
        follows = not events or events[0].header.prev == begin
        if not follows or any(self.manifest.get(what) != count for what, count in found.items()):
            raise incomplete(name)


def is_archive(octets: bytes) -> bool:
    """Whether a file is a plain archive; its first 512 octets are enough to tell."""
    return octets[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC


def archive_of(name: str, octets: bytes) -> Archive:
    """The entries in a plain archive.

    Raises:
        BadInput: it holds no export of Limen, or is too large.
        CheckFailed: a member is missing or changed, or a newer Limen wrote it.
    """
    members = _members(name, octets)
    if MANIFEST not in members and EVENTS not in members:
        raise BadInput(
            f"{name} is an archive, and holds no export of Limen.",
            fix="Unpack it, and give the file inside.",
            at=name,
        )
    try:
        manifest = cast("dict[str, object]", json.loads(members[MANIFEST]))
        _require_version(manifest, name)
        said = cast("Mapping[str, str]", manifest["sha256"])
        is_whole = {EVENTS, SCHEMA} <= said.keys() and all(
            sha256(members[member]).hexdigest() == hashed for member, hashed in said.items()
        )
        parse_chain_id(str(manifest["vault"]))
    except (AttributeError, BadInput, KeyError, RecursionError, TypeError, ValueError):
        raise incomplete(name) from None
    if not is_whole:
        raise incomplete(name)
    return Archive(members[EVENTS], manifest)


def incomplete(name: str) -> CheckFailed:
    """The refusal of an export of which something is missing or changed."""
    return CheckFailed(
        "This file is not complete. Nothing was imported.",
        fix="Export it again, and import the new file.",
        at=name,
    )


EVENTS, SCHEMA, MANIFEST = "events.jsonl", "schema.json", "manifest.json"
_MAGIC, _MAGIC_AT = b"ustar", 257
_FORMAT = re.compile(r"limen/export/(\d{1,9})", re.ASCII)
_OURS = 1


def _require_version(manifest: Mapping[str, object], name: str) -> None:
    version = _FORMAT.fullmatch(str(manifest["format"]))
    if version is None:
        raise incomplete(name)
    if int(version[1]) > _OURS:
        raise CheckFailed(
            "This file was written by a newer Limen. Nothing was imported.",
            fix=f"Install at least version {manifest['limen']}.",
            at=name,
        )


def _members(name: str, octets: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = len(octets)  # more than that no archive holds, unless it is made to
    try:
        with tarfile.open(fileobj=io.BytesIO(octets), mode="r:") as archive:
            for member in archive:
                left -= member.size
                read = archive.extractfile(member) if member.isreg() and left >= 0 else None
                if read is None or member.name in found:
                    raise incomplete(name)
                found[member.name] = read.read()
    except (tarfile.TarError, OSError, ValueError):
        raise incomplete(name) from None
    return found
