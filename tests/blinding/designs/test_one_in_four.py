"""Four days with a capsule, two without: exactly one of the four is active."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.terms.seeded_dice import SeededDice

FOUR = DesignName.ONE_IN_FOUR


def test_two_days_of_six_have_no_capsule() -> None:
    two_weeks = mechanism(FOUR, 2)

    assert two_weeks.n_days == 14
    assert two_weeks.slot_days == (0, 1, 2, 3, 6, 7, 8, 9)
    assert two_weeks.block_of_slot == (0, 0, 0, 0, 1, 1, 1, 1)


def test_any_of_the_four_days_may_be_the_active_one() -> None:
    one_block = mechanism(FOUR, 1)

    assert one_block.members() == (b"\1\0\0\0", b"\0\1\0\0", b"\0\0\1\0", b"\0\0\0\1")


@pytest.mark.parametrize("weeks", range(1, 25))
def test_there_are_four_orders_for_each_block(weeks: int) -> None:
    found = mechanism(FOUR, weeks)

    blocks = weeks * 7 // 6
    assert found.size == 4**blocks
    assert found.collision_probability == 4.0**-blocks
    assert found.allocation_bits == 2 * blocks


def test_one_capsule_in_four_is_active() -> None:
    drawn = mechanism(FOUR, 12).draws(SeededDice(3), 1_000)

    assert {(len(arms), sum(arms)) for arms in drawn} == {(56, 14)}


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_every_order_is_equally_likely(off_by: Callable, count: int) -> None:
    found = mechanism(FOUR, 3)
    law = dict.fromkeys(found.members(), Fraction(1, 64))

    assert off_by(found, law, count) > 0.001
