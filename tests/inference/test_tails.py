import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.tails import (
    beta_cdf,
    beta_quantile,
    normal_quantile,
    student_cdf,
    student_quantile,
    student_two_sided,
)

freedoms = st.floats(0.5, 1e7)
probabilities = st.floats(1e-6, 1 - 1e-6)


def near(expected, rel=1e-12):
    return pytest.approx(expected, rel=rel, abs=1e-14)


@pytest.mark.parametrize("t", [-40.0, -2.0, 0.0, 0.3, 1e4])
def test_one_and_two_degrees_of_freedom_have_their_closed_forms(t):
    p = student_two_sided(np.array([t, t]), np.array([1.0, 2.0]))

    cauchy = 2 / math.pi * math.atan2(1, abs(t))
    two = 2 / (math.sqrt(2 + t * t) * (math.sqrt(2 + t * t) + abs(t)))
    assert p.tolist() == near([cauchy, two], rel=1e-11)


def test_printed_quantiles_of_student_are_met():
    found = student_quantile(0.975, np.array([1.0, 10.0, 120.0]))

    assert found.round(3).tolist() == [12.706, 2.228, 1.980]


def test_many_degrees_of_freedom_come_to_the_normal_distribution():
    z = NormalDist().inv_cdf(0.975)

    assert float(student_quantile(0.975, 1e14)) == near(z)
    assert float(student_two_sided(z, 1e14)) == near(0.05)


@given(probabilities, freedoms)
def test_the_quantile_of_student_undoes_its_tail(probability, df):
    t = student_quantile(probability, df)

    both = student_two_sided(t, df)

    assert float(both) == near(2 * min(probability, 1 - probability), rel=1e-8)


@given(st.floats(-50, 50), freedoms)
def test_both_directions_of_student_weigh_alike(t, df):
    assert student_two_sided(t, df) == student_two_sided(-t, df)


@given(probabilities)
def test_the_normal_quantile_is_that_of_the_standard_library(probability):
    assert float(normal_quantile(probability)) == near(NormalDist().inv_cdf(probability))


@given(st.floats(0, 1), st.floats(0.5, 50))
def test_beta_distributions_with_a_one_have_their_closed_form(value, first):
    assert float(beta_cdf(first, 1, value)) == near(value**first, rel=1e-11)
    assert float(beta_cdf(1, first, value)) == near(1 - (1 - value) ** first, rel=1e-11)


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0.001, 0.999))
def test_the_quantile_of_beta_undoes_its_distribution(first, second, probability):
    value = beta_quantile(first, second, probability)

    assert float(beta_cdf(first, second, value)) == near(probability, rel=1e-8)


def test_arguments_broadcast_and_single_numbers_have_no_axes():
    grid = student_two_sided(np.zeros((3, 1)), np.ones(4))
    single = beta_quantile(1, 1, 0.25)

    assert (grid.shape, grid.dtype) == ((3, 4), np.float64)
    assert (single.shape, single.dtype, float(single)) == ((), np.float64, 0.25)


@given(st.floats(-30, 30), freedoms)
def test_the_chance_below_t_goes_with_the_two_sided_one(t, df):
    two_sided = float(student_two_sided(t, df))

    assert float(student_cdf(t, df)) == near(two_sided / 2 if t < 0 else 1 - two_sided / 2)
