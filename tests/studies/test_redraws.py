from math import comb

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Options
from limen.inference.block_evidence import SlotScore
from limen.studies.redraws import DRAWS, allocations, block_laws, redraws
from limen.terms.seeded_dice import SeededDice


def drawn(design, weeks, seed=3):
    made = mechanism(design, weeks, Options())
    return made, made.draws(SeededDice(seed), 1)[0]


def test_few_allocations_are_all_there_once_without_the_observed_one():
    made, observed = drawn(DesignName.THIRD_DAY, 6)

    found = redraws(made, observed, seed=1)

    assert (found.complete, found.seed) == (True, None)
    assert set(found.others) == set(made.members()) - {observed}
    assert len(found.others) == comb(4, 2) ** 3 - 1


def test_many_allocations_are_drawn_from_the_seed():
    made, observed = drawn(DesignName.THIRD_DAY, 12)

    first, again, other = (redraws(made, observed, seed) for seed in (1, 1, 2))

    assert (len(first.others), first.complete, first.seed) == (DRAWS, False, 1)
    assert first == again
    assert first.others != other.others


@pytest.mark.parametrize("design", DesignName)
def test_the_chances_of_each_block_add_up_to_one_and_allow_what_was_observed(design):
    made, observed = drawn(design, 12)

    laws = block_laws(made, observed)

    length = made.orders.length
    assert len(laws) == len(made.blocks)
    assert [sum(chance for _, chance in law) for law in laws] == pytest.approx([1] * len(laws))
    for number, law in enumerate(laws):
        assert observed[number * length : (number + 1) * length] in dict(law)


def test_in_random_spacing_a_block_depends_on_the_one_before():
    made = mechanism(DesignName.SPACED, 6, Options())
    late, early = b"\0\0\0\0\0\1", b"\1\0\0\0\0\0"

    after_late = block_laws(made, late * 7)[1]
    after_early = block_laws(made, early * 7)[1]

    assert [arms.index(1) for arms, _ in after_late] == [2, 3, 4, 5]
    assert [arms.index(1) for arms, _ in after_early] == [0, 1, 2, 3, 4, 5]


def test_everything_that_a_design_could_have_given_comes_together():
    made, observed = drawn(DesignName.PAIRED_WEEKS, 12)

    found = allocations(made, observed, seed=1)

    assert found.draws == redraws(made, observed, seed=1)
    assert (found.slot_score, found.smallest_p) == (SlotScore.WEEK, 2 / 64)
