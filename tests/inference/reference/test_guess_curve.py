import pytest

from limen.inference.estimates import Reason
from limen.inference.reference.guess_curve import guess_rate_curve

COUNTS = {
    (True, True, 6.0): 8,
    (True, False, 5.0): 6,
    (False, True, 5.6): 4,
    (False, False, 4.4): 10,
}


def columns(counts):
    rows = [row for row, count in counts.items() for _ in range(count)]
    return [[row[2] for row in rows], [row[0] for row in rows], [row[1] for row in rows]]


def test_the_specified_example_is_met_by_the_slow_way():
    found = guess_rate_curve(*columns(COUNTS), rates=(0, 0.25, 0.5, 0.75, 1))

    expected = [-0.6, -0.0222333626, 0.5232063335, 1.0573971079, 1.6]
    assert [point.estimate for point in found.points] == pytest.approx(expected, abs=5e-11)
    assert found.observed.estimate == pytest.approx(0.8285714286, abs=5e-11)


def test_scores_alike_within_each_kind_leave_the_error_of_their_mixture():
    """At 18 of 28 right, 8 rows at 6.0 and 6 at 5.0; 4 rows at 5.6 and 10 at 4.4."""
    found = guess_rate_curve(*columns(COUNTS), rates=())

    active, placebo = 8 * 6 / 14**2 * 1.0**2, 4 * 10 / 14**2 * 1.2**2
    assert found.observed.se == pytest.approx((active / 14 + placebo / 14) ** 0.5, rel=1e-12)


def test_one_row_of_a_kind_is_too_few():
    found = guess_rate_curve(*columns({**COUNTS, (False, True, 5.6): 1}), rates=())

    assert found.reason is Reason.STRATUM_EMPTY
