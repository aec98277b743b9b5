"""Identifiers of chains and events."""

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.errors import BadInput
from limen.terms.identifiers import parse_chain_id, parse_event_id

BOTH = pytest.mark.parametrize(
    ("parse", "field"), [(parse_chain_id, "chain"), (parse_event_id, "event")]
)


@given(st.uuids())
def test_an_identifier_is_read_as_it_is_written(identifier: UUID) -> None:
    assert parse_chain_id(str(identifier)) == identifier
    assert parse_event_id(str(identifier).upper()) == identifier


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "",
        "5f0c2b1e8a444c399d3e3d2b7a6f1c10",
        "{5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10}",
        "urn:uuid:5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10",
        "5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c1",
        "5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10\n",
        "5f0c2b1g-8a44-4c39-9d3e-3d2b7a6f1c10",
        "\N{ARABIC-INDIC DIGIT FIVE}f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10",
    ],
)
def test_another_writing_is_refused(parse: Callable[[str], UUID], field: str, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)

    assert refused.value.says == f"The identifier of the {field} cannot be read."
    assert refused.value.at == field
