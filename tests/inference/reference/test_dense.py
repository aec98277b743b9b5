import math

import pytest

from limen.inference.reference.dense import directions, left_of, metric


def test_the_metric_of_two_days_is_theirs_by_hand():
    """R = [[1, ¼], [¼, 1]] two days apart: C = [[1, 0], [¼, √(15/16)]]."""
    under = metric([3, 5], 0.5)

    assert under.log_det == pytest.approx(math.log(15 / 16))
    assert under.turned([2.0, 1.0]) == pytest.approx([2.0, 0.5 / math.sqrt(15 / 16)])


def test_a_row_that_repeats_others_gives_no_direction():
    found = directions([[2.0, 0.0, 0.0], [1.0, 1.0, 0.0], [3.0, 5.0, 0.0]])

    assert found == [[1.0, 0.0, 0.0], pytest.approx([0.0, 1.0, 0.0])]
    assert left_of([4.0, 5.0, 6.0], found) == pytest.approx([0.0, 0.0, 6.0])
