from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference.ar1 import reml_effect
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.ar1 import reml_effect as plain_reml_effect


def test_oracle_b_has_its_values(oracle_a):
    """Equal to `nlme::gls` with `corAR1` and REML."""
    found = reml_effect(oracle_a.trial, oracle_a.kernel)

    assert found.phi == pytest.approx(0.069419030, abs=1e-8)
    assert found.effect.estimate == pytest.approx(0.942958287, abs=1e-8)
    assert found.effect.se == pytest.approx(0.414033825, abs=1e-8)
    assert found.sigma == pytest.approx(0.7818855, abs=5e-8)
    assert found.effect.df == 31


def test_the_limits_are_those_of_student_with_31_degrees_of_freedom(oracle_a):
    effect = reml_effect(oracle_a.trial, oracle_a.kernel).effect

    reach = 2.0395134463964077 * effect.se
    assert effect.lower == pytest.approx(effect.estimate - reach, rel=1e-12)
    assert effect.upper == pytest.approx(effect.estimate + reach, rel=1e-12)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_plain_form_agrees(make_case, missing):
    case = make_case("third_day", seed=13, blocks=2, missing=missing, effect=0.5)

    found = reml_effect(case.trial, case.kernel)

    plain = plain_reml_effect(case.trial, case.kernel)
    assert found.phi == pytest.approx(plain.effect.phi, abs=1e-5)
    assert found.sigma == pytest.approx(plain.effect.sigma, abs=1e-5)
    ours = (found.effect, found.profile.same_day, *found.profile.days_after)
    for each, theirs in zip(ours, (plain.effect, *plain.profile), strict=True):
        assert each.estimate == pytest.approx(theirs.estimate, abs=1e-6)
        assert each.se == pytest.approx(theirs.se, abs=1e-6)
        assert each.df == theirs.df


def test_the_next_days_are_the_mean_of_the_two(oracle_a):
    profile = reml_effect(oracle_a.trial, oracle_a.kernel).profile

    one, two = profile.days_after
    assert profile.next_days.estimate == pytest.approx((one.estimate + two.estimate) / 2, rel=1e-12)
    assert profile.next_days.se < (one.se + two.se) / 2


def test_known_effects_are_recovered_day_by_day(make_case):
    """40 trials of 36 days: the Monte Carlo error of each mean is about 0.075."""
    found = [
        reml_effect(case.trial, case.kernel)
        for case in (make_case("third_day", seed, effect=0.8) for seed in range(40))
    ]

    profiles = [each.profile for each in found]
    assert np.mean([each.effect.estimate for each in found]) == pytest.approx(0.8, abs=0.23)
    assert np.mean([each.same_day.estimate for each in profiles]) == pytest.approx(0.8, abs=0.23)
    assert np.mean([each.next_days.estimate for each in profiles]) == pytest.approx(0.3, abs=0.23)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), factor=st.floats(0.01, 100), shift=st.floats(-50, 50))
def test_unit_and_zero_of_the_scores_do_not_matter(make_case, seed, factor, shift):
    case = make_case("third_day", seed, missing=0.2)
    before = reml_effect(case.trial, case.kernel)

    after = reml_effect(case.scoring(lambda score: factor * score + shift).trial, case.kernel)

    assert after.phi == pytest.approx(before.phi, abs=1e-6)
    assert after.effect.estimate == pytest.approx(
        factor * before.effect.estimate, abs=1e-5 * factor
    )
    assert after.effect.se == pytest.approx(factor * before.effect.se, rel=1e-5)


@pytest.mark.parametrize("score", [4.0, -1e100])
def test_scores_that_never_change_give_no_estimate(oracle_a, score):
    found = reml_effect(oracle_a.scoring(lambda _: score).trial, oracle_a.kernel)

    says = "The scores do not vary, or only as the calendar and the capsules do."
    assert found == NotEstimable(Reason.NO_VARIATION, says)


@pytest.mark.parametrize("days", [0, 1, 7])
def test_too_few_days_give_no_estimate(oracle_a, days):
    scores = tuple(float(day % 3) if day < days else None for day in range(36))

    found = reml_effect(oracle_a.having(scores=scores).trial, oracle_a.kernel)

    says = f"Only {days} days have a score; that is too few for this model."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_an_arm_that_was_never_given_gives_no_estimate(oracle_a):
    found = reml_effect(oracle_a.having(arms=bytes(12)).trial, oracle_a.kernel)

    says = "The days with a score do not tell the capsules and the days after them apart."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_where_days_after_are_never_scored_only_the_profile_is_missing(oracle_a):
    """Scores on capsule days alone cannot say what the next days were like."""
    chance = np.random.default_rng(3)
    slots = oracle_a.trial.slot_days
    scores = tuple(float(chance.normal()) if day in slots else None for day in range(36))

    found = reml_effect(replace(oracle_a.trial, scores=scores), (1.0,))

    assert found.profile.reason is Reason.TOO_FEW_DAYS
    assert np.isfinite([found.effect.estimate, found.effect.se]).all()
