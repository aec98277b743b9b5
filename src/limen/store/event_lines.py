"""One event as one line of JSON that any reader opens, and back octet for octet."""

import json
import re
from dataclasses import fields
from json import JSONEncoder
from typing import Any

from pydantic_core import from_json

from limen.journal.canonical import canon
from limen.journal.chain import header_row
from limen.journal.event import Event, Header
from limen.terms.errors import BadInput


def event_line(event: Event) -> bytes:
    """An event with the JSON that its payload is, or the payload in hex where damage left none."""
    *said, hashed = header_row(event)
    header = dict(zip(_NAMES, said, strict=True))
    before = _WRITTEN({"header": header, "hash": hashed, "salt": event.salt})
    return b"%b%b%b}\n" % (before[:-1].encode(*_ANY_TEXT), _PAYLOAD, _content(event.payload))


def event_in(line: bytes) -> Event:
    """The event that a line holds, by itself; nothing says yet that it is as it was recorded.

    Raises:
        BadInput: its payload has no canonical form.
        ValueError: it is no JSON, or a member is of another type.
        KeyError: a member is missing.
        TypeError: a member is of another form.
    """
    before, _, content = line.partition(_PAYLOAD)
    payload = content.removesuffix(b"}")
    if not _stands_as_it_is(payload):
        return _event(json.loads(line.decode(*_ANY_TEXT)))
    written = json.loads((before + b"}").decode(*_ANY_TEXT))
    return _typed(Event(Header(**written["header"]), written["hash"], written["salt"], payload))


_PAYLOAD = b',"payload":'
# A stored text may hold anything after damage; it comes back all the same.
_ANY_TEXT = ("utf-8", "surrogatepass")
_NAMES = tuple(field.name for field in fields(Header))
_ESCAPED = re.compile(rb"[\\\n\r]")
_TYPES = (int, str, str, int, str, str, str, str, str, str)
_WRITTEN = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _content(payload: bytes | None) -> bytes:
    if payload is None:
        return b"null"
    if payload.startswith(b"{") and (_stands_as_it_is(payload) or _is_canonical(payload)):
        return payload
    return b'null,"payload_hex":"%b"' % payload.hex().encode()


def _stands_as_it_is(payload: bytes) -> bool:
    """Whether these octets are one object of JSON, in one line and without an escaped sign.

    Such an object is cut out of its line again; any other one is written anew, in canonical form.
    """
    if not payload.startswith(b"{") or _ESCAPED.search(payload):
        return False
    try:
        from_json(payload, allow_inf_nan=False)
    except ValueError:
        return False
    return True


def _is_canonical(payload: bytes) -> bool:
    try:
        return canon(json.loads(payload)) == payload
    except (BadInput, RecursionError, ValueError):
        return False


def _event(written: dict[str, Any]) -> Event:
    payload = written["payload"]
    octets = None if payload is None else canon(payload)
    if "payload_hex" in written:
        octets = bytes.fromhex(written["payload_hex"])
    return _typed(Event(Header(**written["header"]), written["hash"], written["salt"], octets))


def _typed(event: Event) -> Event:
    if tuple(map(type, header_row(event))) != _TYPES or not isinstance(event.salt, str | None):
        raise ValueError("a member of another type")
    return event
