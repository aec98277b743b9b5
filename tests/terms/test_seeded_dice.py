"""Chance from a seed: the same again, fair, and apart for each purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.seeded_dice import SeededDice

SEEDS = st.integers(0, 2**256)


@given(seed=SEEDS, purpose=st.text(), counts=st.lists(st.integers(0, 40), max_size=5))
def test_the_same_seed_and_purpose_give_the_same_throws(
    seed: int, purpose: str, counts: list[int]
) -> None:
    first, second = SeededDice(seed, purpose), SeededDice(seed, purpose)

    assert [first.octets(n) for n in counts] == [second.octets(n) for n in counts]
    assert first.below(10**6) == second.below(10**6)


@pytest.mark.parametrize("other", [SeededDice(2), SeededDice(1, "packing"), SeededDice(12)])
def test_another_seed_or_purpose_has_nothing_in_common(other: SeededDice) -> None:
    assert other.octets(32) != SeededDice(1).octets(32)


def test_the_throws_are_those_of_every_computer() -> None:
    dice = SeededDice(20, "check")

    assert dice.octets(4).hex() == "509a8e74"
    assert [dice.below(6) for _ in range(10)] == [1, 0, 0, 3, 3, 1, 4, 1, 0, 0]


@given(seed=SEEDS, n=st.integers(1, 10**9))
def test_a_throw_lies_below_its_limit(seed: int, n: int) -> None:
    assert 0 <= SeededDice(seed).below(n) < n


def test_each_side_comes_equally_often() -> None:
    dice = SeededDice(5)

    throws = [dice.below(6) for _ in range(6_000)]

    expected, five_degrees_at_a_thousandth = 1_000, 20.5
    off = sum((throws.count(side) - expected) ** 2 / expected for side in range(6))
    assert off < five_degrees_at_a_thousandth


@pytest.mark.parametrize("n", [0, -1])
def test_dice_have_a_side(n: int) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        SeededDice(1).below(n)


def test_a_seed_is_no_negative_number() -> None:
    with pytest.raises(ValueError, match="from 0 upwards"):
        SeededDice(-1)
