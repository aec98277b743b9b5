"""Payloads: what was stated reads back as it was, and nothing else is read at all."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.canonical import canon
from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.doses import AsPlanned, Context, DoseTaken, Sitting
from limen.journal.kinds.measures import (
    CheckInSaved,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import (
    Statement,
    correction,
    decode,
    encode,
    from_plain,
    is_readable,
    plain,
    schema,
)
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
AMOUNTS = st.builds(
    Amount,
    st.builds(
        lambda n, places: Decimal(n).scaleb(-places), st.integers(1, 9999), st.integers(0, 4)
    ),
    st.sampled_from(Unit),
    st.sampled_from(Form),
)
EVENT_IDS = st.uuids().map(EventId)
MOMENTS = st.datetimes(datetime(3, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds take none
DOSES = st.builds(
    lambda taken, batch, **fields: DoseTaken(
        amount=taken, batch=None if taken is None else batch, **fields
    ),
    st.none() | AMOUNTS,
    EVENT_IDS,
    taken_at=st.none() | MOMENTS,
    as_planned=st.sampled_from(AsPlanned),
    context=st.lists(st.sampled_from(Context)).map(tuple),
    slip_checked=st.booleans(),
)
CHECK_INS = st.builds(
    CheckInSaved,
    sitting=st.sampled_from(Sitting),
    scales=st.dictionaries(st.text("abc_1", min_size=1, max_size=9), st.integers(1, 7)),
    set=st.just("daily"),
    set_version=st.integers(1, 9),
    effects_shown=st.booleans(),
    effects=st.lists(TEXTS).map(tuple),
    recalled=st.booleans(),
    note=st.none() | TEXTS,
)
PAYLOADS = DOSES | CHECK_INS | st.builds(NoteWritten, words=TEXTS)


@given(PAYLOADS, st.none() | st.integers(-(10**9), 10**9))
def test_what_was_stated_reads_back(payload: Payload, jump: int | None) -> None:
    octets = encode(payload, by="participant", via="web", jump=jump)

    said = decode(payload.KIND, payload.VERSION, octets)

    assert said == Statement(payload, "participant", "web", jump)
    assert encode(said.payload, by=said.by, via=said.via, jump=said.jump) == octets


@given(PAYLOADS, st.none() | st.integers(-(10**9), 10**9))
def test_what_is_written_is_in_canonical_form(payload: Payload, jump: int | None) -> None:
    octets = encode(payload, by="participant", via="web", jump=jump)

    assert octets == canon({**plain(payload), "by": "participant", "via": "web", "jump": jump})


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_is_written_in_canonical_form(kind: str) -> None:
    payload = KINDS[kind].example()

    octets = encode(payload, by="participant", via="web")

    assert octets == canon({**plain(payload), "by": "participant", "via": "web", "jump": None})


@pytest.mark.parametrize("words", ["", "a", '"', "\\", "a\nb", "\x7f", "e\u0301", "\u2028", "—"])
def test_any_sign_is_written_in_canonical_form(words: str) -> None:
    payload = NoteWritten(words=words)

    octets = encode(payload, by="participant", via="web")

    assert octets == canon({**plain(payload), "by": "participant", "via": "web", "jump": None})


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_reads_back_and_fits_its_schema(kind: str) -> None:
    payload = KINDS[kind].example()
    octets = encode(payload, by="participant", via="web")

    jsonschema.validate(
        {**plain(payload), "by": "participant", "via": "web", "jump": None}, schema(kind)
    )
    assert decode(kind, 1, octets) == Statement(payload, "participant", "web", None)
    assert sorted(schema(kind)["required"]) == sorted({*plain(payload), "by", "via", "jump"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_refuses_a_field_too_many_and_one_too_few(kind: str) -> None:
    said = {**plain(KINDS[kind].example()), "by": "participant", "via": "web", "jump": None}
    fewer = {name: said[name] for name in said if name != "via"}

    found = jsonschema.Draft202012Validator(schema(kind))

    assert not found.is_valid({**said, "extra": None})
    assert not found.is_valid(fewer)


def test_zero_missing_skipped_and_not_asked_are_four_values() -> None:
    answered = QuestionnaireAnswered(
        instrument="phq4",
        instrument_version=1,
        language="en",
        answers={"1": 0, "2": None},
        opened_at=datetime(2026, 3, 8, 19, 2, tzinfo=UTC),
    )
    skipped = QuestionnaireSkipped(instrument="phq4", why=None)

    read = [
        decode(said.KIND, 1, encode(said, by="participant", via="web")).payload
        for said in (answered, skipped)
    ]

    assert read == [answered, skipped]
    assert read[0].answers == {"1": 0, "2": None}  # type: ignore[attr-defined]  # -- known by the line before


def test_a_zero_of_another_program_stays_a_zero() -> None:
    said = CheckInSaved(
        sitting=Sitting.EVENING,
        scales={"mood": 0},
        set="import:echosage",
        set_version=1,
        effects_shown=False,
        recalled=False,
    )

    read = decode(said.KIND, 1, encode(said, by="importer:echosage", via="cli"))

    assert read.payload == said


def test_text_is_composed_as_it_is_hashed() -> None:
    assert NoteWritten(words="e\u0301") == NoteWritten(words="\u00e9")


@pytest.mark.parametrize(
    ("octets", "at"),
    [
        (b"", "payload"),
        (b"[]", "payload"),
        (b'{"by":"participant","jump":null,"via":"web","words":NaN}', "payload"),
        (b'{"jump":null,"via":"web","words":""}', "by"),
        (b'{"by":1,"jump":null,"via":"web","words":""}', "by"),
        (b'{"by":"participant","jump":true,"via":"web","words":""}', "by"),
        (b'{"by":"participant","jump":null,"via":"web"}', "payload"),
        (b'{"by":"participant","jump":null,"more":1,"via":"web","words":""}', "payload"),
        (b'{"by":"participant","jump":null,"via":"web","words":1}', "words"),
    ],
)
def test_octets_of_another_form_are_refused(octets: bytes, at: str) -> None:
    with pytest.raises(BadInput) as refused:
        decode("note.written", 1, octets)

    assert refused.value.at == at


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("amount", {"value": 0.1, "unit": "g", "form": "dried"}),
        ("amount", {"value": "0.1", "unit": "g"}),
        ("amount", "0.1 g"),
        ("taken_at", "2026-03-02"),
        ("taken_at", 1_772_438_400),
        ("batch", 7),
        ("slip_checked", 1),
        ("as_planned", "perhaps"),
        ("context", ["alcohol", "weather"]),
    ],
)
def test_a_dose_of_another_form_is_refused(field: str, written: object) -> None:
    members = {**plain(DoseTaken.example()), field: written}

    with pytest.raises(BadInput):
        from_plain("dose.taken", 1, members)


@pytest.mark.parametrize("number", [1, 0.5, "1e3", "1.", ".5", "--1", "1.2.3", "NaN", "٣"])
def test_a_decimal_number_is_read_from_plain_digits_alone(number: object) -> None:
    members = plain(KINDS["design.locked"].example())

    with pytest.raises(BadInput) as refused:
        from_plain("design.locked", 1, {**members, "power": number})

    assert refused.value.at == "power"


@pytest.mark.parametrize(
    ("kind", "version"), [("dose.given", 1), ("note.written", 2), ("note.written", 0)]
)
def test_an_unknown_kind_or_version_is_not_readable(kind: str, version: int) -> None:
    octets = canon({"by": "limen", "jump": None, "via": "web", "words": ""})

    assert not is_readable(kind, version)
    with pytest.raises(BadInput, match="newer Limen"):
        decode(kind, version, octets)


def test_nobody_states_under_an_unknown_name() -> None:
    with pytest.raises(BadInput):
        encode(NoteWritten(words=""), by="somebody", via="web")


def test_a_correction_holds_the_whole_payload_and_its_version() -> None:
    target, day = EventId(UUID(int=7)), date(2026, 3, 1)

    said = correction(target, NoteWritten(words="Slept well."), day=day, reason="Typed wrongly.")

    assert (said.target, said.v, said.day, said.reason) == (target, 1, day, "Typed wrongly.")
    assert from_plain("note.written", said.v, said.payload) == NoteWritten(words="Slept well.")


def test_a_word_of_python_loses_its_underscore_in_json() -> None:
    members: Any = plain(KINDS["crisis.shown"].example())

    assert sorted(members) == ["country", "from", "tables_version", "trigger"]
