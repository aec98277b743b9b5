import numpy as np
import pytest
import statsmodels.api as sm

from limen.inference.ar1_profile import Ar1Model
from limen.inference.reference.ar1 import plain_fit
from limen.inference.trial import Terms
from limen.inference.working_model import active_exposure, surroundings

PHIS = (-0.6, 0.0, 0.4, 0.9)


def model_of(case):
    return Ar1Model.of(case.trial, active_exposure(case.trial, case.kernel)[:, None], case.kernel)


@pytest.fixture
def gappy(make_case):
    return make_case("third_day", seed=11, missing=0.3, effect=0.5)


@pytest.mark.parametrize("phi", PHIS)
def test_at_each_phi_it_is_the_generalised_least_squares_of_statsmodels(gappy, phi):
    trial = gappy.trial
    days = np.array([day for day, score in enumerate(trial.scores) if score is not None])
    columns = np.column_stack(
        (
            active_exposure(trial, gappy.kernel),
            surroundings(trial, gappy.kernel, Terms.WORKING_MODEL),
        )
    )[days]
    scores = [score for score in trial.scores if score is not None]

    fit = model_of(gappy).at(phi)

    peer = sm.GLS(scores, columns, sigma=phi ** np.abs(days[:, None] - days)).fit()
    assert fit.estimates[0] == pytest.approx(peer.params[0], rel=1e-9)
    assert fit.covariance[0, 0] ** 0.5 == pytest.approx(peer.bse[0], rel=1e-9)
    assert fit.sigma == pytest.approx(peer.scale**0.5, rel=1e-9)
    assert fit.df == peer.df_resid


@pytest.mark.parametrize("phi", PHIS)
def test_the_plain_form_agrees_up_to_the_constant_of_the_criterion(gappy, phi):
    fast, at_zero = model_of(gappy).at(phi), model_of(gappy).at(0.0)

    plain, plain_at_zero = (
        plain_fit(gappy.trial, gappy.kernel, [gappy.kernel], each) for each in (phi, 0.0)
    )
    assert fast.criterion - at_zero.criterion == pytest.approx(
        plain.criterion - plain_at_zero.criterion, abs=1e-9
    )
    assert fast.estimates[0] == pytest.approx(plain.estimate, rel=1e-9)
    assert fast.covariance[0, 0] ** 0.5 == pytest.approx(plain.se, rel=1e-9)
    assert (fast.sigma, fast.df) == (pytest.approx(plain.sigma, rel=1e-9), plain.df)


@pytest.mark.parametrize("phi", PHIS)
def test_the_slope_is_that_of_a_small_step(gappy, phi):
    model = model_of(gappy)

    step = 1e-5
    by_step = (model.at(phi + step).criterion - model.at(phi - step).criterion) / (2 * step)
    assert model._slope(phi) == pytest.approx(by_step, rel=1e-5, abs=1e-5)


def test_at_the_best_phi_the_criterion_is_level_and_highest(gappy):
    model = model_of(gappy)

    best = model.best()

    nodes = [model.at(float(phi)).criterion for phi in np.linspace(-0.94, 0.94, 200)]
    assert model._slope(best.phi) == pytest.approx(0.0, abs=1e-8)
    assert best.criterion >= max(nodes)


@pytest.mark.parametrize("edge", [0.95, -0.95])
def test_a_slow_swing_ends_at_the_edge_of_the_search(oracle_a, edge):
    """The same swing with every second day turned round ends at the other edge."""
    days = np.arange(36)
    swing = np.cos(days / 6) * np.sign(edge) ** days

    found = model_of(oracle_a.having(scores=tuple(swing.tolist()))).best()

    assert found.phi == edge
