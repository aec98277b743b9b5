"""Passphrases: which are refused, and how those that Limen draws look."""

import re

import pytest

from limen.store.dice import SystemDice
from limen.store.passphrases import accepted, drawn_passphrase
from limen.terms.errors import BadInput


def test_a_long_passphrase_is_taken_in_one_writing() -> None:
    assert accepted("correct hörse batte\u0301ry") == "correct hörse batt\u00e9ry"


@pytest.mark.parametrize(
    ("passphrase", "says"),
    [
        ("", "fewer than 15 characters"),
        ("fourteen signs", "fewer than 15 characters"),
        ("a" * 20, "among the first"),
        ("1234567891234567", "among the first"),
        ("limen journal psilocybin", "among the first"),
        ("microdosing microdosing", "among the first"),
        ("passwordpassword", "one short thing again and again"),
        ("password Password password", "one short thing again and again"),
        ("passwordpassword1", "one short thing again and again"),
        ("blue Dingo 7 blue Dingo 7", "one short thing again and again"),
    ],
)
def test_an_easy_passphrase_is_refused(passphrase: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        accepted(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    ["banana cassava mango", "tartan papaya Mississippi", "tick tock tick tock said my old clock"],
)
def test_a_passphrase_may_repeat_a_part_of_itself(passphrase: str) -> None:
    assert accepted(passphrase) == passphrase


def test_a_list_of_common_passwords_is_asked() -> None:
    with pytest.raises(BadInput, match="among the first"):
        accepted("123456789987654321")


def test_a_drawn_passphrase_is_six_words_of_three_syllables() -> None:
    drawn = {drawn_passphrase(SystemDice()) for _ in range(20)}

    assert len(drawn) == 20
    assert all(re.fullmatch(r"(([b-z][aeiou]){3} ){5}([b-z][aeiou]){3}", one) for one in drawn)
    assert {accepted(one) for one in drawn} == drawn
