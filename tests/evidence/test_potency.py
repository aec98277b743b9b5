"""A measurement and an estimate refuse limits that do not fit."""

from dataclasses import replace

import pytest

from limen.evidence.tables import potency


def test_limits_of_a_measurement_stand_in_order():
    measured = potency().measurements[2]

    with pytest.raises(ValueError, match="reversed"):
        replace(measured, low_mg_g=20.0, high_mg_g=10.0)


@pytest.mark.parametrize("changed", [{"value": 0.0}, {"value": 1.0}, {"value": 30.0}])
def test_an_estimate_lies_within_its_limits(changed):
    estimate = potency().priors["prior_between_batch"]

    with pytest.raises(ValueError, match="outside its limits"):
        replace(estimate, **changed)


def test_an_estimate_may_have_no_limits():
    assert potency().priors["prior_scale"].low is None
