"""The law of the orders of a design: which orders a block may have, and which may follow which.

    P(w) = 1/K · Π 1/|after(previous order)|,   K orders of the first block, each equally likely

Where every order may follow every other, the blocks are independent and all allocations equally
likely. Otherwise (`spaced`) each block depends on the one before it, and they are not.

Source: methods.md section 1.0.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm

from limen.terms.ports import Dice

_OCTET_VALUES = 256

Row = tuple[Fraction, ...]
Matrix = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of one block, each of as many arms (octets 0 and 1), and what may follow each.

    `after[i]` are the places of the orders that may follow order i, each equally likely; the first
    block has any order.

    Raises:
        ValueError: orders differ in length, or something follows that is no order.
    """

    orders: tuple[bytes, ...]
    after: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len({len(order) for order in self.orders}) != 1 or len(set(self.orders)) != self.count:
            raise ValueError("the orders of a block differ, and are equally long")
        if len(self.after) != self.count or not all(self.after):
            raise ValueError("every order has at least one that may follow it")
        if not all(set(places) <= set(range(self.count)) for places in self.after):
            raise ValueError("only orders follow orders")

    @property
    def count(self) -> int:
        """How many orders there are."""
        return len(self.orders)

    @property
    def length(self) -> int:
        """How many slots a block has."""
        return len(self.orders[0])

    @property
    def is_independent(self) -> bool:
        """Whether every order may follow every other."""
        return all(len(places) == self.count for places in self.after)

    def paths(self, count: int, blocks: int, dice: Dice) -> list[list[int]]:
        """So many draws from the law, each the places of the orders of so many blocks."""
        sides = lcm(self.count, *map(len, self.after))
        follow = [
            bytes(places[side % len(places)] for side in range(sides)) for places in self._all
        ]
        throws = _throws(dice, sides, count * blocks)
        drawn: list[list[int]] = []
        for number in range(count):
            place, path = self.count, list[int]()
            for throw in throws[number * blocks : (number + 1) * blocks]:
                place = follow[place][throw]
                path.append(place)
            drawn.append(path)
        return drawn

    @property
    def _all(self) -> tuple[tuple[int, ...], ...]:
        """What may follow each order, and last what may come first."""
        return (*self.after, tuple(range(self.count)))

    def first(self, block: int) -> Row:
        """How likely each order is in this block, counted from 0, whatever came before."""
        every = (Fraction(1, self.count),) * self.count
        return _times(every, self.steps(block))

    def steps(self, blocks: int) -> Matrix:
        """How likely each order is so many blocks after each order."""
        return _steps(self.after, blocks)


@cache
def _steps(after: tuple[tuple[int, ...], ...], blocks: int) -> Matrix:
    every = range(len(after))
    reached = tuple(tuple(Fraction(int(i == j)) for j in every) for i in every)
    step = tuple(tuple(Fraction(int(j in places), len(places)) for j in every) for places in after)
    for _ in range(blocks):
        reached = tuple(_times(row, step) for row in reached)
    return reached


def _times(row: Row, matrix: Matrix) -> Row:
    return tuple(
        sum((share * to for share, to in zip(row, column, strict=True)), Fraction(0))
        for column in zip(*matrix, strict=True)
    )


def _throws(dice: Dice, sides: int, count: int) -> bytes:
    """So many throws of dice with so many sides, each side equally likely."""
    fair = _OCTET_VALUES - _OCTET_VALUES % sides
    table = bytes(octet % sides for octet in range(_OCTET_VALUES))
    unfair = bytes(range(fair, _OCTET_VALUES))
    thrown = b""
    while len(thrown) < count:
        thrown += dice.octets(count - len(thrown) + 16).translate(table, unfair)
    return thrown[:count]
