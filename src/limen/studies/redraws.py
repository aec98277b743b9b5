"""What the design of a trial could have given instead: re-draws, and the law of every block.

Source: methods.md sections 1.3 and 1.9.
"""

from limen.blinding.designs.design import DesignName, Mechanism
from limen.inference.block_evidence import BlockLaw, SlotScore
from limen.inference.trial import Draws
from limen.inference.verdict_estimates import Allocations
from limen.terms.seeded_dice import SeededDice

DRAWS = 9_999
SLOT_SCORES = {
    DesignName.PAIRED_WEEKS: SlotScore.WEEK,
    DesignName.THIRD_DAY: SlotScore.THREE_DAYS,
    DesignName.ONE_IN_FOUR: SlotScore.CAPSULE_DAY,
    DesignName.SPACED: SlotScore.CAPSULE_DAY,
}


def allocations(mechanism: Mechanism, observed: bytes, seed: int) -> Allocations:
    """What a mechanism could have given in the place of one of its allocations.

    Args:
        mechanism: of the whole blocks of the trial.
        observed: the arm of every slot.
        seed: for the draws, where the design has more than 20,000 allocations.
    """
    return Allocations(
        draws=redraws(mechanism, observed, seed),
        laws=block_laws(mechanism, observed),
        slot_score=SLOT_SCORES[mechanism.design],
        smallest_p=mechanism.smallest_p,
    )


def redraws(mechanism: Mechanism, observed: bytes, seed: int) -> Draws:
    """Every other allocation where the design has at most 20,000, else 9,999 drawn from a seed."""
    members = mechanism.members()
    if members is None:
        drawn = mechanism.draws(SeededDice(seed, "redraws"), DRAWS)
        return Draws(others=drawn, complete=False, seed=seed)
    others = tuple(member for member in members if member != observed)
    return Draws(others=others, complete=True)


def block_laws(mechanism: Mechanism, observed: bytes) -> tuple[BlockLaw, ...]:
    """For each block the arms that it could have had after the blocks before it, with chances."""
    orders, length = mechanism.orders, mechanism.orders.length
    laws: list[BlockLaw] = []
    last: tuple[int, int] | None = None
    for number, block in enumerate(mechanism.blocks):
        chances = orders.first(block) if last is None else orders.steps(block - last[0])[last[1]]
        laws.append(
            tuple(
                (arms, float(chance))
                for arms, chance in zip(orders.orders, chances, strict=True)
                if chance > 0
            )
        )
        arms = observed[number * length : (number + 1) * length]
        last = block, orders.orders.index(arms)
    return tuple(laws)
