import math

import pytest

from limen.inference.trial import Draws, Trial

SCORES = (1.0, None, 2.0, 3.0)


def trial(**changes):
    parts = {
        "scores": SCORES,
        "slot_days": (0, 2),
        "arms": b"\1\0",
        "block_of_slot": (0, 0),
        "first_weekday": 0,
    }
    return Trial(**(parts | changes))


def test_a_trial_keeps_its_parts():
    kept = trial(unknown_days=(3,))

    assert (kept.scores, kept.arms, kept.unknown_days) == (SCORES, b"\1\0", (3,))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"arms": b"\1"}, "same length"),
        ({"block_of_slot": (0,)}, "same length"),
        ({"arms": b"\1\2"}, "0 \\(placebo\\) or 1"),
        ({"slot_days": (2, 0)}, "in the order of their days"),
        ({"slot_days": (2, 2)}, "in the order of their days"),
        ({"block_of_slot": (1, 0)}, "in the order of their days"),
        ({"slot_days": (0, 4)}, "one of the days of the trial"),
        ({"slot_days": (-1, 2)}, "one of the days of the trial"),
        ({"unknown_days": (2,)}, "one of the days of the trial"),
        ({"first_weekday": 7}, "from 0 \\(Monday\\) to 6"),
        ({"scores": (1.0, None, math.nan, 3.0)}, "finite number"),
        ({"scores": (1.0, None, math.inf, 3.0)}, "finite number"),
        ({"scores": (1.0, None, -1e101, 3.0)}, "finite number"),
    ],
)
def test_a_trial_whose_parts_do_not_fit_is_refused(changes, says):
    with pytest.raises(ValueError, match=says):
        trial(**changes)


def test_a_trial_may_have_no_slot():
    assert trial(slot_days=(), arms=b"", block_of_slot=()).arms == b""


@pytest.mark.parametrize(
    ("others", "says"),
    [((b"\1\0", b"\1"), "same number of slots"), ((b"\1\2",), "0 \\(placebo\\) or 1")],
)
def test_draws_that_are_no_allocations_of_one_design_are_refused(others, says):
    with pytest.raises(ValueError, match=says):
        Draws(others, complete=False)


def test_there_may_be_no_other_allocation():
    assert Draws((), complete=True).others == ()
