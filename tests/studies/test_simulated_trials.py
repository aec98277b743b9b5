from dataclasses import replace

import numpy as np
import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.studies.scenarios import (
    Absence,
    Belief,
    Confounding,
    Cue,
    Days,
    Missing,
    Rules,
    Scenario,
    Tails,
)
from limen.studies.simulated_trials import GeneratorDice, simulate_trials

COUNT = 3000
FLAT = Days(trend=0.0, weekend=0.0)
PLAIN = Scenario("plain", mechanism(DesignName.THIRD_DAY, 12), days=FLAT)


def drawn(scenario=PLAIN, seed=1, **changes):
    return simulate_trials(replace(scenario, **changes), COUNT, np.random.default_rng(seed))


def test_every_trial_has_an_allocation_of_its_design():
    trials = drawn()

    sets = trials.arms.reshape(COUNT, 7, 4).sum(2)
    assert trials.arms.shape == trials.guesses.shape == (COUNT, 28)
    assert sets.tolist() == [[2] * 7] * COUNT
    assert trials.arms.mean(0) == pytest.approx(np.full(28, 0.5), abs=4 * 0.5 / np.sqrt(COUNT))


@pytest.mark.parametrize(
    ("days", "neighbours"),
    [
        (FLAT, 0.3),
        (replace(FLAT, phi=0.6), 0.6),
        (replace(FLAT, white_share=0.5), 0.15),
        (replace(FLAT, slow_share=0.4), 0.6 * 0.3 + 0.4 * 0.97),
        (replace(FLAT, tails=Tails.HEAVY), 0.3),
    ],
)
def test_days_have_unit_variance_and_their_autocorrelation(days, neighbours):
    trials = drawn(days=days)

    series = np.concatenate([trials.run_in, trials.scores], axis=1)
    assert series.shape == (COUNT, 98)
    assert np.mean(series**2) == pytest.approx(1.0, abs=0.05)
    assert np.mean(series[:, 1:] * series[:, :-1]) == pytest.approx(neighbours, abs=0.04)


def test_trend_and_weekend_are_added_by_the_calendar():
    rules = Rules(first_weekday=4)  # a Friday: days 1 and 2 are a weekend
    days = Days(trend=2.0, weekend=1.0)

    with_both = drawn(rules=rules, days=days)

    difference = with_both.scores - drawn(rules=rules).scores
    assert difference[0, :3] == pytest.approx([0.0, 1 + 2 / 84, 1 + 4 / 84])
    assert difference[0, 83] == pytest.approx(2 * 83 / 84)
    before = with_both.run_in - drawn(rules=rules).run_in
    assert before[0, -1] == pytest.approx(-2 / 84)


def test_an_effect_is_added_on_active_days_by_the_kernel():
    trials = drawn(effect=1.0)

    difference = (trials.scores - drawn().scores)[0]
    expected = np.outer(trials.arms[0], [1.0, 0.5, 0.25]).ravel()
    assert difference == pytest.approx(expected)


def test_an_effect_may_fade_by_a_half_life_of_its_own():
    trials = drawn(effect=1.0, half_life_days=3.0)

    difference = (trials.scores - drawn().scores)[0]
    first = int(np.flatnonzero(trials.arms[0])[0]) * 3
    assert difference[first : first + 3] == pytest.approx([1.0, 0.5 ** (1 / 3), 0.5 ** (2 / 3)])


@pytest.mark.parametrize("confounding", Confounding)
@pytest.mark.parametrize("cue", [Cue.TRIAL2021, Cue.VERY_STRONG])
def test_each_arm_is_felt_as_often_as_the_cue_says(cue, confounding):
    trials = drawn(belief=Belief(cue=cue, confounding=confounding))

    shares = [trials.guesses[trials.arms == arm].mean() for arm in (False, True)]
    assert shares == pytest.approx(cue.value, abs=0.01)


@pytest.mark.parametrize(
    ("confounding", "low", "high"),
    [
        (Confounding.NEGATIVE, -0.6, -0.3),
        (Confounding.NONE, -0.02, 0.02),
        (Confounding.POSITIVE, 0.3, 0.6),
    ],
)
def test_a_good_mood_goes_with_what_is_felt_as_the_confounding_says(confounding, low, high):
    trials = drawn(belief=Belief(confounding=confounding))

    together = np.corrcoef(trials.guesses.ravel(), trials.scores[:, ::3].ravel())[0, 1]
    assert low < together < high


def test_belief_moves_the_score_and_slips_are_in_the_record_alone():
    believing = drawn(belief=Belief(effect=2.0))
    slipping = drawn(belief=Belief(effect=2.0, wrong_guesses=0.25))

    assert np.array_equal(believing.scores, slipping.scores)
    assert np.mean(believing.guesses != slipping.guesses) == pytest.approx(0.25, abs=0.01)
    assert (believing.scores - drawn().scores)[0, ::3] == pytest.approx(2.0 * believing.guesses[0])


def test_scores_on_five_levels_are_whole_points():
    trials = drawn(days=replace(FLAT, tails=Tails.FIVE_LEVELS))

    assert set(np.unique(trials.scores)) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert set(np.unique(trials.run_in)) <= {1.0, 2.0, 3.0, 4.0, 5.0}


@pytest.mark.parametrize("absence", Absence)
def test_a_share_of_the_days_is_missing(absence):
    trials = drawn(missing=Missing(0.2, absence))

    assert 1 - trials.present.mean() == pytest.approx(0.2, abs=0.01)
    assert drawn().present.all()


@pytest.mark.parametrize(
    ("absence", "on_active", "on_placebo"),
    [
        (Absence.AT_RANDOM, 0.0, 0.0),
        (Absence.BAD_DAYS, 0.25, 0.25),
        (Absence.BAD_ACTIVE_DAYS, 0.35, 0.15),
    ],
)
def test_what_is_left_of_bad_days_looks_better(absence, on_active, on_placebo):
    trials = drawn(missing=Missing(0.2, absence))

    seen = [
        trials.scores[trials.present & (trials.arm_of_day == arm)].mean() for arm in (True, False)
    ]
    assert seen == pytest.approx([on_active, on_placebo], abs=0.1)


def test_days_lie_under_the_last_capsule_that_still_reaches_them():
    four_and_two = mechanism(DesignName.ONE_IN_FOUR, 6)
    trials = drawn(Scenario("b", four_and_two, Rules(kernel=(1.0,)), days=FLAT))

    assert trials.capsule_days[:7].tolist() == [True] * 4 + [False] * 2 + [True]
    assert np.array_equal(trials.arm_of_day[:, :4], trials.arms[:, :4])
    assert not trials.arm_of_day[:, 4:6].any()


def test_throws_come_from_the_generator_and_stay_in_their_range():
    dice = GeneratorDice(np.random.default_rng(1))

    throws = {dice.below(3) for _ in range(100)}

    assert throws == {0, 1, 2}
    assert len(dice.octets(5)) == 5
