"""How often the interval of Bang's index holds the truth, by adding up all possible counts.

Nothing is drawn, so there is no Monte Carlo error.
"""

from math import comb

import numpy as np
import pytest

from limen.inference import guesses
from limen.inference.estimates import DontKnow

pytestmark = pytest.mark.calibration

Z = 1.959963984540054


def two_category_coverage(n, right):
    def holds(correct):
        bang = guesses._bang((correct, n - correct, 0), DontKnow.NOT_OFFERED)
        return bang.lower <= 2 * right - 1 <= bang.upper

    return sum(chance for correct, chance in outcomes(n, right) if holds(correct))


def normal_coverage(n, right):
    def holds(correct):
        bang = guesses._bang((correct, n - correct, 0), DontKnow.NOT_OFFERED)
        return abs(bang.estimate - (2 * right - 1)) <= Z * bang.se

    return sum(chance for correct, chance in outcomes(n, right) if holds(correct))


def dirichlet_coverage(n, right, wrong):
    """A limit lies beyond the truth exactly where the cdf at the truth lies beyond its tail."""

    def holds(arm):
        below = guesses._bang_cdf(arm, np.array([right - wrong]))[0]
        return guesses.TAIL <= below <= 1 - guesses.TAIL

    covered = 0.0
    for definite, chance in outcomes(n, right + wrong):
        for correct, share in outcomes(definite, right / (right + wrong)):
            if chance * share > 1e-7 and holds((correct, definite - correct, n - definite)):
                covered += chance * share
    return covered


def outcomes(n, right):
    return [(k, comb(n, k) * right**k * (1 - right) ** (n - k)) for k in range(n + 1)]


@pytest.mark.parametrize(("right", "expected"), [(0.5, 0.930), (0.7, 0.931), (0.9, 0.962)])
def test_at_eight_answers_the_two_category_interval_covers_what_is_printed(right, expected):
    assert round(two_category_coverage(8, right), 3) == expected


@pytest.mark.parametrize("right", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("n", [8, 14, 28, 56, 100])
def test_the_two_category_interval_covers_92_to_96_percent(n, right):
    assert 0.92 <= round(two_category_coverage(n, right), 2) <= 0.96


@pytest.mark.parametrize("right", [0.6, 0.8])
@pytest.mark.parametrize("n", [8, 14, 28, 56, 100])
def test_between_those_shares_it_never_falls_below_91_percent(n, right):
    assert two_category_coverage(n, right) >= 0.91


@pytest.mark.parametrize(
    "shares",
    [(0.3, 0.1), (0.3, 0.3), (0.5, 0.2), (0.5, 0.4), (0.6, 0.3), (0.7, 0.1), (0.8, 0.1)],
)
@pytest.mark.parametrize("n", [8, 14, 28])
def test_the_dirichlet_interval_covers_90_to_97_percent(n, shares):
    assert 0.90 <= dirichlet_coverage(n, *shares) <= 0.97


@pytest.mark.parametrize(
    ("n", "right", "expected"), [(8, 0.7, 0.88), (14, 0.7, 0.92), (28, 0.9, 0.89)]
)
def test_it_covers_less_where_dont_know_is_offered_but_never_chosen(n, right, expected):
    """A known limit: the half answer that the prior gives to "don't know" draws the index to 0."""
    assert round(dirichlet_coverage(n, right, 1 - right), 2) == expected


@pytest.mark.parametrize(("n", "expected"), [(8, 0.56), (14, 0.76)])
def test_the_normal_interval_fails_where_most_guesses_are_right(n, expected):
    """The control: the same counting finds the interval that is forbidden."""
    assert round(normal_coverage(n, 0.9), 2) == expected


def test_the_coverage_of_the_dirichlet_interval_is_that_of_its_limits():
    """The short cut by the cdf and the limits themselves agree."""
    truth = 0.2
    arms = [(c, w, 6 - c - w) for c in range(7) for w in range(7 - c)]

    by_limits = [low <= truth <= high for low, high in map(guesses._dirichlet_limits, arms)]

    below = [guesses._bang_cdf(arm, np.array([truth]))[0] for arm in arms]
    assert by_limits == [guesses.TAIL <= chance <= 1 - guesses.TAIL for chance in below]
