import warnings

import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from limen.inference.reml import random_intercept_ml, random_intercept_reml


@pytest.mark.parametrize("restricted", [True, False])
def test_an_independent_program_finds_the_same_model(restricted):
    chance = np.random.default_rng(11)
    who = np.repeat(np.arange(40), chance.integers(1, 7, 40))
    arm = chance.integers(0, 2, len(who)).astype(float)
    scores = 2 + 0.7 * arm + chance.normal(0, 1.2, 40)[who] + chance.normal(0, 1, len(who))
    columns = {"Intercept": [1.0] * len(who), "arm": arm.tolist()}
    fit = random_intercept_reml if restricted else random_intercept_ml

    ours = fit(scores.tolist(), columns, who.tolist())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own notes on convergence
        theirs = MixedLM(scores, np.column_stack([*columns.values()]), who).fit(
            reml=restricted, gtol=1e-10
        )

    assert [c.estimate for c in ours.coefficients] == pytest.approx(theirs.fe_params, rel=1e-5)
    assert ours.var_residual == pytest.approx(theirs.scale, rel=1e-4)
    assert ours.var_group == pytest.approx(float(theirs.cov_re[0, 0]), rel=1e-3)
    assert ours.criterion == pytest.approx(-2 * theirs.llf, abs=1e-5)
