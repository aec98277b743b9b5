"""The types of fields: what may stand in a payload, and how it is written in JSON."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema, from_json

from limen.journal.canonical import LARGEST_NUMBER, canon
from limen.terms.amount import Amount, amount_from_json, amount_json
from limen.terms.calendar import DayStart, instant_text, parse_instant
from limen.terms.units import Form, Unit


@dataclass(frozen=True, slots=True)
class Longest:
    """Beside a `str`: text of at most this many characters, in the composed form that is hashed."""

    characters: int

    def __get_pydantic_core_schema__(
        self, _source: type[str], _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Compose the text first, because that can make it longer."""
        text = core_schema.str_schema(max_length=self.characters, strict=True)
        return core_schema.no_info_before_validator_function(_composed, text)


_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def _composed(text: object) -> object:
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _decimal(number: object, how: ValidationInfo) -> object:
    if how.mode == "python":
        return number
    if not isinstance(number, str) or not _DECIMAL.fullmatch(number):
        raise ValueError("a decimal number is written as text, like “0.1”")
    return Decimal(number)


def _decimal_text(number: Decimal) -> str:
    return f"{number:f}"


def _moment(at: object, how: ValidationInfo) -> object:
    if how.mode == "python":
        return parse_instant(instant_text(at)) if isinstance(at, datetime) else at
    return parse_instant(at) if isinstance(at, str) else at


def _amount(amount: object, how: ValidationInfo) -> Amount:
    if isinstance(amount, Amount):
        return amount
    if how.mode == "json" and isinstance(amount, dict):
        return amount_from_json(cast("Mapping[str, object]", amount))
    raise ValueError("an amount has a value, a unit and a form")


def _plain(members: Mapping[str, object]) -> Mapping[str, object]:
    return cast("Mapping[str, object]", from_json(canon(members)))


def _day_start(text: str) -> str:
    return str(DayStart.parse(text))


Word = Annotated[str, Longest(100)]
"""An identifier or version out of a list that stands elsewhere."""

Key = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=64)]
"""A name within an object, in the characters that canonical JSON allows."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A hash in lower-case hex."""

Token = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}$")]
"""Eight characters on an inner label."""

Whole = Annotated[int, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
"""A whole number."""

Count = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
"""How many there are, from 0."""

Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""A place in an order, or a version, from 1."""

Day = Annotated[date, Field(ge=date(2, 1, 1), le=date(9998, 12, 31))]
"""A local date as stated."""

At = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(instant_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in UTC with whole milliseconds."""

Dec = Annotated[
    Decimal,
    Field(max_digits=40),
    BeforeValidator(_decimal),
    PlainSerializer(_decimal_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_DECIMAL.pattern}$"}),
]
"""A decimal number, written as text with its digits as stated."""

StatedAmount = Annotated[
    Amount,
    PlainValidator(_amount),
    PlainSerializer(amount_json, return_type=dict[str, str]),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "value": {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"},
                "unit": {"enum": [unit.value for unit in Unit]},
                "form": {"enum": [form.value for form in Form]},
            },
            "required": ["value", "unit", "form"],
            "additionalProperties": False,
        }
    ),
]
"""An amount with its unit and form."""

PlainObject = Annotated[Mapping[str, object], AfterValidator(_plain)]
"""An object of plain values that canonical JSON can write."""

DayStartText = Annotated[str, BeforeValidator(_day_start)]
"""The time at which a person's day begins, like "04:00"."""
