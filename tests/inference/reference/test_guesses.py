from dataclasses import astuple

import pytest

from limen.inference.estimates import DontKnow, NotEstimable, Reason
from limen.inference.reference.guesses import blinding_index


def test_the_published_example_is_met_by_the_slow_way():
    counts = ((82, 25, 170), (29, 27, 83))

    estimate = blinding_index(counts, DontKnow.OFFERED)

    assert astuple(estimate.james) == pytest.approx((0.7479275, 0.0217374), abs=5e-8)
    assert estimate.active.estimate == pytest.approx(0.2057762, abs=5e-8)
    assert (estimate.active.lower, estimate.active.upper) == pytest.approx(
        (0.1355385, 0.2735021), abs=0.003
    )


def test_finer_patches_come_closer_to_the_two_category_interval():
    counts = ((6, 2, 0), (6, 2, 0))

    coarse, fine = (
        blinding_index(counts, DontKnow.NOT_OFFERED, patches=patches).active.upper
        for patches in (20, 160)
    )

    assert abs(fine - 0.8880662) < abs(coarse - 0.8880662)
    assert fine == pytest.approx(0.8880662, abs=5e-5)


def test_nobody_guessing_active_leaves_nothing_to_predict_from():
    estimate = blinding_index(((0, 3, 0), (2, 0, 0)), DontKnow.NOT_OFFERED, patches=10)

    assert estimate.definite.predictive_value is None


def test_an_arm_without_answers_cannot_be_judged():
    estimate = blinding_index(((0, 0, 0), (2, 0, 0)), DontKnow.OFFERED)

    assert estimate == NotEstimable(Reason.TOO_FEW_DAYS, "An arm has no answer.")


def test_an_arm_of_dont_know_alone_has_no_guess():
    estimate = blinding_index(((1, 1, 1), (0, 0, 2)), DontKnow.OFFERED, patches=10)

    silent = NotEstimable(Reason.TOO_FEW_DAYS, "An arm has no guess.")
    assert (estimate.james, estimate.definite) == (silent, silent)
