"""One event as one line: JSON for any reader, and back octet for octet whatever it holds."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store.event_lines import event_in, event_line
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput
from limen.terms.identifiers import ChainId, EventId

CHAIN = ChainId(UUID(int=7))
AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
SIGNS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


def _said(words: str) -> Event:
    note = NoteWritten(words=words)
    draft = Draft(
        EventId(UUID(int=1)), AT.date(), AT, Zone("Europe/Berlin"), "participant", "cli", note
    )
    return link(draft, Head(0, genesis(CHAIN)), salt=bytes(16), jump=None)


SOUND = _said("Slept well.")


@given(SIGNS)
def test_any_words_come_back_and_are_read_by_any_reader(words: str) -> None:
    event = _said(words)

    line = event_line(event)

    assert event_in(line.rstrip(b"\n")) == event
    assert json.loads(line)["payload"] == json.loads(event.payload)
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    "payload",
    [
        None,
        *(b"", b"null", b"1", b'"x"', b"[]", b"{", b"{}x", b"\xff", b"{} "),
        *(b'{"a":1}', b'{"a": 1}', b'{"a":\n1}', b'{"a":\r1}', b'{"a":NaN}', b'{"a":1.50}'),
        *(b'{"a":"\\n"}', b'{"a":"\\u000a"}', b'{"b":1,"a":2}', b'{"a":1,"a":2}'),
        *(b'{"payload":{"payload":1}}', b'{"payload_hex":"00"}', b'{"a":"\xed\xa0\x80"}'),
    ],
)
def test_what_damage_left_comes_back_as_well(payload: bytes | None) -> None:
    event = replace(SOUND, payload=payload)

    line = event_line(event)

    assert event_in(line.rstrip(b"\n")) == event
    assert isinstance(json.loads(line.decode(errors="surrogatepass")), dict)


@pytest.mark.parametrize("word", ["\ud800", 'x","payload":{"a":1},"', "\n", ""])
def test_a_damaged_header_comes_back(word: str) -> None:
    event = replace(SOUND, header=replace(SOUND.header, zone=word))

    assert event_in(event_line(event).rstrip(b"\n")) == event


def test_a_redacted_event_has_neither_salt_nor_payload() -> None:
    event = replace(SOUND, salt=None, payload=None)

    written = json.loads(event_line(event))

    assert (written["salt"], written["payload"]) == (None, None)
    assert event_in(event_line(event).rstrip(b"\n")) == event


def test_a_line_that_another_program_wrote_anew_is_read() -> None:
    written = json.loads(event_line(SOUND))
    spaced = json.dumps(written, indent=None).encode()
    turned = json.dumps(dict(reversed(written.items())), separators=(",", ":")).encode()

    assert event_in(spaced) == SOUND
    assert event_in(turned) == SOUND


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", ValueError),
        (b"[]", TypeError),
        (b"{}", KeyError),
        (b'{"payload":{"a":1}}', KeyError),
        (b'{"header":{},"hash":"","salt":null,"payload":{"a":1}}', TypeError),
        (b'{"header":{},"hash":"","salt":null,"payload":{"a":1.5}, "more":1}', BadInput),
    ],
)
def test_what_is_no_such_line_is_refused(line: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        event_in(line)


@pytest.mark.parametrize("change", [{"n": "1"}, {"v": 1.0}, {"n": True}, {"kind": None}])
def test_a_member_of_another_type_is_refused(change: dict[str, object]) -> None:
    written = json.loads(event_line(SOUND))
    line = json.dumps({**written, "header": {**written["header"], **change}}).encode()

    with pytest.raises(ValueError, match="another type"):
        event_in(line)


@pytest.mark.parametrize("salt", [1, [], True])
def test_a_salt_of_another_type_is_refused(salt: object) -> None:
    written = json.loads(event_line(SOUND))

    with pytest.raises(ValueError, match="another type"):
        event_in(json.dumps({**written, "salt": salt}).encode())
