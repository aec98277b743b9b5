"""One event by itself: what it states, or the finding that it cannot be read."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.event import Event, Header
from limen.journal.findings import Finding
from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.measures import NoteWritten
from limen.journal.payloads import plain
from limen.journal.reading import Standing, read_event

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-03-02", "0001-01-01T00:00:00+14:00", "1E9", "24:00", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
HEADER = Header(
    n=1,
    id="c7a1f5de-1b53-4f0e-a3f2-6f0d8b9e4a77",
    kind="",
    v=1,
    day="2026-03-02",
    at="2026-03-02T19:04:00.000Z",
    zone="Europe/Berlin",
    prev="",
    payload_digest="",
)


@pytest.fixture
def note(journal: Any) -> Any:
    journal.say(NoteWritten(words="one"), day=3, via="offline")
    return journal.events[0]


def test_an_event_is_read_with_where_it_came_from(journal: Any, note: Any) -> None:
    assert read_event(note) == Standing(
        n=1,
        id=journal.id(1),
        day=date(2026, 3, 5),
        at=datetime(2026, 3, 2, 19, 4, tzinfo=UTC),
        zone="Europe/Berlin",
        by="participant",
        via="offline",
        jump=None,
        payload=NoteWritten(words="one"),
    )


@pytest.mark.parametrize(
    ("header", "finding"),
    [
        ({"kind": "dream.told"}, "newer"),
        ({"v": 2}, "newer"),
        ({"id": "7"}, "unreadable"),
        ({"day": "yesterday"}, "unreadable"),
        ({"at": "noon"}, "unreadable"),
        ({"kind": "dose.taken"}, "unreadable"),
    ],
)
def test_what_cannot_be_read_is_a_finding(note: Any, header: dict[str, Any], finding: str) -> None:
    read = read_event(replace(note, header=replace(note.header, **header)))

    assert isinstance(read, Finding)
    assert read.id == finding


def test_an_event_without_its_content_is_a_finding(journal: Any, note: Any) -> None:
    read = read_event(replace(note, payload=None, salt=None))

    assert read == Finding(
        "content-missing",
        date(2026, 3, 5),
        "The content of this entry is missing.",
        (journal.id(1),),
    )


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 12), VALUES)
def test_no_content_of_any_kind_raises(kind: str, place: int, other: object) -> None:
    members = {**plain(KINDS[kind].example()), "by": "limen", "via": "web", "jump": None}
    members[list(members)[place % len(members)]] = other
    event = Event(replace(HEADER, kind=kind), "", "", json.dumps(members).encode())

    read = read_event(event)

    assert isinstance(read, Standing) or read.id == "unreadable"


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=30))
def test_no_octets_raise(kind: str, octets: bytes) -> None:
    read = read_event(Event(replace(HEADER, kind=kind), "", "", octets))

    assert isinstance(read, Finding)
