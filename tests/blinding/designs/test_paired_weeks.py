"""Pairs of weeks: one fair throw for each pair."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Options
from limen.terms.errors import BadInput
from limen.terms.seeded_dice import SeededDice

PAIRS = DesignName.PAIRED_WEEKS


def test_the_capsule_days_are_the_same_in_both_weeks() -> None:
    two_pairs = mechanism(PAIRS, 4)

    assert two_pairs.n_days == 28
    assert two_pairs.slot_days == (0, 3, 7, 10, 14, 17, 21, 24)
    assert two_pairs.block_of_slot == (0, 0, 0, 0, 1, 1, 1, 1)


def test_a_week_is_all_active_or_all_placebo() -> None:
    one_pair = mechanism(PAIRS, 2, Options(capsule_weekdays=(5, 1, 2)))

    assert one_pair.slot_days == (1, 2, 5, 8, 9, 12)
    assert one_pair.members() == (b"\1\1\1\0\0\0", b"\0\0\0\1\1\1")


@pytest.mark.parametrize("pairs", range(1, 13))
def test_there_are_two_orders_for_each_pair(pairs: int) -> None:
    found = mechanism(PAIRS, 2 * pairs)

    assert found.size == 2**pairs == len(set(found.members()))
    assert found.smallest_p == min(1, 2 / 2**pairs)
    assert found.collision_probability == 2**-pairs


def test_twelve_weeks_leave_six_bits_to_chance() -> None:
    assert mechanism(PAIRS, 12).allocation_bits == 6


def test_an_odd_number_of_weeks_has_no_pairs() -> None:
    with pytest.raises(BadInput, match="7 weeks cannot be put into pairs"):
        mechanism(PAIRS, 7)


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_every_order_is_equally_likely(off_by: Callable, count: int) -> None:
    found = mechanism(PAIRS, 12)
    law = dict.fromkeys(found.members(), Fraction(1, 64))

    assert off_by(found, law, count) > 0.001


def test_every_draw_is_balanced() -> None:
    drawn = mechanism(PAIRS, 12).draws(SeededDice(3), 1_000)

    assert {sum(arms) for arms in drawn} == {12}
