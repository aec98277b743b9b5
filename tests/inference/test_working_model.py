import numpy as np
import pytest

from limen.inference.trial import Terms, Trial
from limen.inference.working_model import (
    active_exposure,
    arm_of_days,
    kept_days,
    kept_scores,
    orthonormal_basis,
    spread,
    surroundings,
)

KERNEL = (1.0, 0.5, 0.25)


def trial(slot_days=(0, 3), arms=b"\1\0", days=7, **parts):
    scores = tuple(float(day) for day in range(days))
    return Trial(scores, slot_days, arms, (0,) * len(arms), **({"first_weekday": 0} | parts))


def test_days_without_a_score_are_not_kept():
    some = Trial((None, 2.0, None, 4.0), (0,), b"\1", (0,), first_weekday=0)

    assert kept_days(some).tolist() == [1, 3]
    assert kept_scores(some).tolist() == [2.0, 4.0]


def test_a_capsule_reaches_the_days_after_it_up_to_the_last_one():
    assert spread((1, 3), 4, KERNEL).T.tolist() == [[0, 1, 0.5, 0.25], [0, 0, 0, 1]]


def test_what_two_capsules_add_is_added_up():
    both = trial(slot_days=(0, 1), arms=b"\1\1", days=4)

    assert active_exposure(both, KERNEL).tolist() == [1, 1.5, 0.75, 0.25]


def test_placebo_adds_nothing():
    assert active_exposure(trial(arms=b"\0\1"), KERNEL).tolist() == [0, 0, 0, 1, 0.5, 0.25, 0]


def test_the_surroundings_are_level_trend_weekend_and_capsules():
    columns = surroundings(trial(), KERNEL, Terms.WORKING_MODEL).T.tolist()

    assert columns == [
        [1.0] * 7,
        [day / 7 for day in range(7)],
        [0, 0, 0, 0, 0, 1, 1],
        [1, 0.5, 0.25, 1, 0.5, 0.25, 0],
    ]


def test_the_weekend_follows_the_first_weekday():
    weekend = surroundings(trial(first_weekday=5), KERNEL, Terms.WORKING_MODEL)[:, 2]

    assert weekend.tolist() == [1, 1, 0, 0, 0, 0, 0]


def test_capsules_on_every_day_are_no_column():
    daily = trial(slot_days=tuple(range(7)), arms=b"\1\0\0\1\0\0\0")

    assert surroundings(daily, KERNEL, Terms.WORKING_MODEL).shape == (7, 3)


def test_capsules_of_unknown_arm_are_capsules():
    daily = trial(slot_days=(0, 1, 2), arms=b"\1\0\0", unknown_days=(3, 4, 5, 6))
    one_more = trial(unknown_days=(6,))

    assert surroundings(daily, KERNEL, Terms.WORKING_MODEL).shape == (7, 3)
    assert surroundings(one_more, KERNEL, Terms.WORKING_MODEL)[6, 3] == 1.0


def test_point_in_time_answers_have_level_and_trend():
    assert surroundings(trial(), (1.0,), Terms.TREND).shape == (7, 2)


def test_a_column_that_repeats_others_adds_no_direction():
    columns = np.array([[1.0, 2, 0, 3], [1, 4, 0, 5], [1, 6, 0, 7.0]])

    basis = orthonormal_basis(columns)

    assert basis.shape == (3, 2)
    assert basis.T @ basis == pytest.approx(np.eye(2), abs=1e-14)
    assert basis @ (basis.T @ columns) == pytest.approx(columns, abs=1e-13)


def test_a_day_belongs_to_the_last_capsule_that_reaches_it():
    some = trial(slot_days=(0, 2), arms=b"\1\0", days=7)

    assert arm_of_days(some, KERNEL) == (1, 1, 0, 0, 0, None, None)


def test_a_kernel_may_begin_later():
    assert arm_of_days(trial(), (0.0, 1.0)) == (None, 1, None, None, 0, None, None)


def test_days_after_the_end_belong_to_no_arm():
    assert arm_of_days(trial(slot_days=(5, 6), arms=b"\1\0"), KERNEL)[4:] == (None, 1, 0)
