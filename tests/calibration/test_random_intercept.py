"""How often the random-intercept model errs when nothing is there, and finds what is there."""

from statistics import NormalDist

import numpy as np
import pytest

from limen.inference.reml_trials import random_intercept_trials

pytestmark = pytest.mark.calibration

TRIALS = 4000
MC_ERROR = np.sqrt(0.05 * 0.95 / TRIALS)  # 0.0034


def trials(*, people, between, effect, seed, heavy=False):
    """Half of four rows each under the arm; 25 % of the rows are absent."""
    chance = np.random.default_rng(seed)
    columns = np.ones((TRIALS, 2, 4, people))
    columns[:, 1] = chance.permuted(
        np.broadcast_to([[0], [0], [1], [1]], (TRIALS, 4, people)), axis=1
    )
    noise = chance.standard_t(5, (TRIALS, 4, people)) if heavy else chance.normal(
        0, 1, (TRIALS, 4, people)
    )  # fmt: skip
    scores = effect * columns[:, 1] + between * chance.normal(0, 1, (TRIALS, 1, people)) + noise
    return scores, columns, chance.random((TRIALS, 4, people)) < 0.75


@pytest.mark.parametrize("people", [6, 30])
@pytest.mark.parametrize("between", [0.0, 1.0])
@pytest.mark.parametrize("heavy", [False, True])
def test_satterthwaite_keeps_the_error_rate_at_five_per_cent(people, between, heavy):
    scores, columns, present = trials(
        people=people, between=between, effect=0.0, seed=7, heavy=heavy
    )

    fitted = random_intercept_trials(scores, columns, present)

    assert np.mean(fitted.p[:, 1] < 0.05) == pytest.approx(0.05, abs=4 * MC_ERROR)


def test_the_normal_distribution_in_its_place_errs_more_often():
    scores, columns, present = trials(people=6, between=1.0, effect=0.0, seed=7)

    fitted = random_intercept_trials(scores, columns, present)

    assert np.mean(np.abs(fitted.t[:, 1]) > 1.96) > 0.05 + 4 * MC_ERROR


def test_power_is_what_the_closed_form_of_the_error_says():
    """SD 5.33 between and 8.77 within, effect 2.2, 200 people with 4 rows, half under the arm."""
    chance = np.random.default_rng(8)
    columns = np.ones((1000, 2, 4, 200))
    columns[:, 1] = chance.integers(0, 2, (1000, 4, 200))
    scores = 2.2 * columns[:, 1] + 5.33 * chance.normal(0, 1, (1000, 1, 200))
    scores += 8.77 * chance.normal(0, 1, (1000, 4, 200))

    fitted = random_intercept_trials(scores, columns)

    ratio = (5.33 / 8.77) ** 2
    error = 8.77 / np.sqrt(200 * (1 - ratio / (1 + 4 * ratio)))
    expected = NormalDist().cdf(2.2 / error - 1.96)
    assert np.mean(fitted.p[:, 1] < 0.05) == pytest.approx(expected, abs=4 * 0.0095)
