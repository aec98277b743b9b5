from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.randomisation import randomisation_test
from limen.inference.reference.randomisation import randomisation_test as plain_randomisation_test
from limen.inference.trial import Draws, Terms

ORDERS = (("third_day", 3), ("one_in_four", 4), ("paired_weeks", 6))


def two_sided_p(case, difference):
    """p of the hypothesis that the effect is this difference: it is taken off, and tested."""
    active = [day for day, arm in zip(case.trial.slot_days, case.trial.arms, strict=True) if arm]
    reach = dict.fromkeys(range(len(case.trial.scores)), 0.0)
    for day in active:
        for later, share in enumerate(case.kernel):
            reach[day + later] = reach.get(day + later, 0.0) + share
    scores = tuple(
        None if score is None else score - difference * reach[day]
        for day, score in enumerate(case.trial.scores)
    )
    return randomisation_test(*case.having(scores=scores).parts).p_two


def limits(outcome):
    return outcome.interval_95.lower, outcome.interval_95.upper


def test_oracle_a_has_its_values(oracle_a):
    found = randomisation_test(*oracle_a.parts)

    assert found.estimate == pytest.approx(1.0009951629, abs=5e-11)
    assert (found.p_up, found.p_low) == (6 / 216, 211 / 216)
    assert found.p_two == 12 / 216
    assert limits(found) == pytest.approx((-0.0127431084, 2.0930281585), abs=5e-11)
    assert (found.draws, found.complete, found.seed) == (215, True, None)


def test_oracle_a2_has_its_values(oracle_a2):
    found = randomisation_test(*oracle_a2.parts)

    assert found.estimate == pytest.approx(0.5061142884, abs=5e-11)
    assert (found.p_up, found.p_low) == (15 / 64, 50 / 64)
    # The printed upper limit, 2.9611972548, is right to 4e-7: this is it in 50 digits, cut.
    assert limits(found) == pytest.approx((-1.6582404439, 2.9611976542874898), abs=5e-11)
    assert found.interval_95.upper == pytest.approx(2.9611972548, abs=1e-6)


def test_across_the_lower_limit_of_oracle_a_one_allocation_more_is_extreme(oracle_a):
    lower = randomisation_test(*oracle_a.parts).interval_95.lower

    below, above = two_sided_p(oracle_a, lower - 1e-6), two_sided_p(oracle_a, lower + 1e-6)

    assert (below, above) == pytest.approx((2 * 5 / 216, 2 * 6 / 216), rel=1e-12)


@pytest.mark.parametrize(("layout", "blocks"), ORDERS)
@pytest.mark.parametrize("missing", [0.0, 0.25])
def test_the_plain_form_agrees(make_case, layout, blocks, missing):
    case = make_case(layout, seed=7, blocks=blocks, missing=missing, effect=0.7)
    some = Draws(case.draws.others[::3] * 2, complete=False, seed=5)
    case = replace(case, draws=case.draws if layout == "paired_weeks" else some)

    fast, plain = randomisation_test(*case.parts), plain_randomisation_test(*case.parts)

    assert (fast.p_up, fast.p_low, fast.p_two) == (plain.p_up, plain.p_low, plain.p_two)
    assert fast.estimate == pytest.approx(plain.estimate, rel=1e-9)
    assert limits(fast) == pytest.approx(limits(plain), abs=1e-6)
    assert (fast.draws, fast.complete, fast.seed) == (plain.draws, plain.complete, plain.seed)


def test_the_plain_form_agrees_where_copies_leave_no_limit(make_case):
    case = make_case("third_day", seed=1, blocks=2)
    copies = Draws((*case.draws.others, *[case.trial.arms] * 10), complete=False)
    case = replace(case, draws=copies)

    fast, plain = randomisation_test(*case.parts), plain_randomisation_test(*case.parts)

    assert limits(fast) == limits(plain) == (None, None)


def test_the_plain_form_agrees_where_every_day_has_a_capsule(make_case):
    """Capsules as such are then no column."""
    case = make_case("third_day", seed=12)
    slots = tuple(range(36))
    orders = [order * 3 for order in (case.trial.arms, *case.draws.others[::3])]
    parts = {"slot_days": slots, "arms": orders[0], "block_of_slot": (0,) * 36}
    daily = replace(case.having(**parts), draws=Draws(tuple(orders[1:]), complete=False))

    fast, plain = randomisation_test(*daily.parts), plain_randomisation_test(*daily.parts)

    assert (fast.p_up, fast.p_low) == (plain.p_up, plain.p_low)
    assert fast.estimate == pytest.approx(plain.estimate, rel=1e-9)


def test_the_plain_form_agrees_on_answers_of_capsule_days(oracle_a):
    slots = oracle_a.trial.slot_days
    answers = tuple(float(day % 2) if day in slots else None for day in range(36))
    parts = oracle_a.having(scores=answers).parts

    fast = randomisation_test(*parts, terms=Terms.TREND)

    plain = plain_randomisation_test(*parts, terms=Terms.TREND)
    assert (fast.p_up, fast.p_low) == (plain.p_up, plain.p_low)
    assert limits(fast) == pytest.approx(limits(plain), abs=1e-6)


def test_a_difference_lies_inside_the_interval_exactly_if_it_is_not_rejected(make_case):
    """A thousand trials. Scores of every second one are whole numbers, so that statistics tie; zero
    is one of three differences, because there they tie exactly."""
    chance = np.random.default_rng(2)
    compared = 0
    for seed in range(1000):
        layout, blocks = ORDERS[seed % 3]
        levels = 2 if seed % 2 else None
        case = make_case(layout, seed, blocks=blocks, missing=0.1 * (seed % 4), levels=levels)
        found = randomisation_test(*case.parts)
        if not isinstance(found, NotEstimable):  # fewer than 3 days in an arm
            difference = float(chance.choice([0.0, *chance.normal(0, 1.5, 2)]))
            is_inside = found.interval_95.holds(difference)
            assert (two_sided_p(case, difference) > 0.05) == is_inside, (seed, difference)
            compared += 1
    assert compared >= 900


cases = st.tuples(st.sampled_from(("paired_weeks", "third_day")), st.integers(0, 10_000))


def drawn(make_case, each, **parts):
    """A random trial of a design; both designs then have 64 allocations or more."""
    layout, seed = each
    return make_case(layout, seed, blocks=dict(ORDERS)[layout], **parts)


@settings(max_examples=25)
@given(each=cases, shift=st.floats(-50, 50))
def test_a_shift_of_all_scores_changes_nothing(make_case, each, shift):
    case = drawn(make_case, each, missing=0.2)
    before = randomisation_test(*case.parts)

    after = randomisation_test(*case.scoring(lambda score: score + shift).parts)

    assert (after.p_up, after.p_low) == (before.p_up, before.p_low)
    assert limits(after) == pytest.approx(limits(before), abs=1e-9)


@settings(max_examples=25)
@given(each=cases, factor=st.floats(0.01, 100))
def test_another_unit_changes_the_unit_of_the_answer_alone(make_case, each, factor):
    case = drawn(make_case, each, missing=0.2)
    before = randomisation_test(*case.parts)

    after = randomisation_test(*case.scoring(lambda score: score * factor).parts)

    assert (after.p_up, after.p_low) == (before.p_up, before.p_low)
    assert after.estimate == pytest.approx(factor * before.estimate, rel=1e-9)
    assert limits(after) == pytest.approx([factor * limit for limit in limits(before)], rel=1e-8)


@settings(max_examples=25)
@given(each=cases)
def test_scores_turned_round_turn_the_answer_round(make_case, each):
    case = drawn(make_case, each, missing=0.2, levels=2)
    before = randomisation_test(*case.parts)

    after = randomisation_test(*case.scoring(lambda score: -score).parts)

    assert (after.p_up, after.p_low) == (before.p_low, before.p_up)
    assert limits(after) == pytest.approx([-limit for limit in reversed(limits(before))], abs=1e-9)


@settings(max_examples=25)
@given(each=cases, effect=st.floats(-5, 5))
def test_an_effect_that_is_added_moves_estimate_and_interval(make_case, each, effect):
    before = randomisation_test(*drawn(make_case, each).parts)

    after = randomisation_test(*drawn(make_case, each, effect=effect).parts)

    assert after.estimate == pytest.approx(before.estimate + effect, abs=1e-9)
    assert limits(after) == pytest.approx([limit + effect for limit in limits(before)], abs=1e-9)


@settings(max_examples=25)
@given(each=cases, level=st.floats(-3, 3), trend=st.floats(-3, 3), weekend=st.floats(-3, 3))
def test_level_trend_weekend_and_capsules_do_not_matter(make_case, each, level, trend, weekend):
    case = drawn(make_case, each, missing=0.2)
    first = case.trial.first_weekday
    capsules = set(case.trial.slot_days)
    changed = [
        None
        if score is None
        else score
        + level
        + trend * day
        + weekend * ((first + day) % 7 >= 5)
        + 2 * sum(share for later, share in enumerate(case.kernel) if day - later in capsules)
        for day, score in enumerate(case.trial.scores)
    ]

    after = randomisation_test(*case.having(scores=tuple(changed)).parts)

    before = randomisation_test(*case.parts)
    assert (after.p_up, after.p_low) == (before.p_up, before.p_low)
    assert after.estimate == pytest.approx(before.estimate, abs=1e-9)


def test_without_memory_and_kernel_time_may_run_backwards(make_case):
    """Every second day a capsule and no days after it: the same days in the other order."""
    case = replace(make_case("one_in_four", seed=4), kernel=(1.0,))
    case = replace(case, scale=replace(case.scale, phi0=0.0))
    last = len(case.trial.scores) - 1
    back = case.having(
        scores=case.trial.scores[::-1],
        slot_days=tuple(last - day for day in case.trial.slot_days[::-1]),
        arms=case.trial.arms[::-1],
        first_weekday=(6 - case.trial.first_weekday - last - 1) % 7,
    )
    turned = Draws(tuple(order[::-1] for order in case.draws.others), complete=True)

    before = randomisation_test(*case.parts, terms=Terms.TREND)
    after = randomisation_test(*replace(back, draws=turned).parts, terms=Terms.TREND)

    assert (after.p_up, after.p_low) == (before.p_up, before.p_low)
    assert after.estimate == pytest.approx(before.estimate, abs=1e-12)


def test_a_known_effect_is_recovered(make_case):
    """200 trials of 36 days: the Monte Carlo error of the mean is about 0.04."""
    found = [
        randomisation_test(*make_case("third_day", seed, effect=0.8).parts) for seed in range(200)
    ]

    assert np.mean([each.estimate for each in found]) == pytest.approx(0.8, abs=0.12)


@pytest.mark.parametrize("score", [4.0, 1e100, -1e-300])
def test_scores_that_never_change_give_no_estimate(oracle_a, score):
    found = randomisation_test(*oracle_a.scoring(lambda _: score).parts)

    says = "The scores do not vary, or only as the calendar and the capsule days do."
    assert found == NotEstimable(Reason.NO_VARIATION, says)
    assert plain_randomisation_test(*oracle_a.scoring(lambda _: 4.0).parts).reason is found.reason


def test_no_score_at_all_gives_no_estimate(oracle_a):
    found = randomisation_test(*oracle_a.having(scores=(None,) * 36).parts)

    assert found.reason is Reason.TOO_FEW_DAYS


def test_scores_of_any_size_give_finite_numbers(oracle_a):
    before = randomisation_test(*oracle_a.parts)

    huge = randomisation_test(*oracle_a.scoring(lambda score: score * 1e99).parts)

    assert (huge.p_up, huge.p_low) == (before.p_up, before.p_low)
    assert np.isfinite([huge.estimate, *limits(huge)]).all()


def test_a_trial_of_two_thousand_days_is_no_trouble(make_case):
    case = make_case("third_day", seed=9)
    chance = np.random.default_rng(9)
    slots = tuple(range(0, 2_000, 3))
    arms = chance.integers(0, 2, (50, len(slots)), dtype=np.uint8)
    long = case.having(
        scores=tuple(chance.normal(size=2_000).tolist()),
        slot_days=slots,
        arms=arms[0].tobytes(),
        block_of_slot=(0,) * len(slots),
    )

    found = randomisation_test(
        long.trial, long.scale, long.kernel, Draws(tuple(a.tobytes() for a in arms[1:]), False)
    )

    assert 0 < found.p_two <= 1
