from math import erf, log, sqrt

import numpy as np
import pytest

from limen.inference.threshold_prior import Axis, Lattice, Sizes


@pytest.fixture(scope="module")
def lattice():
    return Lattice.of(Sizes(), has_spacing=True)


def below(z):
    return (1 + erf(z / sqrt(2))) / 2


def test_every_axis_adds_to_one(lattice):
    masses = (
        lattice.location_mass,
        lattice.slope_mass,
        lattice.spacing_mass,
        lattice.batch_mass,
    )

    assert [mass.sum() for mass in masses] == pytest.approx([1.0] * 4)
    assert lattice.prior.sum() == pytest.approx(1.0)
    assert lattice.prior.shape == (10, 4, 61, 14, 5)
    assert [axis.value for axis in Axis] == [0, 1, 2, 3, 4]


def test_nodes_reach_as_far_as_they_should(lattice):
    assert np.exp(lattice.location[[0, -1]]) == pytest.approx([0.08, 8.0])
    assert lattice.slope[[0, -1]] == pytest.approx([0.12, 1.2])
    assert lattice.spacing.tolist() == [0.0, 0.12, 0.3, 0.5, 0.8]


def test_the_outer_cells_are_open(lattice):
    step = log(100) / 60

    assert lattice.location_mass[0] == pytest.approx(below((log(0.08) + step / 2) / 1.2))
    assert lattice.location_mass[-1] == pytest.approx(1 - below((log(8) - step / 2) / 1.2))


def test_spacing_begins_at_nothing(lattice):
    """Half of a normal distribution: its first cell reaches from 0 to 0.06."""
    assert lattice.spacing_mass[0] == pytest.approx(2 * below(0.06 / 0.3) - 1)
    assert Lattice.of(Sizes(), has_spacing=False).spacing_mass.tolist() == [1.0]


def test_guess_and_lapse_rates_are_middles_of_equal_shares(lattice):
    """Beta(1, b) has 1 − (1 − x)^b below x."""
    assert 1 - (1 - lattice.guess) ** 6 == pytest.approx((np.arange(10) + 0.5) / 10)
    assert 1 - (1 - lattice.lapse) ** 20 == pytest.approx((np.arange(4) + 0.5) / 4)


def test_the_nodes_of_a_batch_have_the_moments_of_a_normal_distribution(lattice):
    moments = [(lattice.batch**power) @ lattice.batch_mass for power in (1, 2, 4, 6)]

    assert moments == pytest.approx([0, 1, 3, 15], abs=1e-10)
