"""Characters for people: the same bits whatever was typed, and a slip that shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.characters import (
    ALPHABET,
    characters,
    check_characters,
    grouped,
    read_characters,
)

KEYS = st.text(ALPHABET, min_size=26, max_size=26)


def test_thirty_two_characters_without_those_that_are_confused() -> None:
    assert len(set(ALPHABET)) == 32
    assert set(ALPHABET).isdisjoint("ILOU")


def test_the_first_bits_are_taken() -> None:
    assert characters(bytes([0b00001_000, 0b10_11111_0]), 3) == "12Z"


def test_too_few_octets_are_refused() -> None:
    with pytest.raises(ValueError, match="too few octets"):
        characters(bytes(2), 4)


@given(st.binary(min_size=8, max_size=32))
def test_the_characters_hold_the_bits(octets: bytes) -> None:
    text = characters(octets, 12)

    bits = 0
    for character in text:
        bits = bits * 32 + ALPHABET.index(character)
    assert bits == int.from_bytes(octets[:8]) >> 4


@given(KEYS)
def test_what_is_read_back_is_what_was_printed(key: str) -> None:
    typed = grouped(key).lower().replace("0", "o").replace("1", "l")

    assert read_characters(typed) == key


def test_hyphens_spaces_and_lookalikes_are_read() -> None:
    assert read_characters("i1-Lo o0 7f") == "1110007F"


@given(KEYS, st.integers(0, 25), st.sampled_from(ALPHABET))
def test_check_characters_are_two_and_belong_to_the_key(key: str, place: int, other: str) -> None:
    slipped = key[:place] + other + key[place + 1 :]

    assert len(check_characters(key)) == 2
    assert (check_characters(slipped) == check_characters(key)) >= (slipped == key)


def test_the_check_characters_of_one_key() -> None:
    # SHA-256 of these 26 characters begins with the octets f5 and f6.
    assert check_characters("0123456789ABCDEFGHJKMNPQRS") == "YQ"
