"""The chain: the published vector, and that no octet changes unnoticed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.chain import (
    ChainFault,
    ChainReport,
    digest,
    event_hash,
    genesis,
    header_row,
    link,
    payload_digest,
    restates,
    short_head,
    verify,
    verify_contents,
    verify_headers,
)
from limen.journal.event import Event, Head, Header
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.trials import OddsAnnounced
from limen.terms.errors import BadInput
from limen.terms.identifiers import ChainId, EventId

CHAIN = ChainId(UUID("5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10"))
PAYLOAD = (
    b'{"by":"participant","dose":"0b8e2d52-7d0f-4f2b-8f55-0c9a5a1e7b21","felt":"no",'
    b'"jump":null,"strength":null,"via":"web"}'
)
HEADER = Header(
    n=1,
    id="c7a1f5de-1b53-4f0e-a3f2-6f0d8b9e4a77",
    kind="felt.answered",
    v=1,
    day="2026-03-02",
    at="2026-03-02T19:04:00.000Z",
    zone="Europe/Berlin",
    prev="c94e0d9623235fdb0fa8bd5136ec8f2cb49bf27a0aa926d41ed93ebb61685c0f",
    payload_digest="15984567a1318fdca8c3bd84c29f548a33ad87291b05d4806698ecbe00eed2b3",
)
HASH = "01f322e69efdb33899b68038e8bc34117a91b1c3306496f41c16e5b084f26eba"
SALT = "000102030405060708090a0b0c0d0e0f"
EVENT = Event(HEADER, HASH, SALT, PAYLOAD)

Changed = Callable[[Event], Event]


@pytest.fixture
def three(journal: Any) -> Any:
    for words in ("one", "two", "three"):
        journal.say(NoteWritten(words=words))
    return journal


def test_the_published_vector() -> None:
    assert genesis(CHAIN) == HEADER.prev
    assert payload_digest(PAYLOAD, SALT) == HEADER.payload_digest
    assert event_hash(HEADER) == HASH
    assert verify(CHAIN, [EVENT]) == ChainReport(Head(1, HASH), redacted=0)


def test_headers_and_payloads_are_hashed_in_their_canonical_form(three: Any) -> None:
    header = three.events[1].header
    members = {name: getattr(header, name) for name in Header.__slots__}
    said = {"by": "participant", "jump": None, "via": "web", "words": "two"}

    assert event_hash(header) == digest("limen/event/1", members)
    assert header.payload_digest == digest(
        "limen/payload/1", {"payload": said, "salt": three.events[1].salt}
    )


def test_an_empty_chain_is_sound() -> None:
    assert verify(CHAIN, []) == ChainReport(Head(0, genesis(CHAIN)), redacted=0)


def test_a_redacted_payload_is_counted_and_no_fault(three: Any) -> None:
    three.events[1] = replace(three.events[1], salt=None, payload=None)

    report = verify(three.chain, three.events)

    assert report == ChainReport(three.head, redacted=1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda event: replace(event, payload=event.payload + b" "), ChainFault.PAYLOAD),
        (lambda event: replace(event, payload=None), ChainFault.PAYLOAD),
        (lambda event: replace(event, salt=None), ChainFault.PAYLOAD),
        (lambda event: replace(event, hash="0" * 64), ChainFault.HASH),
        (
            lambda event: replace(event, header=replace(event.header, zone="\ud800")),
            ChainFault.HASH,
        ),
        (lambda event: replace(event, salt="\ud800"), ChainFault.PAYLOAD),
        (lambda event: replace(event, header=replace(event.header, n=9)), ChainFault.GAP),
    ],
)
def test_a_changed_event_is_named_with_its_reason(
    three: Any, change: Changed, reason: ChainFault
) -> None:
    head = three.events[0].head
    three.events[1] = change(three.events[1])

    report = verify(three.chain, three.events)

    assert report == ChainReport(head, redacted=0, bad=2, reason=reason)


def test_an_event_written_anew_with_its_own_hash_breaks_the_next_link(three: Any) -> None:
    header = replace(three.events[1].header, day="2026-03-01")
    three.events[1] = replace(three.events[1], header=header, hash=event_hash(header))

    report = verify(three.chain, three.events)

    assert (report.bad, report.reason) == (3, ChainFault.PREV)


def test_a_missing_a_doubled_and_a_swapped_event_are_gaps(three: Any) -> None:
    one, two, three_ = three.events

    found = [
        verify(three.chain, events)
        for events in ([two, three_], [one, three_], [one, one], [one, three_, two])
    ]

    assert [(report.bad, report.reason) for report in found] == [
        (1, ChainFault.GAP),
        (2, ChainFault.GAP),
        (2, ChainFault.GAP),
        (2, ChainFault.GAP),
    ]


def test_the_events_of_another_chain_are_noticed(three: Any) -> None:
    report = verify(CHAIN, three.events)

    assert (report.bad, report.reason) == (1, ChainFault.PREV)


def test_headers_are_checked_without_any_content(three: Any) -> None:
    rows = [header_row(replace(event, payload=b"changed")) for event in three.events]

    assert verify_headers(three.chain, []) == ChainReport(Head(0, genesis(three.chain)), redacted=0)
    assert verify_headers(three.chain, rows) == ChainReport(three.head, redacted=0)


def test_every_changed_header_is_noticed_like_in_a_whole_check(three: Any) -> None:
    for n, event in enumerate(three.events):
        for planted in _every_change(event):
            changed = [*three.events[:n], planted, *three.events[n + 1 :]]
            whole = verify(three.chain, changed)
            if whole.reason is not ChainFault.PAYLOAD:
                assert verify_headers(three.chain, map(header_row, changed)) == whole


def test_contents_are_checked_after_the_headers_where_they_are_asked_for(three: Any) -> None:
    one, two, last = three.events
    sound = verify_headers(three.chain, map(header_row, three.events))
    gone, other = replace(two, salt=None, payload=None), replace(last, payload=b"changed")

    assert verify_contents(sound, [gone, last]) == ChainReport(three.head, redacted=1)
    assert verify_contents(sound, []) == sound
    assert verify_contents(sound, [one, gone, other]) == ChainReport(
        two.head, redacted=1, bad=3, reason=ChainFault.PAYLOAD
    )


def test_a_changed_content_before_a_changed_header_is_the_first_fault(three: Any) -> None:
    one, two, last = three.events
    changed = [replace(one, payload=b"changed"), two, replace(last, hash="0" * 64)]
    report = verify_headers(three.chain, map(header_row, changed))

    assert verify_contents(report, changed) == verify(three.chain, changed)
    assert verify_contents(report, changed[1:]) == report


def test_every_changed_octet_is_noticed(three: Any) -> None:
    changed = [
        (n, planted)
        for n, event in enumerate(three.events, start=1)
        for planted in _every_change(event)
    ]

    found = [
        verify(three.chain, [planted if one.header.n == n else one for one in three.events]).bad
        for n, planted in changed
    ]

    assert len(changed) > 1000
    assert found == [n for n, _ in changed]


@given(st.integers(0, 7), st.data())
def test_every_flipped_bit_of_a_payload_is_noticed(bit: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(PAYLOAD) - 1))
    octets = bytearray(PAYLOAD)
    octets[place] ^= 1 << bit

    report = verify(CHAIN, [replace(EVENT, payload=bytes(octets))])

    assert (report.bad, report.reason) == (1, ChainFault.PAYLOAD)


def test_a_reserved_kind_is_not_written(journal: Any) -> None:
    with pytest.raises(BadInput, match="cannot record this yet"):
        journal.say(OddsAnnounced.example())


def test_a_salt_of_another_length_is_a_mistake(journal: Any) -> None:
    draft = journal.draft(NoteWritten(words="one"))

    with pytest.raises(ValueError, match="16 octets"):
        link(draft, journal.head, salt=bytes(8), jump=None)


def test_a_jump_of_the_clock_stands_in_the_payload(journal: Any) -> None:
    event = link(
        journal.draft(NoteWritten(words="one")), journal.head, salt=bytes(16), jump=-86_400
    )

    assert event.payload == b'{"by":"participant","jump":-86400,"via":"web","words":"one"}'


def test_a_draft_sent_again_says_the_same_whatever_the_clock_did(journal: Any) -> None:
    draft = journal.draft(NoteWritten(words="one"))
    event = link(draft, journal.head, salt=bytes(16), jump=4000)

    assert restates(event, draft)
    assert restates(replace(event, salt=None, payload=None), draft)


@pytest.mark.parametrize(
    "other",
    [
        {"payload": NoteWritten(words="two")},
        {"id": EventId(UUID(int=99))},
        {"via": "offline"},
        {"by": "limen"},
        {"at": datetime(2026, 3, 2, 19, 5, tzinfo=UTC)},
    ],
)
def test_a_draft_with_other_content_does_not(journal: Any, other: dict[str, Any]) -> None:
    draft = journal.draft(NoteWritten(words="one"))
    event = link(draft, journal.head, salt=bytes(16), jump=None)

    assert not restates(event, replace(draft, **other))


def test_a_newer_event_is_not_what_a_draft_says(journal: Any) -> None:
    draft = journal.draft(NoteWritten(words="one"))
    event = link(draft, journal.head, salt=bytes(16), jump=None)

    assert not restates(replace(event, header=replace(event.header, v=2)), draft)


def test_twelve_characters_stand_for_a_head() -> None:
    assert short_head(Head(1, HASH)) == "07SJ5SMYZPSK"


def _every_change(event: Event) -> Iterator[Event]:
    """The event with one octet changed, for every octet that is stored of it."""
    header = event.header
    for name in ("id", "kind", "day", "at", "zone", "prev", "payload_digest"):
        for text in _changed_texts(getattr(header, name)):
            yield replace(event, header=replace(header, **{name: text}))
    yield replace(event, header=replace(header, n=header.n + 1))
    yield replace(event, header=replace(header, v=header.v + 1))
    for text in _changed_texts(event.hash):
        yield replace(event, hash=text)
    assert event.salt is not None
    for text in _changed_texts(event.salt):
        yield replace(event, salt=text)
    assert event.payload is not None
    for text in _changed_texts(event.payload.decode()):
        yield replace(event, payload=text.encode())


def _changed_texts(text: str) -> Iterator[str]:
    for place, character in enumerate(text):
        yield text[:place] + chr(ord(character) ^ 1) + text[place + 1 :]
