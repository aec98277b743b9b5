"""The compiled loops against the same loops in plain Python, and against the other engine."""

from itertools import product

import numpy as np
import pytest

from limen.inference.reml_trials import random_intercept_trials
from limen.studies import random_intercept_kernel as kernel

PEOPLE, ROWS = 40, 4
ORDERS = np.array([order for order in product((0.0, 1.0), repeat=ROWS) if sum(order) == 2])
STAYING = np.array([1.0, 0.9, 0.7, 0.5])


def chance(seed):
    return np.random.Generator(np.random.Philox(seed))


def law(*, effect=1.0, between=2.0, within=3.0):
    return effect, between, within, PEOPLE


def blank():
    return np.zeros((PEOPLE, ROWS)), np.zeros(PEOPLE, np.intp), np.zeros(PEOPLE, np.intp)


def fits_of(trials, seed, **numbers):
    fits = np.empty((trials, kernel.COLUMNS))
    kernel.fitted_trials(chance(seed), ORDERS, STAYING, law(**numbers), fits)
    return fits


def rows_of(trials, seed, **numbers):
    """The rows that the same chance draws: scores, arms and presence, each (T, M, P)."""
    generator, drawn = chance(seed), []
    for _ in range(trials):
        scores, order, rows = blank()
        kernel.drawn_trial(generator, STAYING, law(**numbers), ORDERS, (scores, order, rows))
        drawn.append((scores.T, ORDERS[order].T, np.arange(ROWS)[:, None] < rows))
    return tuple(np.array(part) for part in zip(*drawn, strict=True))


@pytest.mark.parametrize("between", [2.0, 0.0])
def test_the_fits_are_those_of_the_engine_for_any_columns(between):
    scores, arms, present = rows_of(60, seed=1, between=between)
    columns = np.stack([np.ones_like(arms), arms], axis=1)

    fits = fits_of(60, seed=1, between=between)

    other = random_intercept_trials(scores, columns, present)
    assert other.trial.tolist() == list(range(60))
    expected = (other.estimate[:, 1], other.se[:, 1], other.df[:, 1])
    for column, values in zip((kernel.ESTIMATE, kernel.SE, kernel.FREEDOM), expected, strict=True):
        np.testing.assert_allclose(fits[:, column], values, rtol=1e-8)
    np.testing.assert_allclose(fits[:, kernel.VAR_GROUP], other.var_group, rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(fits[:, kernel.VAR_RESIDUAL], other.var_residual, rtol=1e-8)
    assert (fits[:, kernel.VAR_GROUP] == 0).tolist() == other.singular.tolist()
    assert other.singular.any() == (between == 0)


def test_the_compiled_loops_do_what_they_say_in_python():
    fits = np.empty((2, kernel.COLUMNS))

    kernel.fitted_trials.py_func(chance(2), ORDERS, STAYING, law(), fits)

    np.testing.assert_allclose(fits, fits_of(2, seed=2), rtol=1e-12)


def test_a_trial_is_drawn_alike_in_python():
    compiled, plain = blank(), blank()

    kernel.drawn_trial(chance(3), STAYING, law(), ORDERS, compiled)
    kernel.drawn_trial.py_func(chance(3), STAYING, law(), ORDERS, plain)

    assert all(np.array_equal(one, other) for one, other in zip(compiled, plain, strict=True))


@pytest.mark.parametrize("between", [2.0, 0.0])
def test_a_trial_is_fitted_alike_in_python(between):
    """Each loop alone, as Python runs it."""
    for seed in range(4):
        scores, order, rows = blank()
        numbers = law(between=between)
        kernel.drawn_trial(chance(seed), STAYING, numbers, ORDERS, (scores, order, rows))
        fit, plain = np.empty(kernel.COLUMNS), np.empty(kernel.COLUMNS)
        sums = kernel._sums.py_func(scores, ORDERS, order, rows)
        ratio = kernel._best_ratio.py_func(sums)
        at = kernel._moments.py_func(sums, ratio)

        kernel.fitted_trial(scores, ORDERS, order, rows, fit)
        kernel.fitted_trial.py_func(scores, ORDERS, order, rows, plain)

        np.testing.assert_allclose(fit, plain, rtol=1e-12)
        assert kernel._best_ratio(sums) == pytest.approx(ratio, rel=1e-12)
        assert fit[kernel.ESTIMATE] == pytest.approx(at[kernel._EFFECT], rel=1e-9)
        free = kernel._freedom.py_func(at, fit[kernel.VAR_RESIDUAL], sums[0, 0] - 2)
        assert ratio == 0 or free == pytest.approx(fit[kernel.FREEDOM], rel=1e-6)


def test_a_participant_may_count_for_nearly_everything():
    """Between participants ten thousand times as much as within: the search goes far."""
    for seed in range(4):
        scores, order, rows = blank()
        numbers = law(between=300.0, within=0.03)
        kernel.drawn_trial(chance(seed), STAYING, numbers, ORDERS, (scores, order, rows))
        sums = kernel._sums(scores, ORDERS, order, rows)

        ratio = kernel._best_ratio.py_func(sums)

        assert ratio == pytest.approx(1e8, rel=0.9)
        assert kernel._best_ratio(sums) == pytest.approx(ratio, rel=1e-12)


def test_a_search_that_does_not_settle_gives_what_it_has(monkeypatch):
    monkeypatch.setattr(kernel, "MOST_STEPS", 2)
    scores, order, rows = blank()
    kernel.drawn_trial(chance(1), STAYING, law(), ORDERS, (scores, order, rows))

    ratio = kernel._best_ratio.py_func(kernel._sums(scores, ORDERS, order, rows))

    assert 0 < ratio < 10


@pytest.mark.parametrize("what", ["arms", "scores"])
def test_a_trial_whose_arms_or_scores_do_not_vary_has_no_fit(what):
    scores, order, rows = blank()
    kernel.drawn_trial(chance(1), STAYING, law(), ORDERS, (scores, order, rows))
    orders = np.zeros_like(ORDERS) if what == "arms" else ORDERS
    fit, plain = np.zeros(kernel.COLUMNS), np.zeros(kernel.COLUMNS)

    kernel.fitted_trial(0 * scores if what == "scores" else scores, orders, order, rows, fit)
    kernel.fitted_trial.py_func(
        0 * scores if what == "scores" else scores, orders, order, rows, plain
    )

    assert np.isnan([fit, plain]).all()
