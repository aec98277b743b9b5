"""Fields: one canonical form for each, whichever way it came in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.doses import BatchContent
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.meta import EventCorrected
from limen.journal.payloads import from_plain, plain
from limen.terms.errors import BadInput


def with_fields(kind: str, **fields: Any) -> Any:
    """The example of a kind with other fields."""
    example: Any = KINDS[kind].example()
    return replace(example, **fields)


def test_a_moment_is_kept_in_utc_with_whole_milliseconds() -> None:
    here = timezone(timedelta(hours=1))

    said = with_fields("dose.taken", taken_at=datetime(2026, 3, 2, 9, 0, 0, 1999, tzinfo=here))

    assert said.taken_at == datetime(2026, 3, 2, 8, 0, 0, 1000, tzinfo=UTC)
    assert plain(said)["taken_at"] == "2026-03-02T08:00:00.001Z"


@pytest.mark.parametrize("taken_at", ["2026-03-02T08:00:00.000Z", 7, date(2026, 3, 2)])
def test_a_moment_is_no_text_and_no_day_in_code(taken_at: object) -> None:
    with pytest.raises(BadInput) as refused:
        with_fields("dose.taken", taken_at=taken_at)

    assert refused.value.at == "taken_at"


@pytest.mark.parametrize("amount", ["0.1 g", {"value": "0.1", "unit": "g", "form": "dried"}, 0.1])
def test_an_amount_is_an_amount_in_code(amount: object) -> None:
    with pytest.raises(BadInput) as refused:
        with_fields("dose.taken", amount=amount)

    assert refused.value.at == "amount"


@pytest.mark.parametrize("day", [datetime(2026, 3, 2, tzinfo=UTC), date.min, "2026-03-02"])
def test_a_day_is_a_date_within_the_calendar(day: object) -> None:
    with pytest.raises(BadInput) as refused:
        with_fields("batch.added", stored_since=day)

    assert refused.value.at == "stored_since"


def test_digits_stay_as_stated_and_have_no_exponent() -> None:
    locked = with_fields("design.locked", attainable_p=Decimal("1E-7"), power=Decimal("0.50"))

    members = plain(locked)

    assert (members["attainable_p"], members["power"]) == ("0.0000001", "0.50")
    assert from_plain("design.locked", 1, members) == locked


def test_composing_counts_before_the_length_does() -> None:
    # This letter has no composed form of one character.
    with pytest.raises(BadInput) as refused:
        NoteWritten(words="\u0958" * 2001)

    assert refused.value.at == "words"
    assert len(NoteWritten(words="\u0958" * 2000).words) == 4000


def test_an_object_within_a_payload_is_plain_and_its_own() -> None:
    words = {"words": ["e\u0301"]}
    said = with_fields("event.corrected", payload=words)

    words["words"].append("later")

    assert isinstance(said, EventCorrected)
    assert said.payload == {"words": ["\u00e9"]}


def test_an_object_with_a_float_within_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        with_fields("event.corrected", payload={"mood": 0.5})

    assert refused.value.at == "$.mood"


@pytest.mark.parametrize("day_start", ["04:00", "00:00", "06:00"])
def test_a_day_starts_at_night(day_start: str) -> None:
    assert with_fields("person.stated", day_start=day_start).day_start == day_start


def test_a_day_does_not_start_at_noon() -> None:
    with pytest.raises(BadInput) as refused:
        with_fields("person.stated", day_start="12:00")

    assert refused.value.at == "day_start"


def test_a_number_in_code_is_a_decimal() -> None:
    content = KINDS["batch.added"].example().content  # type: ignore[attr-defined]  # -- of this kind

    with pytest.raises(BadInput) as refused:
        BatchContent(
            lower=1.0,  # type: ignore[arg-type]  # -- that it is refused is what is tested
            middle=content.middle,
            upper=content.upper,
            unit=content.unit,
            per=content.per,
            analyte=content.analyte,
        )

    assert refused.value.at == "lower"
