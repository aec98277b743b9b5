"""Canonical JSON: the shipped vectors, an independent writer, and everything that is refused."""

import json
import unicodedata
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.canonical import LARGEST_NUMBER, canon
from limen.journal.chain import digest
from limen.terms.errors import BadInput

VECTORS = json.loads(files("limen.journal").joinpath("vectors.json").read_text(encoding="utf-8"))
KEYS = st.text("abcxyz0189_", min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NUMBERS = st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)


def plain_values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none() | st.booleans() | NUMBERS | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    )


def composed(value: Any) -> Any:
    """The same value with every text in its composed form."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [composed(one) for one in value]
        case dict():
            return {key: composed(one) for key, one in value.items()}
    return value


class Word(StrEnum):
    CALM = "calm"


class Place(IntEnum):
    FIRST = 1


def test_forty_vectors_ship_of_which_fifteen_are_refusals() -> None:
    assert (len(VECTORS["accepted"]), len(VECTORS["refused"])) == (25, 15)


@pytest.mark.parametrize("vector", VECTORS["accepted"], ids=lambda vector: vector["says"])
def test_an_accepted_vector_is_written_as_it_says(vector: dict[str, str]) -> None:
    value = json.loads(vector["input"])

    assert canon(value).decode() == vector["canonical"]
    assert digest(VECTORS["tag"], value) == vector["digest"]
    assert (
        sha256(f"{VECTORS['tag']}\n{vector['canonical']}".encode()).hexdigest() == vector["digest"]
    )


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["says"])
def test_a_refused_vector_names_the_path(vector: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        canon(json.loads(vector["input"]))

    assert refused.value.at == vector["at"]


@given(plain_values(TEXTS.map(lambda text: "".join(c for c in text if c >= " "))))
def test_an_independent_writer_agrees_without_control_characters(value: object) -> None:
    assert canon(value) == rfc8785.dumps(composed(value))


@given(plain_values(TEXTS))
def test_what_was_written_reads_back_composed(value: object) -> None:
    written = canon(value)

    assert canon(json.loads(written)) == written
    assert json.loads(written) == composed(value)


@given(st.dictionaries(KEYS, NUMBERS))
def test_the_order_of_keys_changes_nothing(members: dict[str, int]) -> None:
    backwards = OrderedDict(reversed(members.items()))

    assert canon(backwards) == canon(members)


def test_true_is_not_one() -> None:
    assert canon([True, 1, False, 0]) == b"[true,1,false,0]"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (Decimal("0.1"), "$"),
        (b"octets", "$"),
        ({"days": [date(2026, 3, 2)]}, "$.days[0]"),
        ([{"set": {1, 2}}], "$[0].set"),
        ({"word": Word.CALM}, "$.word"),
        ((1, Place.FIRST), "$[1]"),
        ({1: "number"}, "$[1]"),
        ({"é": 1}, r"$['\xe9']"),
        ({"a\n": 1}, r"$['a\n']"),
    ],
)
def test_other_types_and_keys_are_refused_with_their_path(value: object, path: str) -> None:
    with pytest.raises(BadInput) as refused:
        canon(value)

    assert refused.value.at == path


def test_sixty_four_levels_are_written_and_no_more() -> None:
    value: object = "deep"
    for _ in range(64):
        value = [value]

    written = canon(value)

    assert written == b"[" * 64 + b'"deep"' + b"]" * 64
    with pytest.raises(BadInput, match="too many levels"):
        canon([value])
