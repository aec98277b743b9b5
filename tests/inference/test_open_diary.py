from dataclasses import replace
from math import cos, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference import open_diary
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.open_diary import NODES, Nodes, diary_change
from limen.inference.reference import open_diary as plain

OSCILLATING = tuple(5 + sin(1.7 * day) + 0.5 * cos(0.6 * day**2) for day in range(42))
START = 14


def test_the_published_series_gives_its_published_change():
    change = diary_change(OSCILLATING, START, None)

    assert len(change.weights) == len(NODES) == 44
    assert sum(change.weights) == pytest.approx(1, abs=1e-12)
    assert change.change == pytest.approx(-0.1634703073, abs=1e-10)
    assert change.lower == pytest.approx(-1.0852649768, abs=1e-10)
    assert change.median == pytest.approx(-0.1376871174, abs=1e-10)
    assert change.upper == pytest.approx(0.6114326793, abs=1e-10)
    assert change.above_zero == pytest.approx(0.3547929556, abs=1e-10)


def test_the_published_node_carries_its_published_share():
    """ω .45, φ_s .985, φ_f .4, 14 days before and 28 after: of 1 point below, 0.343 come back."""
    nodes = Nodes.of(range(42), START)

    kept = nodes.carried[NODES.index((0.45, 0.985, 0.4))]

    assert 1 - kept == pytest.approx(0.3426909657, abs=1e-10)


def test_the_expected_gain_is_the_average_over_the_nodes_times_the_distance_to_the_usual_level():
    change = diary_change(OSCILLATING, START, 6.0)

    carried = np.array(change.weights) @ Nodes.of(range(42), START).carried
    assert change.expected_gain == pytest.approx(
        (1 - carried) * (6.0 - np.mean(OSCILLATING[:START])), abs=1e-12
    )


def test_the_plain_form_agrees():
    unscored = {3, *range(16, 24), *range(26, 40)}
    holes = [None if day in unscored else score for day, score in enumerate(OSCILLATING)]

    fast = diary_change([4.0, *holes], START + 1, 5.5)
    slow = plain.diary_change([4.0, *holes], START + 1, 5.5)

    assert fast.weights == pytest.approx(slow.weights, abs=1e-10)
    assert numbers(fast) == pytest.approx(numbers(slow), abs=1e-8)
    assert (fast.baseline_days, fast.practice_days) == (14, 6)
    assert (slow.baseline_days, slow.practice_days) == (14, 6)


@pytest.mark.parametrize(
    ("scores", "start", "reason"),
    [
        (OSCILLATING, 13, Reason.BASELINE_TOO_SHORT),
        (OSCILLATING[:-1], START, Reason.TOO_FEW_DAYS),
        ((*OSCILLATING[:START], *[None] * 28), START, Reason.TOO_FEW_DAYS),
    ],
)
def test_too_short_a_diary_gets_no_number(scores, start, reason):
    assert diary_change(scores, start, None).reason is reason
    assert plain.diary_change(scores, start, None).reason is reason


@pytest.mark.parametrize("level", [0.0, 5.1, 1e99])
def test_scores_that_do_not_vary_get_no_number(level):
    alike = diary_change([level] * 50, 20, None)
    two_levels = diary_change([level] * 20 + [level + 1] * 30, 20, None)

    assert alike.reason is two_levels.reason is Reason.NO_VARIATION


def test_only_the_last_120_days_count_and_earlier_ones_say_what_is_usual():
    recent = [float(score) for score in (4, 5, 3, 6, 4) * 24]
    earlier = [7.0] * 20

    long = diary_change([*earlier, *recent], 20 + 60, 1.0)
    short = diary_change(recent, 60, 7.0)

    assert long == replace(short, is_level_own=True)


def test_a_few_earlier_days_are_no_usual_level():
    recent = [float(score) for score in (4, 5, 3, 6, 4) * 24]

    assert diary_change([7.0] * 13 + recent, 13 + 60, None).expected_gain is None


def test_a_practice_longer_than_the_window_has_no_baseline_left():
    answer = diary_change(OSCILLATING * 5, 60, None)

    assert answer == NotEstimable(
        Reason.BASELINE_TOO_SHORT,
        "Of the last 120 days, 0 lie before the start and have a score; "
        "a number for the change needs 14.",
    )


@pytest.mark.parametrize(
    ("scores", "start", "mean"),
    [
        ([*OSCILLATING, float("nan")], START, None),
        ([*OSCILLATING, 1e101], START, None),
        (OSCILLATING, START, float("inf")),
        (OSCILLATING, -1, None),
        (OSCILLATING, 43, None),
    ],
)
def test_what_cannot_be_is_refused(scores, start, mean):
    with pytest.raises(ValueError, match=r"finite numbers|place in the diary"):
        diary_change(scores, start, mean)


@given(
    level=st.floats(-100, 100),
    stretch=st.floats(0.01, 100),
    holes=st.sets(st.integers(START, 41), max_size=10),
)
@settings(max_examples=25)
def test_another_scale_moves_and_stretches_the_change_alike(level, stretch, holes):
    scores = [None if day in holes else score for day, score in enumerate(OSCILLATING)]
    moved = [None if score is None else level + stretch * score for score in scores]

    first, second = diary_change(scores, START, None), diary_change(moved, START, None)

    assert second.weights == pytest.approx(first.weights, abs=1e-9)
    assert second.above_zero == pytest.approx(first.above_zero, abs=1e-9)
    for name in ("change", "lower", "median", "upper"):
        assert getattr(second, name) == pytest.approx(
            stretch * getattr(first, name), abs=1e-9 * stretch
        )


def test_an_added_step_is_found_again():
    stepped = [score + 0.7 * (day >= START) for day, score in enumerate(OSCILLATING)]

    moved = (
        diary_change(stepped, START, None).change - diary_change(OSCILLATING, START, None).change
    )

    assert moved == pytest.approx(0.7, abs=1e-9)


def test_many_diaries_at_once_are_each_as_alone():
    other = tuple(reversed(OSCILLATING))
    together = Nodes.of(range(42), START).shifts(np.array([OSCILLATING, other]) - 5)

    alone = [diary_change(scores, START, None).change for scores in (OSCILLATING, other)]

    assert together.mean() == pytest.approx(alone, abs=1e-10)


def test_the_limits_hold_their_share():
    shifts = Nodes.of(range(42), START).shifts(np.array([OSCILLATING]) - 5)

    limits = shifts.quantiles(open_diary.TAILS)

    assert [shifts.below(limit)[0] for limit in limits] == pytest.approx(open_diary.TAILS, abs=1e-9)


def numbers(change):
    return (
        change.change,
        change.median,
        change.lower,
        change.upper,
        change.above_zero,
        change.expected_gain,
    )
