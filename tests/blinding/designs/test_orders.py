"""The law of orders: what it refuses, and that draws and probabilities agree."""

from fractions import Fraction
from itertools import pairwise

import pytest

from limen.blinding.designs.orders import Orders
from limen.terms.seeded_dice import SeededDice

TWO = (b"\x01\x00", b"\x00\x01")
# After the first order only the second may come, after the second both.
STICKY = Orders(TWO, ((1,), (0, 1)))


@pytest.mark.parametrize(
    ("orders", "after", "says"),
    [
        ((b"\x01", b"\x01\x00"), ((0,), (1,)), "equally long"),
        ((b"\x01", b"\x01"), ((0,), (1,)), "differ"),
        (TWO, ((0, 1),), "at least one"),
        (TWO, ((0, 1), ()), "at least one"),
        (TWO, ((0, 1), (2,)), "only orders"),
    ],
)
def test_orders_that_make_no_law_are_refused(
    orders: tuple[bytes, ...], after: tuple[tuple[int, ...], ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Orders(orders, after)


def test_a_law_knows_whether_its_blocks_are_independent() -> None:
    assert Orders(TWO, ((0, 1), (0, 1))).is_independent
    assert not STICKY.is_independent


def test_probabilities_follow_the_steps() -> None:
    half, three_quarters = Fraction(1, 2), Fraction(3, 4)

    assert STICKY.steps(0) == ((1, 0), (0, 1))
    assert STICKY.steps(1) == ((0, 1), (half, half))
    assert STICKY.first(0) == (half, half)
    assert STICKY.first(1) == (1 - three_quarters, three_quarters)


def test_draws_keep_to_what_may_follow() -> None:
    paths = STICKY.paths(200, 5, SeededDice(1))

    followed = {(a, b) for path in paths for a, b in pairwise(path)}

    assert [len(path) for path in paths] == [5] * 200
    assert followed == {(0, 1), (1, 0), (1, 1)}


def test_no_blocks_give_empty_paths() -> None:
    assert STICKY.paths(3, 0, SeededDice(1)) == [[], [], []]
