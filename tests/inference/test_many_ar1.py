import numpy as np
import pytest

from limen.inference.effect_posterior import effect_posterior
from limen.inference.many_ar1 import grid_fits
from limen.inference.trial import Terms
from limen.inference.working_model import active_exposure, kept_days, kept_scores, surroundings


def columns_of(trial, kernel):
    """Surroundings and effect of one trial, (1, p, n)."""
    around = surroundings(trial, kernel, Terms.WORKING_MODEL)
    return np.column_stack([around, active_exposure(trial, kernel)]).T[None]


def test_the_published_series_has_its_published_posterior(oracle_a):
    trial, _, kernel, _ = oracle_a.parts
    scores = np.array([trial.scores], dtype=float)

    fits = grid_fits(scores, columns_of(trial, kernel))

    assert fits.estimate == pytest.approx([0.9524223674], abs=1e-7)
    assert fits.above == pytest.approx([0.9844319180], abs=1e-10)
    assert fits.phi == pytest.approx([0.05])


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_many_fits_are_what_each_trial_has_alone(make_case, missing):
    cases = [make_case("third_day", seed=seed, blocks=3, missing=missing) for seed in range(6)]
    trials = [case.trial for case in cases]
    scores = np.zeros((6, len(trials[0].scores)))
    present = np.zeros(scores.shape, dtype=bool)
    for row, trial in enumerate(trials):
        present[row, kept_days(trial)] = True
        scores[row, kept_days(trial)] = kept_scores(trial)
    columns = np.concatenate([columns_of(trial, cases[0].kernel) for trial in trials])

    fits = grid_fits(scores, columns, present)

    alone = [effect_posterior(trial, cases[0].kernel) for trial in trials]
    assert fits.trial.tolist() == list(range(6))
    assert fits.estimate == pytest.approx([one.mean for one in alone], abs=2e-3)
    assert fits.above == pytest.approx([one.above_zero for one in alone], abs=1e-6)
    assert fits.phi == pytest.approx([one.phi for one in alone])


def autocorrelated(trials, days, phi, seed):
    chance = np.random.default_rng(seed)
    series = chance.normal(size=(trials, days))
    series[:, 1:] *= np.sqrt(1 - phi**2)
    for day in range(1, days):
        series[:, day] += phi * series[:, day - 1]
    return series, chance


def test_a_known_effect_and_a_known_autocorrelation_are_recovered():
    series, chance = autocorrelated(600, 150, 0.5, seed=1)
    columns = np.ones((600, 2, 150))
    columns[:, 1] = chance.integers(0, 2, (600, 150))

    fits = grid_fits(series + 0.8 * columns[:, 1], columns)

    assert np.mean(fits.estimate) == pytest.approx(0.8, abs=4 * np.mean(fits.sd) / np.sqrt(600))
    assert np.std(fits.estimate) == pytest.approx(np.mean(fits.sd), rel=0.1)
    assert np.mean(fits.phi) == pytest.approx(0.5, abs=0.05)


def test_shared_columns_give_what_columns_of_each_trial_give():
    series, _ = autocorrelated(300, 40, 0.3, seed=2)
    columns = np.ones((1, 2, 40))
    columns[0, 1] = np.arange(40) % 3 == 0

    shared = grid_fits(series, columns)

    each = grid_fits(series, np.repeat(columns, 300, axis=0))
    assert np.array_equal(shared.estimate, each.estimate)


def test_trials_without_an_answer_are_left_out_and_the_others_keep_their_places():
    series, _ = autocorrelated(4, 20, 0.3, seed=3)
    columns = np.ones((4, 2, 20))
    columns[:, 1] = np.arange(20) % 2
    columns[0, 1] = 1.0  # no contrast
    series[2] = 3.0 + 2 * columns[2, 1]  # nothing left over
    present = np.ones((4, 20), dtype=bool)
    present[3, 3:] = False  # fewer rows than it takes

    fits = grid_fits(series, columns, present)

    assert fits.trial.tolist() == [1]


def test_fewer_days_than_it_takes_are_refused():
    with pytest.raises(ValueError, match="three days more than columns"):
        grid_fits(np.zeros((2, 4)), np.ones((1, 2, 4)))
