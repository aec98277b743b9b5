import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference.drift_alarm import drift_detector, larger_null, tilted
from limen.inference.drift_estimates import (
    DriftFeature,
    DriftSettings,
    DriftWatch,
    Share,
    WeekCounts,
)
from limen.inference.reference import drift_alarm as plain

PUBLISHED = tuple(WeekCounts(unplanned=Share(count, 5)) for count in (0, 1, 2, 3))


@st.composite
def shares(draw, most):
    n = draw(st.integers(0, most))
    return Share(draw(st.integers(0, n)), n)


weeks = st.lists(
    st.builds(
        WeekCounts,
        unplanned=shares(7),
        larger=shares(3),
        felt=shares(3),
        badness=st.lists(st.floats(0, 1), max_size=2).map(tuple),
    ),
    max_size=6,
)


def test_the_published_weeks_give_their_published_numbers():
    watch = drift_detector(PUBLISHED, DriftSettings())

    assert watch.weeks == pytest.approx((0.5818412, 3.8158028, 77.9617077, 19075.8940), rel=1e-7)


def test_it_calls_in_the_first_week_that_is_large_and_says_why():
    watch = drift_detector(PUBLISHED, DriftSettings())

    assert (watch.alarm_week, watch.clinician_week) == (3, 3)
    assert watch.features == (DriftFeature.UNPLANNED_DAY,)


@given(weeks=weeks, first=shares(8))
@settings(max_examples=30)
def test_the_plain_form_agrees(weeks, first):
    known = DriftSettings(first)

    fast, slow = drift_detector(weeks, known), plain.drift_detector(weeks, known)

    assert fast.weeks == pytest.approx(slow.weeks, rel=2e-2)
    if all(min(abs(week - 28), abs(week - 52)) > 0.2 for week in slow.weeks):
        assert (fast.alarm_week, fast.clinician_week) == (slow.alarm_week, slow.clinician_week)


def test_the_plain_form_names_the_same_features():
    weeks = [WeekCounts(unplanned=Share(2, 5), larger=Share(2, 2), felt=Share(2, 2))] * 4

    fast, slow = (
        detector(weeks, DriftSettings(Share(0, 8)))
        for detector in (drift_detector, plain.drift_detector)
    )

    assert fast.features == slow.features
    assert set(fast.features) == {DriftFeature.UNPLANNED_DAY, DriftFeature.LARGER_AMOUNT}


@pytest.mark.parametrize(
    "first", [Share(0, 8), Share(1, 8), Share(8, 8), Share(0, 0), Share(0, 20)]
)
def test_the_room_given_to_scales_is_the_same_in_the_plain_form(first):
    fast = larger_null(np.array([float(first.count)]), np.array([float(first.n)]))[0]

    assert fast == pytest.approx(plain.larger_null(first), abs=5e-4)


def test_the_room_given_to_scales_is_never_below_a_tenth():
    assert larger_null(np.array([0.0]), np.array([1000.0]))[0] == 0.10


def test_smaller_amounts_are_no_drift():
    """An alternative below what the first amounts showed would call when amounts go down."""
    weeks = [WeekCounts(larger=Share(0, 3))] * 50

    watch = drift_detector(weeks, DriftSettings(Share(4, 8)))

    assert max(watch.weeks) < 1
    assert watch.alarm_week is None


def test_somebody_whose_first_amounts_were_all_larger_is_not_watched_for_it():
    watch = drift_detector([WeekCounts(larger=Share(3, 3))] * 3, DriftSettings(Share(8, 8)))

    assert watch == DriftWatch((0.0, 0.0, 0.0), None, None, ())


def test_without_any_observation_the_number_stays_at_nothing():
    quiet = [WeekCounts()] * 60

    assert drift_detector([], DriftSettings()).weeks == ()
    assert drift_detector(quiet, DriftSettings()).weeks == (0.0,) * 60


def test_a_week_with_nothing_to_observe_adds_one():
    felt = WeekCounts(felt=Share(1, 2))

    one, two, three = drift_detector([felt, WeekCounts(), WeekCounts()], DriftSettings()).weeks

    assert (two, three) == pytest.approx((one + 1, one + 2))


def test_empty_weeks_alone_never_call_however_many_there_are():
    """Their number grows past every limit; nothing was seen that could be named."""
    for first in (WeekCounts(), WeekCounts(felt=Share(0, 1)), WeekCounts(badness=(0.5,))):
        watch = drift_detector([first, *[WeekCounts()] * 300], DriftSettings())

        assert watch.alarm_week is None
        assert watch.features == ()


def test_a_feature_that_was_silent_for_long_is_not_named():
    unplanned, silent = WeekCounts(unplanned=Share(4, 5)), WeekCounts(badness=(0.5,))

    watch = drift_detector([silent, *[WeekCounts()] * 40, unplanned, unplanned], DriftSettings())

    assert watch.features == (DriftFeature.UNPLANNED_DAY,)


@pytest.mark.parametrize(
    ("week", "feature"),
    [
        (WeekCounts(unplanned=Share(4, 5)), DriftFeature.UNPLANNED_DAY),
        (WeekCounts(larger=Share(3, 3)), DriftFeature.LARGER_AMOUNT),
        (WeekCounts(felt=Share(4, 4)), DriftFeature.FELT_MORE_OFTEN),
        (WeekCounts(badness=(1.0, 1.0, 1.0)), DriftFeature.AFTER_BAD_DAYS),
    ],
)
def test_each_feature_alone_can_call(week, feature):
    watch = drift_detector([week] * 6, DriftSettings())

    assert watch.features == (feature,)


@given(weeks)
@settings(max_examples=30)
def test_what_comes_later_never_changes_what_was_said(weeks):
    whole = drift_detector([*weeks, *PUBLISHED], DriftSettings()).weeks

    assert drift_detector(weeks, DriftSettings()).weeks == whole[: len(weeks)]


def test_numbers_stay_finite_however_long_it_lasts():
    week = WeekCounts(Share(7, 7), Share(3, 3), Share(3, 3), (1.0,))

    assert np.isfinite(drift_detector([week] * 400, DriftSettings()).weeks).all()


@pytest.mark.parametrize("tilt", [0.4, 0.8])
def test_ranks_in_any_order_win_nothing(tilt):
    ranks = [(place + 0.5) / 28 for place in range(28)]

    assert sum(tilted(rank, tilt) for rank in ranks) / 28 == pytest.approx(1.0)


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="between 0 and all"):
        Share(3, 2)
    with pytest.raises(ValueError, match="between 0 and 1"):
        WeekCounts(badness=(1.5,))
