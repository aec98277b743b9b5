import numpy as np
import pytest

from limen.inference.ar1 import reml_effect
from limen.inference.effect_posterior import effect_posterior
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.ar1 import effect_posterior as plain_effect_posterior


def test_the_grid_of_oracle_b_has_its_values(oracle_a):
    found = effect_posterior(oracle_a.trial, oracle_a.kernel)

    assert found.phi == pytest.approx(0.05)
    assert found.mean == pytest.approx(0.9524223674, abs=5e-8)
    assert found.above_zero == pytest.approx(0.9844319180, abs=5e-11)


@pytest.mark.parametrize("prior_sd", [None, 0.5, 2.0])
def test_the_plain_form_agrees(oracle_a, prior_sd):
    found = effect_posterior(oracle_a.trial, oracle_a.kernel, prior_sd)

    mean, _, above = plain_effect_posterior(oracle_a.trial, oracle_a.kernel, prior_sd)
    assert found.mean == pytest.approx(mean, abs=1e-4)
    assert found.above_zero == pytest.approx(above, abs=1e-3)


def test_there_are_801_points_over_eight_errors_to_either_side(oracle_a):
    found = effect_posterior(oracle_a.trial, oracle_a.kernel)

    effect = reml_effect(oracle_a.trial, oracle_a.kernel).effect
    assert len(found.points) == len(found.weights) == 801
    assert found.points[400] == pytest.approx(effect.estimate, rel=1e-12)
    assert found.points[800] - found.points[0] == pytest.approx(16 * effect.se, rel=1e-12)
    assert sum(found.weights) == pytest.approx(1.0, abs=1e-12)
    assert min(found.weights) >= 0


def test_quantiles_and_dots_part_the_weights(oracle_a):
    found = effect_posterior(oracle_a.trial, oracle_a.kernel, 0.5)

    points, below = np.array(found.points), np.cumsum(found.weights)
    shares = [below[points <= quantile][-1] for quantile in found.quantiles]
    assert shares == pytest.approx([0.025, 0.25, 0.5, 0.75, 0.975], abs=0.012)
    assert len(found.dots) == 20
    assert list(found.dots) == sorted(found.dots)
    assert (found.dots[0], found.dots[19]) == (found.quantiles[0], found.quantiles[4])


def test_a_narrow_prior_draws_the_difference_to_zero(oracle_a):
    flat, wide, narrow = (
        effect_posterior(oracle_a.trial, oracle_a.kernel, prior_sd).mean
        for prior_sd in (None, 5.0, 0.2)
    )

    assert flat > wide > narrow > 0


@pytest.mark.parametrize("far", [1e4, -1e4])
def test_an_effect_far_from_the_prior_is_no_trouble(oracle_a, far):
    """The prior vanishes at most points, and some cells have no weight at all."""
    active = {day for day, arm in zip(range(0, 36, 3), oracle_a.trial.arms, strict=True) if arm}
    scores = tuple(score + far * (day in active) for day, score in enumerate(oracle_a.trial.scores))

    found = effect_posterior(oracle_a.having(scores=scores).trial, (1.0,), 0.01)

    assert np.isfinite([found.mean, found.above_zero, *found.quantiles]).all()
    assert found.above_zero == pytest.approx(float(far > 0), abs=1e-6)


@pytest.mark.parametrize("prior_sd", [0.0, -1.0, float("nan")])
def test_a_prior_without_spread_is_refused(oracle_a, prior_sd):
    with pytest.raises(ValueError, match="lies above 0"):
        effect_posterior(oracle_a.trial, oracle_a.kernel, prior_sd)


def test_scores_that_never_change_give_no_estimate(oracle_a):
    found = effect_posterior(oracle_a.scoring(lambda _: 4.0).trial, oracle_a.kernel)

    says = "The scores do not vary, or only as the calendar and the capsules do."
    assert found == NotEstimable(Reason.NO_VARIATION, says)
