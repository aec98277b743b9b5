from dataclasses import replace

import numpy as np
import pytest

from limen.inference.belief import tipping_curve
from limen.inference.belief_estimates import Guesses
from limen.inference.ladder import OneSided, Rung, rung_of
from limen.inference.many_tests import shared_tests
from limen.inference.many_verdicts import RUNGS, JudgedTrials, PlanLadder
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.slot_contrasts import slot_contrasts
from limen.inference.trial import Draws, Terms
from limen.inference.whitening import whitened
from limen.inference.working_model import kept_scores, spread, surroundings

CHANGE = 0.9
LIMIT = 0.8


def alone(case, guesses):
    """The verdict of one trial by the estimators of a single trial."""
    trial, _, kernel, _ = case.parts
    contrasts = slot_contrasts(*case.parts)
    test = randomisation_test(*case.parts)
    curve = tipping_curve(
        trial, contrasts, Guesses(guesses, (None,) * len(guesses)), kernel, limit=LIMIT, sigma=1.0
    )
    return rung_of(
        OneSided(test.p_up, curve.p_rob),
        OneSided(test.p_low, curve.p_rob_harm),
        guesses_missing=0.0,
        interval_90=test.interval_90,
        smallest_change=CHANGE,
    )


def together(cases, guesses, *, is_complete):
    """The verdicts of many trials of one plan at once."""
    trial, scale, kernel, draws = cases[0].parts
    days = np.arange(len(trial.scores))
    orders = draws.others + ((trial.arms,) if is_complete else ())
    shared = shared_tests(
        whitened(np.eye(len(days)), days, scale.phi0),
        surroundings(trial, kernel, Terms.WORKING_MODEL),
        spread(trial.slot_days, len(days), kernel),
        np.frombuffer(b"".join(orders), np.uint8).reshape(len(orders), -1) == 1,
    )
    ladder = PlanLadder(shared, is_complete, CHANGE)
    scores = np.array([kept_scores(case.trial) for case in cases])
    arms = np.array([list(case.trial.arms) for case in cases]) == 1
    judged = JudgedTrials(
        shared.projections(scores), arms, np.array(guesses), np.full(len(cases), LIMIT)
    )
    return [RUNGS[rung] for rung in ladder.rungs(judged)]


@pytest.fixture(scope="module")
def cases(make_case):
    """Trials of one plan, from clear harm to clear benefit."""
    effects = np.repeat([-3.0, -1.5, -0.3, 0.0, 0.0, 0.3, 1.5, 3.0], 12)
    made = [
        make_case("third_day", seed=seed, blocks=3, effect=effect)
        for seed, effect in enumerate(effects)
    ]
    return [replace(case, scale=Scale(0.3, 1.0, 14)).having(first_weekday=0) for case in made]


@pytest.fixture(scope="module")
def guesses(cases):
    """Guesses that are right more often than not."""
    chance = np.random.default_rng(5)
    return [tuple(bool(arm) ^ (chance.random() < 0.3) for arm in case.trial.arms) for case in cases]


def test_many_verdicts_are_those_of_each_trial_alone(cases, guesses):
    found = together(cases, guesses, is_complete=True)

    expected = [alone(case, own) for case, own in zip(cases, guesses, strict=True)]
    assert found == expected
    assert set(found) == {Rung.L0, Rung.E, Rung.L1, Rung.L2, Rung.H1, Rung.H2}


def test_drawn_orders_count_the_observed_one_besides_themselves(cases, guesses):
    """Some of all orders stand for re-draws; a copy of the observed order may be among them."""
    orders = (*cases[0].draws.others, cases[0].trial.arms)
    drawn = Draws(tuple(orders[place % len(orders)] for place in range(0, 5000, 7)), complete=False)
    drawn_cases = [replace(case, draws=drawn) for case in cases]

    found = together(drawn_cases, guesses, is_complete=False)

    assert found == [alone(case, own) for case, own in zip(drawn_cases, guesses, strict=True)]
