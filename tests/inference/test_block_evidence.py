from dataclasses import replace
from itertools import product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.block_evidence import SlotScore, block_evidence
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.block_evidence import block_evidence as plain_block_evidence
from limen.inference.run_in import Scale
from limen.inference.trial import Trial

SCALE = Scale(0.3, 1.0, 14)
ONE_OF_FOUR = [bytes(int(place == slot) for slot in range(4)) for place in range(4)]
EVEN = [(order, 0.25) for order in ONE_OF_FOUR]


def trial_c(*places):
    """Oracle C: `one_in_four`, the active slot of each block at these places."""
    blocks = ((0.2, -0.1, 1.1, 0.3), (0.5, 0.9, -0.4, 0.1), (-0.2, 0.6, 0.0, 1.4))
    scores = tuple(score for block in blocks for score in (*block, None, None))
    slots = tuple(6 * block + day for block in range(3) for day in range(4))
    arms = b"".join(ONE_OF_FOUR[place] for place in places)
    return Trial(scores, slots, arms, tuple(slot // 4 for slot in range(12)), first_weekday=0)


def test_oracle_c_has_its_values():
    found = block_evidence(trial_c(2, 1, 3), SCALE, [EVEN] * 3, SlotScore.CAPSULE_DAY)

    assert found.values == pytest.approx((1.1116446, 1.4972482, 2.7856397), abs=5e-8)
    assert found.crossed_at is None
    assert found.difference == pytest.approx((1.1 - 0.4 / 3 + 0.9 - 0.2 / 3 + 1.4 - 0.4 / 3) / 3)


laws = st.lists(st.floats(0.05, 1.0), min_size=4, max_size=4).map(
    lambda parts: [
        (order, part / sum(parts)) for order, part in zip(ONE_OF_FOUR, parts, strict=True)
    ]
)


@given(laws)
def test_if_the_allocation_does_not_matter_its_mean_is_one(law):
    """Over all orders of two blocks, each with its chance, whatever the law of the design."""
    mean = 0.0
    for first, second in product(range(4), repeat=2):
        found = block_evidence(trial_c(first, second, 0), SCALE, [law] * 3, SlotScore.CAPSULE_DAY)
        mean += law[first][1] * law[second][1] * found.values[1]

    assert mean == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("layout", ["third_day", "one_in_four", "paired_weeks"])
@pytest.mark.parametrize("slot_score", SlotScore)
@pytest.mark.parametrize("missing", [0.0, 0.5])
def test_the_plain_form_agrees(make_case, layout, slot_score, missing):
    case = make_case(layout, seed=3, missing=missing, effect=1.0)
    orders = sorted({order[:4] for order in (case.trial.arms, *case.draws.others)})
    law = [[(order, 1 / len(orders)) for order in orders]] * 3

    fast = block_evidence(case.trial, SCALE, law, slot_score)

    plain = plain_block_evidence(case.trial, SCALE, law, slot_score)
    assert fast.values == pytest.approx(plain.values, rel=1e-12)
    assert fast.difference == pytest.approx(plain.difference, abs=1e-12)
    assert fast.crossed_at == plain.crossed_at


def test_three_days_count_four_to_two_to_one():
    """One slot active and one placebo: 4·1 + 2·0 + 1·1 over 7, against 2; the ratio by hand."""
    scores = (1.0, 0.0, 1.0, 2.0, 2.0, 2.0)
    trial = Trial(scores, (0, 3), b"\1\0", (0, 0), first_weekday=0)
    law = [(b"\1\0", 0.5), (b"\0\1", 0.5)]

    found = block_evidence(trial, SCALE, [law], SlotScore.THREE_DAYS)

    difference = 5 / 7 - 2
    bets = (0.25, 0.5, 1.0, -0.25, -0.5, -1.0)
    expected = sum(2 / (1 + exp(-2 * bet * difference)) for bet in bets) / 6
    assert found.values == pytest.approx((expected,), rel=1e-12)
    assert found.difference == pytest.approx(difference)


def test_a_clear_effect_crosses_and_stays_crossed_at_its_first_block():
    slots = tuple(range(0, 96, 3))
    arms = b"\1\0\1\0" * 8
    scores = tuple(3.0 * arms[day // 3] for day in range(96))
    trial = Trial(scores, slots, arms, tuple(slot // 4 for slot in range(32)), first_weekday=0)
    halves = [bytes(order) for order in product((0, 1), repeat=4) if sum(order) == 2]
    law = [(order, 1 / 6) for order in halves]

    found = block_evidence(trial, SCALE, [law] * 8, SlotScore.THREE_DAYS)

    assert found.values[found.crossed_at] >= 20 > found.values[found.crossed_at - 1]
    assert found.difference == pytest.approx(3.0)


def test_scores_turned_round_give_the_same_evidence_for_the_other_side():
    trial = trial_c(2, 1, 3)
    turned = replace(trial, scores=tuple(None if y is None else -y for y in trial.scores))

    before, after = (
        block_evidence(each, SCALE, [EVEN] * 3, SlotScore.CAPSULE_DAY) for each in (trial, turned)
    )

    assert after.values == pytest.approx(before.values, rel=1e-12)
    assert after.difference == -before.difference


def test_a_block_without_scores_teaches_nothing():
    silent = replace(trial_c(2, 1, 3), scores=(None,) * 18)

    found = block_evidence(silent, SCALE, [EVEN] * 3, SlotScore.CAPSULE_DAY)

    assert (found.values, found.difference) == ((1.0, 1.0, 1.0), 0.0)


def test_huge_differences_stay_numbers():
    huge = replace(
        trial_c(2, 1, 3),
        scores=tuple(None if y is None else 1e99 * y for y in trial_c(0, 0, 0).scores),
    )

    found = block_evidence(huge, Scale(0.3, 1e-9, 14), [EVEN] * 3, SlotScore.CAPSULE_DAY)

    assert all(0 <= value < float("inf") for value in found.values)


def test_an_order_without_chance_is_as_if_it_were_not_there():
    """With the other two orders alone, as after a block that ended with its active slot."""
    law = [(ONE_OF_FOUR[2], 0.5), (ONE_OF_FOUR[3], 0.5)]
    longer = [*law, (ONE_OF_FOUR[0], 0.0)]
    trial = trial_c(2, 3, 3)

    first, second = (
        block_evidence(trial, SCALE, [each] * 3, SlotScore.CAPSULE_DAY) for each in (law, longer)
    )

    assert first == second


def test_no_block_gives_no_evidence():
    empty = Trial((1.0,), (), b"", (), first_weekday=0)

    found = block_evidence(empty, SCALE, [], SlotScore.CAPSULE_DAY)

    assert found == NotEstimable(Reason.TOO_FEW_DAYS, "No block is complete.")


@pytest.mark.parametrize(
    ("laws", "says"),
    [
        ([EVEN] * 2, "one law for each block"),
        ([EVEN, EVEN, EVEN[:3]], "add up to 1"),
        ([EVEN, EVEN, [(ONE_OF_FOUR[0], 1.0)]], "among those that it could have had"),
        ([EVEN, EVEN, [(ONE_OF_FOUR[0], 1.0), (ONE_OF_FOUR[3], 0.0)]], "could have had"),
    ],
)
def test_laws_that_do_not_fit_the_blocks_are_refused(laws, says):
    with pytest.raises(ValueError, match=says):
        block_evidence(trial_c(2, 1, 3), SCALE, laws, SlotScore.CAPSULE_DAY)
