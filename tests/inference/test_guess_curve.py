from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.guess_curve import guess_rate_curve
from limen.inference.reference.guess_curve import guess_rate_curve as plain_guess_rate_curve

ARMS = {"AA": (True, True), "AP": (True, False), "PP": (False, False), "PA": (False, True)}
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)

score = st.floats(-100, 100).map(lambda number: round(number, 3))
stratum = st.lists(score, min_size=2, max_size=6)
strata = st.fixed_dictionaries(dict.fromkeys(ARMS, stratum))


def rows(by_stratum):
    """Scores, arms and guesses of the rows of each stratum."""
    every = [(y, *ARMS[name]) for name, scores in by_stratum.items() for y in scores]
    return tuple(map(list, zip(*every, strict=True)))


def curve(by_stratum, rates=GRID):
    return guess_rate_curve(*rows(by_stratum), rates=rates)


def estimates(found):
    return [point.estimate for point in (*found.points, found.observed)]


def errors(found):
    return [point.se for point in (*found.points, found.observed)]


def around(mean, count):
    """That many scores with that mean."""
    return [mean + (-1) ** place for place in range(count)]


EXAMPLE = {"AA": around(6.0, 8), "AP": around(5.0, 6), "PA": around(5.6, 4), "PP": around(4.4, 10)}


def test_the_specified_example_has_its_values():
    found = curve(EXAMPLE, (*GRID, 18 / 28))

    expected = [-0.6, -0.0222333626, 0.5232063335, 1.0573971079, 1.6, 0.8285714286, 0.8285714286]
    assert estimates(found) == pytest.approx(expected, abs=5e-11)
    assert [point.rate for point in found.points] == [*GRID, 18 / 28]
    assert (found.observed.rate, found.n) == (18 / 28, 28)


def test_the_error_of_the_example_follows_from_its_moments():
    """At c = 1 each arm is one stratum: variance (n − 1) over 28 rows times the arm's weight."""
    found = curve(EXAMPLE, (1.0,))

    of_active, of_placebo = (8 / 7) / (28 * 8 / 18), (10 / 9) / (28 * 10 / 18)
    assert found.points[0].se == pytest.approx((of_active + of_placebo) ** 0.5, rel=1e-12)


@given(strata)
def test_at_the_observed_rate_the_curve_is_the_raw_difference(by_stratum):
    found = curve(by_stratum)

    active = np.mean(by_stratum["AA"] + by_stratum["AP"])
    placebo = np.mean(by_stratum["PP"] + by_stratum["PA"])
    assert found.observed.estimate == pytest.approx(active - placebo, abs=1e-12)


def test_known_means_are_recovered_at_every_rate():
    """40,000 rows of spread 2: the Monte Carlo error is 0.02 at most."""
    found = curve(invented(11, 40_000, 0.65))

    truth = [mixture(rate) for rate in GRID]
    assert [point.estimate for point in found.points] == pytest.approx(truth, abs=0.08)


def test_the_error_is_the_spread_over_trials_with_the_assumed_rate():
    """800 trials of 240 rows at 75 %, foretold from trials at 60 %: Monte Carlo error 2.5 %."""
    at_75 = [curve(invented(seed, 240, 0.75), ()).observed for seed in range(800)]

    foretold = [curve(invented(seed, 240, 0.6), (0.75,)).points[0].se for seed in range(200)]

    assert np.mean(foretold) == pytest.approx(np.std([each.estimate for each in at_75]), rel=0.08)


MEANS = {"AA": 6.0, "AP": 5.0, "PP": 4.4, "PA": 5.6}


def shares(rate):
    """The active arm has 45 % of the right and 60 % of the wrong guesses."""
    wrong = 1 - rate
    return {"AA": rate * 0.45, "AP": wrong * 0.6, "PP": rate * 0.55, "PA": wrong * 0.4}


def mixture(rate):
    part = shares(rate)
    active = (part["AA"] * 6.0 + part["AP"] * 5.0) / (part["AA"] + part["AP"])
    placebo = (part["PP"] * 4.4 + part["PA"] * 5.6) / (part["PP"] + part["PA"])
    return active - placebo


def invented(seed, count, rate):
    chance = np.random.default_rng(seed)
    sizes = chance.multinomial(count, list(shares(rate).values())).tolist()
    return {
        name: chance.normal(MEANS[name], 2, size).tolist()
        for name, size in zip(MEANS, sizes, strict=True)
    }


@given(strata, st.lists(st.floats(0, 1), max_size=4))
def test_the_plain_form_agrees(by_stratum, rates):
    fast = curve(by_stratum, rates)

    plain = plain_guess_rate_curve(*rows(by_stratum), rates=rates)
    assert estimates(fast) == pytest.approx(estimates(plain), abs=1e-10)
    assert errors(fast) == pytest.approx(errors(plain), abs=1e-10)
    assert [point.rate for point in fast.points] == rates


@given(strata, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(by_stratum, chance):
    shuffled = {name: chance.sample(by_stratum[name], len(by_stratum[name])) for name in ARMS}
    reordered = {name: shuffled[name] for name in chance.sample(list(ARMS), 4)}

    here, there = curve(by_stratum), curve(reordered)

    assert estimates(there) == pytest.approx(estimates(here), abs=1e-10)
    assert errors(there) == pytest.approx(errors(here), abs=1e-10)


@given(strata, st.floats(-1000, 1000))
def test_a_shift_of_the_outcome_changes_nothing(by_stratum, shift):
    moved = {name: [y + shift for y in scores] for name, scores in by_stratum.items()}

    here, there = curve(by_stratum), curve(moved)

    assert estimates(there) == pytest.approx(estimates(here), abs=1e-9)
    assert errors(there) == pytest.approx(errors(here), abs=1e-9)


@given(strata, st.floats(0.001, 1000))
def test_a_scale_of_the_outcome_scales_estimate_and_error(by_stratum, scale):
    scaled = {name: [y * scale for y in scores] for name, scores in by_stratum.items()}

    here, there = curve(by_stratum), curve(scaled)

    size = 1e-9 * max(1, scale)
    assert estimates(there) == pytest.approx([e * scale for e in estimates(here)], abs=size)
    assert errors(there) == pytest.approx([e * scale for e in errors(here)], abs=size)


@given(strata)
def test_swapping_the_names_of_the_capsules_turns_only_the_sign(by_stratum):
    other = {"AA": "PP", "PP": "AA", "AP": "PA", "PA": "AP"}
    swapped = {other[name]: scores for name, scores in by_stratum.items()}

    here, there = curve(by_stratum), curve(swapped)

    assert estimates(there) == pytest.approx([-e for e in estimates(here)], abs=1e-10)
    assert errors(there) == pytest.approx(errors(here), abs=1e-10)


@given(strata)
def test_no_estimate_leaves_the_range_of_the_scores(by_stratum):
    scores = [y for stratum in by_stratum.values() for y in stratum]

    found = curve(by_stratum)

    assert max(map(abs, estimates(found))) <= max(scores) - min(scores) + 1e-9
    assert min(errors(found)) >= 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AA", "active and guessed active"),
        ("AP", "active and guessed placebo"),
        ("PP", "placebo and guessed placebo"),
        ("PA", "placebo and guessed active"),
    ],
)
@pytest.mark.parametrize("left", [0, 1])
def test_fewer_than_two_rows_of_a_kind_give_no_curve(name, words, left):
    thinned = {**EXAMPLE, name: EXAMPLE[name][:left]}

    found = curve(thinned)

    says = f"Fewer than two rows are {words}; the curve needs two of each kind."
    assert found == NotEstimable(Reason.STRATUM_EMPTY, says)


def test_no_rows_at_all_give_no_curve():
    found = guess_rate_curve([], [], [], rates=GRID)

    assert found.reason is Reason.STRATUM_EMPTY


def test_an_outcome_that_never_varies_has_a_flat_curve():
    found = curve({name: [3.0, 3.0] for name in ARMS})

    assert (estimates(found), errors(found)) == ([0.0] * 6, [0.0] * 6)


def test_scores_too_large_to_square_give_no_curve():
    found = curve({name: [1e200, -1e200] for name in ARMS})

    says = "The scores are too large to compute with; use another unit."
    assert found == NotEstimable(Reason.NO_VARIATION, says)


def test_the_curve_always_carries_its_warning():
    says = (
        "This conditions on something measured after the capsule; "
        "it can hide a real effect or invent one."
    )

    assert says in astuple(curve(EXAMPLE))


@pytest.mark.parametrize(
    ("scores", "active", "guessed", "rates", "says"),
    [
        ([1.0, 2.0], [True], [True, False], (), "the same length"),
        ([1.0, 2.0], [True, False], [True], (), "the same length"),
        ([1.0], [1], [True], (), "true or false"),
        ([1.0], [True], ["active"], (), "true or false"),
        ([float("nan")], [True], [True], (), "finite numbers"),
        ([1.0], [True], [True], (0.5, 1.1), "between 0 and 1"),
        ([1.0], [True], [True], (float("nan"),), "between 0 and 1"),
    ],
)
def test_what_a_caller_gets_wrong_is_refused(scores, active, guessed, rates, says):
    with pytest.raises(ValueError, match=says):
        guess_rate_curve(scores, active, guessed, rates=rates)
