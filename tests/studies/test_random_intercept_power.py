from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from limen.studies.random_intercept_power import RandomInterceptPlan, simulated_fits

HALVES = tuple(sorted(set(permutations((0, 0, 1, 1)))))
# As in the published self-blinded trial: a third only placebo, a third half, a third only active.
THIRDS = ((0, 0, 0, 0),) * 6 + ((1, 1, 1, 1),) * 6 + HALVES
PLAN = RandomInterceptPlan(200, THIRDS, (1.0, 1.0, 1.0, 1.0), 2.2, 5.33, 8.77)


def test_the_power_is_that_of_the_other_engines():
    """.78 to .82 in lme4, statsmodels and ours (methods.md section 8)."""
    fits = simulated_fits(PLAN, 4000, seed=1)

    assert 0.78 - 3 * fits.mc_se <= fits.power <= 0.82
    assert fits.mc_se == pytest.approx(0.0065, abs=5e-4)


def test_what_is_put_in_is_recovered():
    fits = simulated_fits(replace(PLAN, staying=(1.0, 0.9, 0.8, 0.7)), 3000, seed=2)

    assert np.mean(fits.estimate) == pytest.approx(2.2, abs=4 * np.mean(fits.se) / np.sqrt(3000))
    assert np.std(fits.estimate) == pytest.approx(np.mean(fits.se), rel=0.05)
    assert np.mean(fits.var_group) == pytest.approx(5.33**2, rel=0.02)
    assert np.mean(fits.var_residual) == pytest.approx(8.77**2, rel=0.01)


def test_without_an_effect_five_of_a_hundred_reject():
    fits = simulated_fits(replace(PLAN, participants=20, effect=0.0), 6000, seed=3)

    assert fits.power == pytest.approx(0.05, abs=4 * fits.mc_se)


def test_threads_side_by_side_change_nothing():
    alone = simulated_fits(PLAN, 2500, seed=4)

    with ThreadPoolExecutor(2) as pool:
        together = simulated_fits(PLAN, 2500, seed=4, over=pool.map)

    assert np.array_equal(alone.estimate, together.estimate)
    assert np.array_equal(alone.p, together.p)


def test_trials_that_cannot_be_fitted_are_left_out():
    """Two participants who may both have placebo alone."""
    few = replace(PLAN, participants=2, orders=((0, 0, 0, 0), (1, 1, 1, 1)))

    fits = simulated_fits(few, 1000, seed=5)

    assert 400 < len(fits.p) < 600
    assert np.isfinite(fits.se).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"participants": 1},
        {"orders": ((0, 1),)},
        {"staying": (1.0, 0.5, 0.6, 0.1)},
        {"staying": (0.9, 0.8, 0.7, 0.6)},
        {"staying": (1.0, 0.0, 0.0, 0.0)},
        {"sd_within": 0.0},
        {"sd_between": -1.0},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"chance|length|SD|two"):
        replace(PLAN, **wrong)
