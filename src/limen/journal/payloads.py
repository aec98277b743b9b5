"""Payloads as canonical octets and back, and what each kind looks like as JSON Schema."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from json import JSONEncoder
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from limen.journal.canonical import canon
from limen.journal.event import require_origin
from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.meta import EventCorrected
from limen.journal.kinds.payload import Payload, refusal
from limen.journal.upcasts import Plain, upcast
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class Statement:
    """A payload with who stated it, how it arrived, and by how many seconds the clock jumped."""

    payload: Payload
    by: str
    via: str
    jump: int | None


def encode(payload: Payload, *, by: str, via: str, jump: int | None = None) -> bytes:
    """The canonical octets of a payload, which are stored and hashed.

    Raises:
        BadInput: `by` or `via` is none of those that are known.
    """
    require_origin(by, via)
    members = {**plain(payload), "by": by, "via": via, "jump": jump}
    # What the types of fields let pass needs no other writing, where no sign of it is special.
    written = _SORTED(members)
    is_plain = written.isascii() and written.isprintable() and "\\" not in written
    return written.encode("ascii") if is_plain else canon(members)


def decode(kind: str, version: int, octets: bytes) -> Statement:
    """The payload that these octets hold, in the latest version of its kind.

    Raises:
        BadInput: the kind or version is not known, or the octets are not of that form.
    """
    members = _read(octets)
    try:
        by, via, jump = (members.pop(name) for name in ("by", "via", "jump"))
    except KeyError as missing:
        raise BadInput("This payload lacks a field.", at=str(missing.args[0])) from None
    if not isinstance(by, str) or not isinstance(via, str) or not _is_jump(jump):
        raise BadInput("It cannot be read who stated this.", at="by")
    return Statement(from_plain(kind, version, members), by, via, cast("int | None", jump))


def is_readable(kind: str, version: int) -> bool:
    """Whether this Limen knows this kind in this version, or an earlier one of it."""
    return kind in KINDS and 1 <= version <= KINDS[kind].VERSION


def plain(payload: Payload) -> Plain:
    """The fields of a payload as plain values of JSON."""
    return cast("Plain", _adapter(payload.KIND).dump_python(payload, mode="json", by_alias=True))


def from_plain(kind: str, version: int, members: Mapping[str, object]) -> Payload:
    """The payload that these plain fields of this version make today.

    Raises:
        BadInput: the kind or version is not known, a field is missing, added or of another form.
    """
    if not is_readable(kind, version):
        raise BadInput("Saved by a newer Limen.", at="kind")
    made = KINDS[kind]
    current = upcast(dict(members), kind, range(version, made.VERSION))
    if current.keys() != _keys(kind):
        raise BadInput(f"A payload of {kind} has other fields.", at="payload")
    try:
        return _adapter(kind).validate_json(to_json(current))
    except ValidationError as error:
        raise refusal(error) from None


def correction(
    target: EventId, payload: Payload, *, day: date | None = None, reason: str
) -> EventCorrected:
    """The statement that another event was meant to say this, on that day if it is another one."""
    return EventCorrected(
        target=target, v=payload.VERSION, payload=plain(payload), day=day, reason=reason
    )


def schema(kind: str) -> dict[str, object]:
    """The JSON Schema of the payload of a kind, as it is stored in its latest version."""
    found = _adapter(kind).json_schema(mode="serialization")
    found["properties"] = {**found.get("properties", {}), **_ORIGIN}
    found["required"] = sorted(found["properties"])
    return found


_SORTED = JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_ORIGIN = {
    "by": {"type": "string"},
    "via": {"type": "string"},
    "jump": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
}


@cache
def _adapter(kind: str) -> TypeAdapter[Payload]:
    return TypeAdapter(KINDS[kind])


@cache
def _keys(kind: str) -> frozenset[str]:
    fields = dataclasses.fields(cast("Any", KINDS[kind]))
    return frozenset(field.name.removesuffix("_") for field in fields)


def _read(octets: bytes) -> Plain:
    try:
        members = from_json(octets, allow_inf_nan=False)
    except ValueError:
        raise BadInput("This payload cannot be read.", at="payload") from None
    if not isinstance(members, dict):
        raise BadInput("This payload is no object.", at="payload")
    return cast("Plain", members)


def _is_jump(jump: object) -> bool:
    return jump is None or type(jump) is int
