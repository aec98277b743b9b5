import numpy as np
import pytest

from limen.inference.many_tests import CHUNK, Tail, shared_tests
from limen.inference.randomisation import randomisation_test
from limen.inference.trial import Draws, Terms
from limen.inference.whitening import whitened
from limen.inference.working_model import spread, surroundings

DAYS, BLOCKS, DRAWS = 84, 7, 999


def drawn(chance, count):
    """Orders of seven sets of four capsules, two of them active."""
    sets = np.tile([True, True, False, False], (count, BLOCKS, 1))
    return chance.permuted(sets, axis=2).reshape(count, 4 * BLOCKS)


@pytest.fixture(scope="module")
def third_day():
    """The tests of twelve weeks of `third_day`, with trials of their own."""
    chance = np.random.default_rng(1)
    exposures = spread(tuple(range(0, DAYS, 3)), DAYS, (1.0, 0.5, 0.25))
    time = np.arange(DAYS)
    columns = np.column_stack([time**0, time / DAYS, time % 7 >= 5, exposures.sum(1)])
    whitening = whitened(np.eye(DAYS), time, 0.3)
    draws = drawn(chance, DRAWS)
    arms = drawn(chance, 20 * CHUNK + 7)
    scores = 4 + chance.normal(size=(len(arms), DAYS)) + 0.4 * arms @ exposures.T
    return shared_tests(whitening, columns, exposures, draws), scores, arms, draws


def counted_in_float64(shared, projections, arms, draws):
    """The counts by the definition, without short cuts."""
    squares = np.einsum("pm,mk,pk->p", draws, shared.gram, draws)
    statistics = projections @ (draws / np.sqrt(squares)[:, None]).T
    observed = shared.statistics(projections, arms)[:, None]
    slack = 1e-10 * np.abs(statistics).max()
    return (statistics >= observed - slack).sum(1), (statistics <= observed + slack).sum(1)


def test_counts_differ_from_those_in_double_precision_by_one_in_few_trials(third_day):
    shared, scores, arms, draws = third_day
    projections = shared.projections(scores)

    up, low = shared.extreme_draws(projections, arms)

    for found, exact in zip(
        (up, low), counted_in_float64(shared, projections, arms, draws), strict=True
    ):
        differ = np.abs(found - exact)
        assert differ.max() <= 1
        assert np.mean(differ > 0) < 0.001


@pytest.mark.parametrize("layout", ["third_day", "one_in_four"])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_many_tests_give_the_p_that_each_trial_has_alone(make_case, layout, missing):
    case = make_case(layout, seed=3, blocks=3, missing=missing)
    trial, scale, kernel, all_orders = case.parts
    kept = np.array([day for day, score in enumerate(trial.scores) if score is not None])
    scores = np.array([[score for score in trial.scores if score is not None]])
    orders = np.frombuffer(b"".join(all_orders.others), np.uint8).reshape(-1, len(trial.arms))
    shared = shared_tests(
        whitened(np.eye(len(kept)), kept, scale.phi0),
        surroundings(trial, kernel, Terms.WORKING_MODEL)[kept],
        spread(trial.slot_days, len(trial.scores), kernel)[kept],
        orders == 1,
    )
    arms = np.frombuffer(trial.arms, np.uint8)[None] == 1

    up, low = shared.extreme_draws(shared.projections(scores), arms)

    alone = randomisation_test(trial, scale, kernel, Draws(all_orders.others, complete=True))
    total = shared.count + 1
    assert ((up[0] + 1) / total, (low[0] + 1) / total) == (alone.p_up, alone.p_low)
    estimate = shared.estimates(shared.projections(scores), arms)
    assert estimate == pytest.approx([alone.estimate], rel=1e-9)


def test_a_belief_effect_is_taken_off_as_if_it_had_been_taken_off_the_scores(third_day):
    shared, scores, arms, _ = third_day
    guesses = arms ^ (np.arange(arms.shape[1]) % 3 == 0)
    exposures = spread(tuple(range(0, DAYS, 3)), DAYS, (1.0, 0.5, 0.25))

    by_scores = shared.projections(scores - 0.7 * guesses @ exposures.T)

    by_guesses = shared.projections(scores) - 0.7 * shared.belief_projections(guesses)
    assert by_guesses == pytest.approx(by_scores, abs=1e-10)


def test_one_tail_is_counted_alone_when_the_other_is_not_wanted(third_day):
    shared, scores, arms, _ = third_day
    projections = shared.projections(scores)

    (low,) = shared.extreme_draws(projections, arms, (Tail.LOW,))

    assert np.array_equal(low, shared.extreme_draws(projections, arms)[1])


def test_a_draw_that_copies_the_observed_arms_counts_in_both_tails(third_day):
    shared, scores, _, draws = third_day

    up, low = shared.extreme_draws(shared.projections(scores[:50]), draws[:50])

    assert min(up + low) > DRAWS


def test_a_column_twice_changes_nothing(third_day):
    shared, scores, arms, draws = third_day
    exposures = spread(tuple(range(0, DAYS, 3)), DAYS, (1.0, 0.5, 0.25))
    time = np.arange(DAYS)
    columns = np.column_stack([time**0, time / DAYS, time % 7 >= 5, exposures.sum(1), time])

    twice = shared_tests(whitened(np.eye(DAYS), time, 0.3), columns, exposures, draws)

    assert np.array_equal(
        twice.extreme_draws(twice.projections(scores), arms),
        shared.extreme_draws(shared.projections(scores), arms),
    )


def test_arms_that_leave_no_exposure_have_the_statistic_zero():
    """All capsules active is the same as the column of all capsules, which the test takes off."""
    days = np.arange(12)
    exposures = spread((0, 3, 6, 9), 12, (1.0,))
    columns = np.column_stack([days**0, exposures.sum(1)])
    draws = np.array([[True, True, False, False], [True, True, True, True]])
    shared = shared_tests(np.eye(12), columns, exposures, draws)
    scores = np.sin(days)[None]

    statistic = shared.statistics(shared.projections(scores), np.ones((1, 4), dtype=bool))

    assert statistic.tolist() == [0.0]
    assert shared.draws[:, 1].tolist() == [0.0] * 4
