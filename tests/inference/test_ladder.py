import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.ladder import HEADLINE_OF, OneSided, Rung, rung_of
from limen.inference.trial_estimates import ExactRange
from limen.journal.kinds.trial_choices import Headline as JournalHeadline
from limen.journal.kinds.trial_choices import StatedResult

NOTHING = OneSided(0.5, 0.5)
WIDE, NARROW = ExactRange(-1.0, 1.0), ExactRange(-0.4, 0.3)


def rung(benefit=NOTHING, harm=NOTHING, *, missing=0.0, interval=WIDE):
    return rung_of(
        benefit, harm, guesses_missing=missing, interval_90=interval, smallest_change=0.5
    )


@pytest.mark.parametrize(
    ("p", "p_rob", "missing", "expected"),
    [
        (0.025, 0.025, 0.0, "2"),
        (0.025, 0.025, 0.20, "2"),
        (0.025, 0.025, 0.21, "1"),
        (0.025, 0.0251, 0.0, "1"),
        (0.0251, 0.0251, 0.0, ""),
    ],
)
def test_both_directions_climb_alike(p, p_rob, missing, expected):
    side = OneSided(p, p_rob)

    assert rung(benefit=side, missing=missing) == (f"L{expected}" if expected else "L0")
    assert rung(harm=side, missing=missing) == (f"H{expected}" if expected else "L0")


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (NARROW, Rung.E),
        (ExactRange(-0.5, 0.3), Rung.L0),
        (ExactRange(-0.3, 0.5), Rung.L0),
        (ExactRange(None, 0.3), Rung.L0),
        (ExactRange(-0.3, None), Rung.L0),
    ],
)
def test_little_difference_needs_the_whole_interval_inside_the_smallest_change(interval, expected):
    assert rung(interval=interval) is expected


def test_a_difference_that_the_test_finds_is_never_little():
    assert rung(benefit=OneSided(0.01, 0.2), interval=NARROW) is Rung.L1


@given(st.floats(0.001, 1), st.floats(0.001, 1), st.floats(0, 1), st.floats(0, 1))
def test_exactly_one_verdict_comes_from_any_numbers(up, low, robust, missing):
    found = rung(OneSided(up, max(up, robust)), OneSided(low, max(low, robust)), missing=missing)

    assert found in {Rung.L0, Rung.L1, Rung.L2, Rung.H1, Rung.H2}
    assert found.is_harm is (low <= 0.025)
    assert (found in {Rung.L1, Rung.L2}) is (up <= 0.025 < low)


def test_verdicts_and_headlines_are_those_of_the_journal():
    assert {each.value for each in Rung} == {each.value for each in StatedResult}
    assert {each.value for each in HEADLINE_OF.values()} == {e.value for e in JournalHeadline}
    assert set(HEADLINE_OF) == set(Rung)
