"""The lines of Limen's own export, checked one against the next."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from limen.diary.importers.octets import damaged
from limen.journal.canonical import canon
from limen.journal.chain import event_hash, payload_digest
from limen.journal.event import Event, Header
from limen.terms.errors import BadInput, CheckFailed


def events_in(name: str, text: str) -> Iterator[Event]:
    """The events of an export, in order, up to its end.

    Raises:
        BadInput: a line is not one of such an export.
        CheckFailed: an event is missing, or is not as it was written.
    """
    before = ""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        event = _event(name, number, line)
        header = event.header
        is_next = header.n == number and (not before or header.prev == before)
        if not is_next or event_hash(header) != event.hash or not _has_its_payload(event):
            raise CheckFailed(
                "This file is not complete. Nothing was imported.",
                fix="Export it again, and import the new file.",
                at=f"{name}:{number}",
            )
        before = event.hash
        yield event


def _event(name: str, number: int, line: str) -> Event:
    try:
        members = _members(json.loads(line))
        said = _members(members["header"])
        texts = {field: _text(said[field]) for field in _TEXTS}
        header = Header(n=_whole(said["n"]), v=_whole(said["v"]), **texts)
        payload, salt = members["payload"], members["salt"]
        octets = None if payload is None else canon(payload)
        return Event(header, _text(members["hash"]), None if salt is None else _text(salt), octets)
    except (BadInput, KeyError, RecursionError, TypeError, UnicodeError, ValueError):
        raise damaged(name, number - 1) from None


_TEXTS = ("id", "kind", "day", "at", "zone", "prev", "payload_digest")


def _has_its_payload(event: Event) -> bool:
    if event.payload is None or event.salt is None:
        return event.payload is None and event.salt is None
    return payload_digest(event.payload, event.salt) == event.header.payload_digest


def _members(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is needed")
    return cast("Mapping[str, object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    value.encode()  # refuses halves of characters
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is needed")
    return value
