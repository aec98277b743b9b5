"""A mechanism: parts that fit, what cannot have been produced, and some blocks alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Mechanism, Options, independent
from limen.terms.errors import BadInput
from limen.terms.seeded_dice import SeededDice

NAMES = st.sampled_from(DesignName)
WEEKS = st.integers(1, 12).map(lambda half: 2 * half)


@given(name=NAMES, weeks=WEEKS, seed=st.integers(0, 1_000))
def test_every_draw_can_have_been_produced(name: DesignName, weeks: int, seed: int) -> None:
    found = mechanism(name, weeks)

    for arms in found.draws(SeededDice(seed), 5):
        assert len(arms) == len(found.slot_days)
        assert found.possible_blocks(list(arms)) == found.blocks


@given(name=NAMES, weeks=WEEKS)
def test_nothing_is_less_likely_than_the_rarest_draw(name: DesignName, weeks: int) -> None:
    found = mechanism(name, weeks)

    assert 1 / found.size <= found.collision_probability * (1 + 1e-12)
    assert found.smallest_p <= min(1, 2 / found.size) * (1 + 1e-12)
    assert found.allocation_bits >= 0


def test_an_unknown_or_impossible_order_leaves_its_block_out() -> None:
    found = mechanism(DesignName.ONE_IN_FOUR, 4)
    lost = [None, 0, 0, 0]
    two_active = [1, 0, 1, 0]
    fine = [0, 0, 0, 1]

    assert found.possible_blocks([*fine, *lost, *two_active, *fine]) == (0, 3)


def test_a_span_too_near_the_one_before_is_left_out() -> None:
    found = mechanism(DesignName.SPACED, 2, Options(span_days=4))
    first, second, last = [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]
    unknown = [None] * 4

    assert found.possible_blocks([*last, *first, *second]) == (0, 2)
    assert found.possible_blocks([*last, *unknown, *second]) == (0, 2)
    assert found.possible_blocks([*first, *last, *last]) == (0, 1, 2)


def test_a_span_that_no_span_between_could_lead_to_is_left_out() -> None:
    found = mechanism(DesignName.SPACED, 2, Options(span_days=4))
    first, last, unknown = [1, 0, 0, 0], [0, 0, 0, 1], [None] * 4

    assert found.possible_blocks([*last, *unknown, *first]) == (0,)


def test_every_slot_needs_an_arm() -> None:
    with pytest.raises(ValueError, match="every slot"):
        mechanism(DesignName.THIRD_DAY, 6).possible_blocks([1, 0])


def test_some_blocks_keep_their_days() -> None:
    kept = mechanism(DesignName.THIRD_DAY, 8).restricted({3, 1})

    assert kept.blocks == (1, 3)
    assert kept.slot_days == (12, 15, 18, 21, 36, 39, 42, 45)
    assert kept.block_of_slot == (1, 1, 1, 1, 3, 3, 3, 3)
    assert (kept.size, len(kept.members()), kept.n_days) == (36, 36, 56)
    assert set(kept.draws(SeededDice(1), 2_000)) == set(kept.members())


def test_no_block_at_all_leaves_one_empty_order() -> None:
    kept = mechanism(DesignName.THIRD_DAY, 8).restricted(())

    assert (kept.size, kept.collision_probability, kept.allocation_bits) == (1, 1, 0)
    assert kept.draws(SeededDice(1), 1) == (b"",)


def test_only_own_blocks_are_kept() -> None:
    with pytest.raises(ValueError, match="own blocks"):
        mechanism(DesignName.THIRD_DAY, 8).restricted({4})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"slot_days": (0, 3, 6)}, "a day and a block"),
        ({"slot_days": (0, 6, 3, 9)}, "order of their days"),
        ({"slot_days": (0, 3, 6, 14)}, "within the plan"),
        ({"slot_days": (-1, 3, 6, 9)}, "within the plan"),
        ({"block_of_slot": (0, 0, 0)}, "as many slots"),
        ({"blocks": (1,)}, "as many slots"),
        ({"orders": independent([b"\1\0", b"\0\1"])}, "as many slots"),
    ],
)
def test_parts_that_do_not_fit_are_refused(changes: dict[str, object], says: str) -> None:
    two_weeks: Mechanism = mechanism(DesignName.THIRD_DAY, 2)

    with pytest.raises(ValueError, match=says):
        replace(two_weeks, **changes)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"odds": (0.5,)}, "Not available yet"),
        ({"open_share": 0.2}, "Not available yet"),
        ({"capsule_weekdays": ()}, "1 to 3"),
        ({"capsule_weekdays": (0, 1, 2, 3)}, "1 to 3"),
        ({"capsule_weekdays": (2, 2)}, "different"),
        ({"capsule_weekdays": (7,)}, "0 to 6"),
        ({"capsule_weekdays": (-1,)}, "0 to 6"),
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        Options(**options)


def test_odds_and_open_days_are_there_and_empty() -> None:
    found = mechanism(DesignName.THIRD_DAY, 6)

    assert (found.odds, found.open_share) == (None, None)
