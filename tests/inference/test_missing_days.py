from dataclasses import replace

import pytest

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.missing_days import missingness_test, worst_case_fill
from limen.inference.randomisation import randomisation_test
from limen.inference.reference.missing_days import missingness_test as plain_missingness_test
from limen.inference.reference.missing_days import worst_case_fill as plain_worst_case_fill
from limen.inference.trial import Draws


def active_days(case):
    slots = zip(case.trial.slot_days, case.trial.arms, strict=True)
    return {day + later for day, arm in slots if arm for later in range(3)}


@pytest.fixture
def skipping(oracle_a):
    """Half of the days of active capsules are missing, none of the others."""
    active = active_days(oracle_a)
    scores = tuple(
        None if day in active and day % 2 else score
        for day, score in enumerate(oracle_a.trial.scores)
    )
    return oracle_a.having(scores=scores)


@pytest.mark.parametrize("missing", [0.1, 0.4])
def test_the_plain_form_of_the_missingness_test_agrees(make_case, missing):
    case = make_case("one_in_four", seed=8, blocks=4, missing=missing)

    assert missingness_test(*case.parts) == plain_missingness_test(*case.parts)


def test_shares_are_those_of_the_days_of_each_arm(skipping):
    found = missingness_test(*skipping.parts)

    assert (found.active_share, found.placebo_share) == (0.5, 0.0)
    assert found.p_two < 0.05


def test_days_of_a_left_out_block_are_not_missing(skipping):
    """Its days count neither as recorded nor as missing, whatever stands on them."""
    slots = skipping.trial.slot_days
    without = skipping.having(
        slot_days=(*slots[:4], *slots[8:]),
        arms=skipping.trial.arms[:4] + skipping.trial.arms[8:],
        block_of_slot=(0, 0, 0, 0, 2, 2, 2, 2),
        unknown_days=slots[4:8],
        scores=tuple(
            None if 12 <= day < 24 else score for day, score in enumerate(skipping.trial.scores)
        ),
    )
    orders = tuple(order[:4] + order[8:] for order in skipping.draws.others)
    without = replace(without, draws=Draws(orders, complete=False))

    found = missingness_test(*without.parts)

    assert found == plain_missingness_test(*without.parts)
    assert (found.active_share, found.placebo_share) == (0.5, 0.0)


def test_where_no_day_is_missing_there_is_nothing_to_test(oracle_a):
    found = missingness_test(*oracle_a.parts)

    assert found == NotEstimable(Reason.NO_VARIATION, "Every day has a score.")


def test_the_missingness_test_needs_forty_orders(skipping):
    few = replace(skipping, draws=Draws(skipping.draws.others[:38], complete=False))

    assert missingness_test(*few.parts).reason is Reason.TOO_FEW_ALLOCATIONS


@pytest.mark.parametrize("effect", [2.5, -2.5])
@pytest.mark.parametrize("missing", [0.15, 0.4])
def test_the_plain_form_of_the_fill_agrees(make_case, effect, missing):
    case = make_case("third_day", seed=21, missing=missing, effect=effect)
    case = replace(case, draws=Draws(case.draws.others[::2], complete=False))

    assert worst_case_fill(*case.parts) == plain_worst_case_fill(*case.parts)


def test_a_worse_fill_weakens_the_claim(make_case):
    case = make_case("third_day", seed=21, missing=0.25, effect=2.5)
    before = randomisation_test(*case.parts)

    found = worst_case_fill(*case.parts)

    assert before.p_two < 0.05
    assert [step.worse_by for step in found.steps] == [0.0, 0.25, 0.5, 1.0]
    assert found.steps[0].p_two <= found.steps[3].p_two
    assert found.tipping is not None


def test_without_missing_days_a_claim_stays(make_case):
    case = make_case("third_day", seed=21, effect=3.0)
    before = randomisation_test(*case.parts)

    found = worst_case_fill(*case.parts)

    assert found.tipping is None
    assert {step.p_two for step in found.steps} == {before.p_two}


def test_where_there_is_no_claim_it_has_ended_already(make_case):
    case = make_case("third_day", seed=1)

    found = worst_case_fill(*case.parts)

    assert randomisation_test(*case.parts).p_two > 0.05
    assert found.tipping == 0.0


def test_scores_that_never_change_leave_nothing_to_fill(oracle_a):
    found = worst_case_fill(*oracle_a.scoring(lambda _: 4.0).parts)

    assert found.reason is Reason.NO_VARIATION
