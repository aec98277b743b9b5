"""Every third day: two of four in a row are active, in any order."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.terms.seeded_dice import SeededDice

THIRD = DesignName.THIRD_DAY


def test_days_after_the_last_whole_block_are_off_days() -> None:
    eight_weeks = mechanism(THIRD, 8)

    assert eight_weeks.n_days == 56
    assert eight_weeks.slot_days == tuple(range(0, 48, 3))
    assert eight_weeks.block_of_slot == tuple(block for block in range(4) for _ in range(4))


def test_a_plan_shorter_than_a_block_has_no_capsule() -> None:
    one_week = mechanism(THIRD, 1)

    assert (one_week.slot_days, one_week.size, one_week.smallest_p) == ((), 1, 1)
    assert one_week.members() == (b"",)
    assert one_week.draws(SeededDice(1), 2) == (b"", b"")


@pytest.mark.parametrize("weeks", range(2, 25))
def test_there_are_six_orders_for_each_block(weeks: int) -> None:
    found = mechanism(THIRD, weeks)

    blocks = weeks * 7 // 12
    assert found.size == 6**blocks
    assert found.collision_probability == pytest.approx(6.0**-blocks)
    assert found.smallest_p == pytest.approx(min(1, 2 * 6.0**-blocks))


def test_twelve_weeks_leave_18_bits_to_chance() -> None:
    assert mechanism(THIRD, 12).allocation_bits == pytest.approx(18.1, abs=0.05)


def test_the_members_are_all_balanced_orders() -> None:
    members = mechanism(THIRD, 6).members()

    balanced = {
        bytes(arms)
        for arms in product((0, 1), repeat=12)
        if [sum(arms[k : k + 4]) for k in (0, 4, 8)] == [2, 2, 2]
    }
    assert set(members) == balanced
    assert len(members) == 216


def test_more_than_20_000_members_are_not_listed() -> None:
    assert len(mechanism(THIRD, 9).members()) == 7_776
    assert mechanism(THIRD, 11).members() is None


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_every_order_is_equally_likely(off_by: Callable, count: int) -> None:
    found = mechanism(THIRD, 6)
    law = dict.fromkeys(found.members(), Fraction(1, 216))

    assert off_by(found, law, count) > 0.001
