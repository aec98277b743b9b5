import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.run_in import run_in_scale as plain_run_in_scale
from limen.inference.run_in import Scale, run_in_scale

score = st.one_of(st.none(), st.integers(1, 7).map(float))
run_ins = st.lists(score, min_size=10, max_size=40)


def test_two_weeks_of_alternating_days():
    """Deviations ±1: r1 = −13/14, s² = 14/13; φ0 = (14·r1 + 1 + 6)/34 < 0, so 0."""
    scale = run_in_scale([4.0, 6.0] * 7, 1.0)

    assert scale == Scale(0.0, math.sqrt((14 * 14 / 13 + 14) / 28), 14)


def test_two_weeks_that_rise():
    """Deviations −6.5 to 6.5: their squares add up to 227.5, neighbours to 178.75."""
    scale = run_in_scale([float(day) for day in range(14)], 1.0)

    assert scale.phi0 == round((14 * 178.75 / 227.5 + 1 + 6) / 34, 1)
    assert scale.sigma_points == pytest.approx(math.sqrt((14 * 17.5 + 14) / 28), rel=1e-14)


def test_a_missing_day_parts_its_neighbours():
    """Thirteen pairs of neighbours become eleven; both numbers come from the 14 days recorded."""
    days = [float(day % 3) for day in range(15)]
    days[7] = None

    scale = run_in_scale(days, 2.0)

    assert scale == plain_run_in_scale(days, 2.0)
    assert scale.days == 14


def test_long_slow_swings_stop_at_the_largest_phi():
    assert run_in_scale([float(day) for day in range(300)], 1.0).phi0 == 0.8


def test_days_that_do_not_vary_leave_what_is_usual():
    """φ0 = (14·0.3 + 6)/34, σ² = 14/28."""
    assert run_in_scale([4.0] * 14, 1.0) == Scale(0.3, math.sqrt(0.5), 14)


@pytest.mark.parametrize(
    ("days", "begins"), [(0, "No day"), (1, "Only 1 day"), (13, "Only 13 days")]
)
def test_thirteen_days_are_too_few(days, begins):
    found = run_in_scale([4.0, None] * days, 1.0)

    has = "have" if days == 13 else "has"
    says = f"{begins} before the first capsule {has} a score; 14 are needed."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


@pytest.mark.parametrize(("phi", "sigma"), [(-0.1, 1.0), (1.0, 1.0), (0.3, 0.0), (0.3, math.inf)])
def test_a_scale_that_cannot_be_is_refused(phi, sigma):
    with pytest.raises(ValueError, match="phi0 lies from 0"):
        Scale(phi, sigma, 14)


@given(run_ins, st.floats(0.1, 10))
def test_the_plain_form_agrees(scores, usual):
    """Where φ lies half-way between two tenths, either of them may come out."""
    fast, plain = run_in_scale(scores, usual), plain_run_in_scale(scores, usual)

    if isinstance(fast, NotEstimable):
        assert plain.reason is fast.reason
    else:
        assert fast.days == plain.days
        assert fast.phi0 == pytest.approx(plain.phi0, abs=0.1 + 1e-9)
        assert fast.sigma_points == pytest.approx(plain.sigma_points, rel=1e-12)


@given(st.lists(st.integers(1, 7).map(float), min_size=16, max_size=16))
def test_a_shift_of_all_scores_changes_nothing(scores):
    """Sixteen whole numbers have a mean without rounding."""
    shifted = [score + 8 for score in scores]

    assert run_in_scale(scores, 1.0) == run_in_scale(shifted, 1.0)
