import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.whitening import log_scale_slopes, scales, whitened, whitened_slopes

days = st.sets(st.integers(0, 30), min_size=2, max_size=12).map(lambda each: np.array(sorted(each)))
phis = st.floats(-0.9, 0.9)


def covariance(days, phi):
    return phi ** np.abs(days[:, None] - days)


@given(days, phis)
def test_whitening_makes_days_independent_gaps_or_not(days, phi):
    """The whitening as a matrix turns the covariance of the days into that of one innovation."""
    turn = whitened(np.eye(len(days)), days, phi)

    expected = (1 - phi**2) * np.eye(len(days))
    assert turn @ covariance(days, phi) @ turn.T == pytest.approx(expected, abs=1e-12)


def test_without_gaps_it_is_the_textbook_form():
    rows = np.array([2.0, 3.0, 5.0])

    found = whitened(rows, np.array([4, 5, 6]), 0.6)

    assert found == pytest.approx([0.8 * 2, 3 - 0.6 * 2, 5 - 0.6 * 3], rel=1e-15)


def test_a_gap_of_two_days_carries_less():
    found = whitened(np.array([2.0, 3.0]), np.array([0, 2]), 0.5)

    assert found[1] == pytest.approx((3 - 0.25 * 2) * (0.75 / 0.9375) ** 0.5, rel=1e-15)


@given(days)
def test_without_memory_nothing_changes(days):
    rows = np.arange(len(days), dtype=np.float64)

    assert whitened(rows, days, 0.0).tolist() == rows.tolist()


@given(days, phis.filter(lambda phi: abs(phi) > 1e-3))
def test_slopes_are_those_of_small_steps(days, phi):
    rows = np.column_stack((np.ones(len(days)), np.sin(days)))

    step = 1e-6
    by_steps = (whitened(rows, days, phi + step) - whitened(rows, days, phi - step)) / (2 * step)
    log_steps = np.log(scales(days, phi + step)) - np.log(scales(days, phi - step))
    assert whitened_slopes(rows, days, phi) == pytest.approx(by_steps, abs=1e-6)
    assert log_scale_slopes(days, phi) == pytest.approx(log_steps / (2 * step), abs=1e-6)
