import json
import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.cli.json_text import json_text

BERLIN_SUMMER = timezone(timedelta(hours=2))


class Form(Enum):
    DRIED = "dried"


class Level(IntEnum):
    LOW = 1


@dataclass(frozen=True, slots=True)
class Weighed:
    value: Decimal
    form: Form


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (Level.LOW, "1"),
        (0.1, "0.1"),
        ("σ ± “1”", '"σ ± “1”"'),
        (Decimal("0.10"), '"0.10"'),
        (Decimal("1E-7"), '"0.0000001"'),
        (date(2026, 3, 2), '"2026-03-02"'),
        (
            datetime(2026, 7, 1, 8, 12, tzinfo=BERLIN_SUMMER),
            '"2026-07-01T08:12:00+02:00"',
        ),
        ((1, (2, None)), "[1, [2, null]]"),
        ({Form.DRIED: range(2)}, '{"dried": [0, 1]}'),
        (Weighed(Decimal("0.1"), Form.DRIED), '{"value": "0.1", "form": "dried"}'),
    ],
)
def test_each_kind_of_value_has_its_form(value, text):
    assert json_text(value) == text


@pytest.mark.parametrize("value", [math.nan, -math.inf, Decimal("NaN"), Decimal("Infinity")])
def test_a_number_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="not"):
        json_text({"value": (value,)})


def test_an_instant_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        json_text(datetime(2026, 7, 1, 8, 12))  # noqa: DTZ001 -- the point of the test


@pytest.mark.parametrize("value", [{1, 2}, b"octets", object(), Weighed, {1: "by number"}])
def test_what_json_has_no_form_for_is_refused(value):
    with pytest.raises(TypeError, match="an answer cannot"):
        json_text({"value": value})


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(plain)
def test_plain_values_come_back_as_they_were(value):
    assert json.loads(json_text(value)) == value


@given(plain)
def test_a_value_is_one_line(value):
    assert json_text(value).count("\n") == 0
