"""What every design is: its name, its layout in days, and the law by which arms fall on slots.

An allocation is octets of 0 (placebo) and 1 (active), one octet a slot. The software draws from
this law to test, never to pack, except in `spaced`, where a packer receives one draw.

Source: methods.md section 1.0.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise, product
from math import log2

from limen.blinding.designs.orders import Orders, Row
from limen.terms.errors import BadInput
from limen.terms.ports import Dice

MOST_ENUMERATED = 20_000
NOT_YET = "Announced odds and open days: Not available yet."
WEEK = 7
KERNEL = (1.0, 0.5, 0.25)


class DesignName(StrEnum):
    """The four designs with placebo."""

    ONE_IN_FOUR = "one_in_four"
    THIRD_DAY = "third_day"
    PAIRED_WEEKS = "paired_weeks"
    SPACED = "spaced"


class Estimand(StrEnum):
    """The questions of methods.md section 1.1 that a design may answer."""

    ACUTE = "E1"
    PERIOD = "E2"


@dataclass(frozen=True, slots=True)
class Options:
    """What a design may be told besides its length; each design reads its own and no others.

    Args:
        capsule_weekdays: `paired_weeks`, days of the trial week from 0 to 6, one to three.
        span_days: `spaced`, the days of a block.
        odds: chance of active announced for each slot, 0 to 1; not available yet.
        open_share: share of placebo days that are opened, 0 to 1; not available yet.

    Raises:
        BadInput: odds or open days are asked for, or the weekdays are none.
    """

    capsule_weekdays: tuple[int, ...] = (0, 3)
    span_days: int = 6
    odds: tuple[float, ...] | None = None
    open_share: float | None = None

    def __post_init__(self) -> None:
        if self.odds is not None or self.open_share is not None:
            raise BadInput(NOT_YET, at="design")
        days = self.capsule_weekdays
        if not 1 <= len(days) <= _MOST_WEEKDAYS or len(set(days)) != len(days):
            raise BadInput("Choose 1 to 3 different capsule days.", at="capsule_weekdays")
        if not set(days) <= set(range(WEEK)):
            raise BadInput("A capsule day of the week is 0 to 6.", at="capsule_weekdays")


@dataclass(frozen=True, slots=True)
class Mechanism:
    """The slots of one plan and the law of their arms.

    Args:
        design: whose mechanism it is.
        n_days: days of the plan, off days at its end included.
        slot_days: the day of each of the m slots, from 0, in their order.
        block_of_slot: the block of each slot, from 0.
        orders: the law of a block's arms.
        block_days: days from the start of one block to that of the next.
        blocks: the blocks that the slots belong to, in their order; all, unless some were left out.
        odds, open_share: None in every plan so far.

    Raises:
        ValueError: slots, blocks and orders do not fit together.
    """

    design: DesignName
    n_days: int
    slot_days: tuple[int, ...]
    block_of_slot: tuple[int, ...]
    orders: Orders
    block_days: int
    blocks: tuple[int, ...]
    odds: tuple[float, ...] | None = None
    open_share: float | None = None

    def __post_init__(self) -> None:
        length = self.orders.length
        if self.block_of_slot != tuple(block for block in self.blocks for _ in range(length)):
            raise ValueError("every block has as many slots as its orders")
        if len(self.slot_days) != len(self.block_of_slot):
            raise ValueError("every slot has a day and a block")
        days = (-1, *self.slot_days, self.n_days)
        if not all(earlier < later for earlier, later in pairwise(days)):
            raise ValueError("slots stand in the order of their days, within the plan")

    @property
    def is_uniform(self) -> bool:
        """Whether all allocations are equally likely."""
        return self.orders.is_independent

    @property
    def size(self) -> int:
        """How many allocations there are: the number of Ω."""
        return int(self._along(lambda share: Fraction(int(share > 0)), _together))

    @property
    def collision_probability(self) -> float:
        """How likely two independent draws are the same, 0 to 1.

        Source: methods.md section 1.6, squared path probabilities summed over the last order.
        """
        return float(self._along(lambda share: share * share, _together))

    @property
    def allocation_bits(self) -> float:
        """How much of the allocation is left to chance: −log2 of the chance of a collision."""
        return log2(1 / self.collision_probability)

    @property
    def smallest_p(self) -> float:
        """The smallest two-sided p that any outcome can reach: twice the rarest allocation."""
        return float(min(Fraction(1), 2 * self._along(lambda share: share, _rarest)))

    def members(self) -> tuple[bytes, ...] | None:
        """Every allocation once; None where they are too many, or not equally likely.

        At most 20 000 are given.
        """
        if not self.is_uniform or self.size > MOST_ENUMERATED:
            return None
        ways = product(self.orders.orders, repeat=len(self.blocks))
        return tuple(b"".join(way) for way in ways)

    def draws(self, dice: Dice, count: int) -> tuple[bytes, ...]:
        """So many independent draws from the law."""
        orders = self.orders.orders
        last = max(self.blocks, default=-1) + 1
        paths = self.orders.paths(count, last, dice)
        if len(self.blocks) < last:
            paths = [[path[block] for block in self.blocks] for path in paths]
        return tuple([b"".join([orders[place] for place in path]) for path in paths])

    def possible_blocks(self, arms: Sequence[int | None]) -> tuple[int, ...]:
        """The blocks whose arms are all known and can have been produced after those before.

        Args:
            arms: 1 active, 0 placebo, None unknown, one for each slot.

        Raises:
            ValueError: another number of arms than slots.
        """
        if len(arms) != len(self.slot_days):
            raise ValueError("every slot has an arm, or None")
        length = self.orders.length
        possible: list[int] = []
        last: tuple[int, int] | None = None  # a block and the place of its order
        for number, block in enumerate(self.blocks):
            place = self._place(arms[number * length : (number + 1) * length])
            if place is not None and self._may_follow(last, block, place):
                possible.append(block)
                last = block, place
        return tuple(possible)

    def restricted(self, blocks: Collection[int]) -> "Mechanism":
        """The mechanism of some of its blocks alone, with the law that they have among all.

        Raises:
            ValueError: a block is not one of its own.
        """
        if not set(blocks) <= set(self.blocks):
            raise ValueError("only its own blocks can be kept")
        kept = [slot for slot, block in enumerate(self.block_of_slot) if block in blocks]
        return replace(
            self,
            slot_days=tuple(self.slot_days[slot] for slot in kept),
            block_of_slot=tuple(self.block_of_slot[slot] for slot in kept),
            blocks=tuple(block for block in self.blocks if block in blocks),
        )

    def _place(self, arms: Sequence[int | None]) -> int | None:
        known = bytes(arm for arm in arms if arm is not None)
        return self.orders.orders.index(known) if known in self.orders.orders else None

    def _may_follow(self, last: tuple[int, int] | None, block: int, place: int) -> bool:
        if last is None:
            return True
        earlier, order = last
        return self.orders.steps(block - earlier)[order][place] > 0

    def _along(
        self, step: Callable[[Fraction], Fraction], gather: Callable[[list[Fraction]], Fraction]
    ) -> Fraction:
        """Carry products of steps along all orders of the blocks, gathered in each block."""
        if not self.blocks:
            return Fraction(1)
        reached: list[Fraction] = [step(share) for share in self.orders.first(self.blocks[0])]
        for earlier, later in pairwise(self.blocks):
            columns: Collection[Row] = tuple(zip(*self.orders.steps(later - earlier), strict=True))
            reached = [
                gather([was * step(share) for was, share in zip(reached, column, strict=True)])
                for column in columns
            ]
        return gather(reached)


@dataclass(frozen=True, slots=True)
class ShuffleSet:
    """The packets that are shuffled together by hand: so many active, so many placebo."""

    active: int
    placebo: int


@dataclass(frozen=True, slots=True)
class Design:
    """One design: how it is called, what it answers, how it is packed, and its mechanism.

    Args:
        name, version: a version rises when the same plan may get other slots or another law.
        title: what people call it.
        estimands: the questions that it answers.
        packing: what is shuffled together; None where only a packer with a list can pack it.
        mechanism: from weeks and options to the mechanism; BadInput where they do not fit.
        fewest_blocks: shortest plan that can reach p ≤ 0.05, in blocks.
        block_words: what a block is called, one and many.
    """

    name: DesignName
    version: int
    title: str
    estimands: tuple[Estimand, ...]
    packing: ShuffleSet | None
    mechanism: Callable[[int, Options], Mechanism]
    fewest_blocks: int
    block_words: tuple[str, str]


def laid_out(
    design: DesignName, n_days: int, block_days: int, capsule_days: Sequence[int], orders: Orders
) -> Mechanism:
    """The mechanism of a layout that repeats every `block_days`; what is left over are off days.

    Args:
        design: whose layout it is.
        n_days: days of the plan.
        block_days: days from one block to the next.
        capsule_days: the days of a block with a capsule, from 0, in their order.
        orders: the law of a block's arms.
    """
    blocks = tuple(range(n_days // block_days))
    return Mechanism(
        design=design,
        n_days=n_days,
        slot_days=tuple(block * block_days + day for block in blocks for day in capsule_days),
        block_of_slot=tuple(block for block in blocks for _ in capsule_days),
        orders=orders,
        block_days=block_days,
        blocks=blocks,
    )


def independent(orders: Sequence[bytes]) -> Orders:
    """The law in which every order of a block is equally likely, whatever came before."""
    everything = tuple(range(len(orders)))
    return Orders(tuple(orders), (everything,) * len(orders))


_MOST_WEEKDAYS = 3


def _together(shares: list[Fraction]) -> Fraction:
    return sum(shares, Fraction(0))


def _rarest(shares: list[Fraction]) -> Fraction:
    return min((share for share in shares if share > 0), default=Fraction(0))
