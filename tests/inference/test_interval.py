import numpy as np
import pytest

from limen.inference.interval import exact_range
from limen.inference.trial_estimates import ExactRange

OTHERS = 79  # with the observed one 80, so that each limit is the second crossing from outside


def statistics(crossings):
    """a and b with b_p = 0 and these crossings: a_p = a_obs − crossing."""
    a = np.array([1.0, *(1.0 - np.array(crossings))])
    return a, np.array([1.0, *np.zeros(len(crossings))])


def test_limits_are_crossings_counted_from_outside():
    a, b = statistics(np.arange(OTHERS) / 10)

    assert exact_range(a, b, 0.05) == ExactRange(pytest.approx(0.1), pytest.approx(7.7))
    assert exact_range(a, b, 0.10) == ExactRange(pytest.approx(0.3), pytest.approx(7.5))


def test_a_copy_is_extreme_on_both_sides():
    """Sorted as "not a number", copies went to one end, and the interval covered 90 %."""
    a, b = statistics(np.arange(OTHERS) / 10)
    a[40], b[40] = a[0], b[0]  # crossing 3.9 becomes a copy

    assert exact_range(a, b, 0.05) == ExactRange(0.0, pytest.approx(7.8))


@pytest.mark.parametrize("nearly", [1 - 1e-12, 1 + 1e-12])
def test_a_copy_that_rounding_moved_is_still_one(nearly):
    a, b = statistics(np.arange(OTHERS) / 10)
    a[40], b[40] = a[0] * nearly, b[0] * nearly

    assert exact_range(a, b, 0.05) == ExactRange(0.0, pytest.approx(7.8))


def test_as_many_copies_as_the_tail_holds_leave_no_limit():
    a, b = statistics(np.arange(OTHERS) / 10)
    a[1:3], b[1:3] = a[0], b[0]

    found = exact_range(a, b, 0.05)

    assert found == ExactRange(None, None)
    assert found.says == "No lower or upper limit can be given."


def test_a_level_beyond_reach_leaves_no_limit():
    a, b = statistics(range(38))

    assert exact_range(a, b, 0.05) == ExactRange(None, None)
    assert exact_range(a, b, 0.10) == ExactRange(0.0, 37.0)


def test_a_whole_number_that_floats_miss_is_reached():
    """0.1/2·100 = 5 and 0.3/2·20 = 3 however floats put it."""
    a, b = statistics(range(19))

    assert exact_range(a, b, 0.3) == ExactRange(2.0, 16.0)


def test_equal_statistics_cross_at_zero():
    """Rounding may not put a limit a hair beside zero, where the test calls it equal."""
    a, b = statistics(np.arange(OTHERS) - 1.0)
    a[2] += 1e-13

    assert exact_range(a, b, 0.05).lower == 0.0


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ((0.0, 1.0), ""),
        ((None, 1.0), "No lower limit can be given."),
        ((0.0, None), "No upper limit can be given."),
    ],
)
def test_a_missing_limit_is_said(limits, says):
    assert ExactRange(*limits).says == says


@pytest.mark.parametrize(
    ("limits", "difference", "expected"),
    [
        ((0.0, 1.0), 0.0, True),
        ((0.0, 1.0), 1.0, True),
        ((0.0, 1.0), 1.1, False),
        ((0.0, 1.0), -0.1, False),
        ((None, 1.0), -1e9, True),
        ((0.0, None), 1e9, True),
    ],
)
def test_a_range_holds_what_lies_between_its_limits(limits, difference, expected):
    assert ExactRange(*limits).holds(difference) is expected
