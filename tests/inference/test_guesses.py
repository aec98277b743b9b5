from dataclasses import astuple
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference import guesses
from limen.inference.estimates import DontKnow, NotEstimable, Reason
from limen.inference.guesses import blinding_index
from limen.inference.reference.guesses import blinding_index as plain_blinding_index

# The trial that James and colleagues and Bang and colleagues used as their example.
PUBLISHED = ((82, 25, 170), (29, 27, 83))
SZIGETI_ACUTE = ((167, 172, 0), (383, 125, 0))

some = st.integers(0, 12)
with_dont_know = st.tuples(some, some, some).filter(any)
two_answers = st.tuples(some, some, st.just(0)).filter(any)
tables = st.tuples(with_dont_know, with_dont_know)
definite_tables = st.tuples(two_answers, two_answers)


def offered(counts):
    return blinding_index(counts, DontKnow.OFFERED)


def not_offered(counts):
    return blinding_index(counts, DontKnow.NOT_OFFERED)


def drawn(seed, answers, shares):
    """Counts of that many answers, by the seed."""
    return tuple(np.random.default_rng(seed).multinomial(answers, shares).tolist())


def test_the_published_example_has_its_printed_indices_and_intervals():
    estimate = offered(PUBLISHED)

    assert astuple(estimate.james) == pytest.approx((0.7479275, 0.0217374), abs=5e-8)
    active = (0.2057762, 0.0352, 0.1355385, 0.2735021, 277)
    placebo = (0.0143885, 0.0538, -0.0908185, 0.1191917, 139)
    assert rounded(estimate.active) == active
    assert rounded(estimate.placebo) == placebo


def rounded(bang):
    estimate, se, *limits, n = astuple(bang)
    return (round(estimate, 7), round(se, 4), *(round(limit, 7) for limit in limits), n)


def test_the_error_for_display_is_the_one_of_the_multinomial():
    bang = guesses._bang((4, 1, 3), DontKnow.OFFERED)

    assert bang.se == pytest.approx(sqrt((0.25 + 0.109375 + 0.125) / 8), rel=1e-12)


def test_six_right_of_eight_have_the_two_category_interval():
    arm = not_offered(((6, 2, 0), (6, 2, 0))).active

    assert (arm.lower, arm.upper) == pytest.approx((-0.1832470, 0.8880662), abs=5e-8)


def test_the_acute_guesses_of_a_published_trial_are_those_of_a_cautious_guesser():
    definite = not_offered(SZIGETI_ACUTE).definite

    assert (definite.d_prime, definite.criterion) == pytest.approx((0.6669168, 0.3518905), abs=5e-8)
    assert definite.right_rate == 550 / 847


def test_a_known_detector_is_recovered():
    """True d' 1, criterion 0.3; 40,000 answers the Monte Carlo errors are 0.01 and 0.005."""
    cdf = NormalDist().cdf
    active = drawn(1, 40_000, (cdf(0.2), 1 - cdf(0.2)))
    placebo = drawn(2, 40_000, (1 - cdf(-0.8), cdf(-0.8)))

    definite = not_offered(((*active, 0), (*placebo, 0))).definite

    assert definite.d_prime == pytest.approx(1, abs=0.04)
    assert definite.criterion == pytest.approx(0.3, abs=0.02)


def test_known_shares_of_answers_are_recovered():
    """40,000 answers an arm: Monte Carlo error 0.004 of Bang's, 0.002 of James's index."""
    counts = (drawn(3, 40_000, (0.5, 0.2, 0.3)), drawn(4, 40_000, (0.35, 0.25, 0.4)))

    estimate = offered(counts)

    james = 0.35 + 0.225 * 0.65**2 / (2 * (0.35 * 0.275 + 0.3 * 0.375))
    assert estimate.active.estimate == pytest.approx(0.3, abs=0.016)
    assert estimate.placebo.estimate == pytest.approx(0.1, abs=0.016)
    assert estimate.james.estimate == pytest.approx(james, abs=0.008)


def test_the_errors_are_the_spread_over_many_trials():
    """3,000 invented trials of 120 answers: Monte Carlo error of a spread 1.3 %."""
    chance = np.random.default_rng(5)
    cells = (0.25, 0.1, 0.15, 0.2, 0.15, 0.15)
    trials = chance.multinomial(120, cells, 3000).tolist()

    james = [guesses._james((a, b, c), (d, e, f)) for a, b, c, d, e, f in trials]

    spread = np.std([each.estimate for each in james])
    assert np.mean([each.se for each in james]) == pytest.approx(spread, rel=0.05)


def test_the_error_of_bang_is_the_spread_over_many_trials():
    """2,000 invented arms of 200 answers: Monte Carlo error of a spread 1.6 %."""
    arms = np.random.default_rng(6).binomial(200, 0.7, 2000).tolist()

    bangs = [guesses._bang((right, 200 - right, 0), DontKnow.NOT_OFFERED) for right in arms]

    spread = np.std([each.estimate for each in bangs])
    assert np.mean([each.se for each in bangs]) == pytest.approx(spread, rel=0.06)


@settings(max_examples=8)
@given(tables)
def test_with_dont_know_the_plain_form_agrees(counts):
    fast, plain = offered(counts), plain_blinding_index(counts, DontKnow.OFFERED, patches=50)

    for arm, other in ((fast.active, plain.active), (fast.placebo, plain.placebo)):
        assert astuple(arm)[:2] == pytest.approx(astuple(other)[:2], abs=1e-12)
        assert (arm.lower, arm.upper) == pytest.approx((other.lower, other.upper), abs=0.02)
    assert_parts_agree(fast, plain)


@settings(max_examples=40)
@given(definite_tables)
def test_without_dont_know_the_plain_form_agrees(counts):
    fast, plain = (
        not_offered(counts),
        plain_blinding_index(counts, DontKnow.NOT_OFFERED, patches=25),
    )

    if isinstance(plain, NotEstimable):
        assert fast.reason is plain.reason
        return
    for arm, other in ((fast.active, plain.active), (fast.placebo, plain.placebo)):
        assert astuple(arm) == pytest.approx(astuple(other), abs=0.02)
    assert_parts_agree(fast, plain)


def assert_parts_agree(fast, plain):
    if isinstance(plain.james, NotEstimable):
        assert (fast.james.reason, fast.definite.reason) == (Reason.TOO_FEW_DAYS,) * 2
        return
    assert fast.james.estimate == pytest.approx(plain.james.estimate, abs=1e-12)
    assert fast.james.se == pytest.approx(plain.james.se, abs=1e-6)
    assert astuple(fast.definite) == pytest.approx(astuple(plain.definite), abs=1e-12)


def test_the_plain_form_agrees_on_the_published_example():
    fast, plain = offered(PUBLISHED), plain_blinding_index(PUBLISHED, DontKnow.OFFERED)

    assert astuple(fast.active) == pytest.approx(astuple(plain.active), abs=0.003)
    assert astuple(fast.placebo) == pytest.approx(astuple(plain.placebo), abs=0.003)
    assert_parts_agree(fast, plain)


@settings(max_examples=15)
@given(with_dont_know)
def test_with_dont_know_the_limits_cut_off_their_tails(arm):
    limits = np.array(guesses._dirichlet_limits(arm))

    assert guesses._bang_cdf(arm, limits).tolist() == pytest.approx([0.025, 0.975], abs=1e-9)


@settings(max_examples=10)
@given(with_dont_know)
def test_swapping_right_and_wrong_mirrors_the_interval(arm):
    correct, wrong, dont_know = arm

    lower, upper = guesses._dirichlet_limits((wrong, correct, dont_know))

    assert guesses._dirichlet_limits(arm) == pytest.approx((-upper, -lower), abs=1e-9)
    assert -1 <= lower < upper <= 1


def test_the_chance_of_an_index_grows_from_none_to_all():
    at = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])

    chances = guesses._bang_cdf((4, 4, 3), at)

    assert chances == pytest.approx([0, 1 - chances[3], 0.5, chances[3], 1], abs=1e-12)
    assert 0.9 < chances[3] < 1


@given(definite_tables)
def test_every_index_keeps_its_bounds(counts):
    estimate = not_offered(counts)

    if isinstance(estimate, NotEstimable):
        return
    for arm in (estimate.active, estimate.placebo):
        assert -1 <= arm.lower < arm.upper <= 1
        assert -1 <= arm.estimate <= 1
    assert 0 <= estimate.james.estimate <= 1
    assert -1 <= estimate.definite.kappa <= 1


@given(definite_tables)
def test_without_dont_know_james_is_kappa_turned_over(counts):
    estimate = not_offered(counts)

    if isinstance(estimate, NotEstimable):
        return
    assert estimate.james.estimate == pytest.approx((1 - estimate.definite.kappa) / 2, abs=1e-12)


@given(definite_tables)
def test_swapping_the_names_of_the_capsules_swaps_only_the_arms(counts):
    here, there = not_offered(counts), not_offered(counts[::-1])

    if isinstance(here, NotEstimable):
        assert isinstance(there, NotEstimable)
        return
    assert (there.active, there.placebo) == (here.placebo, here.active)
    assert astuple(there.james) == pytest.approx(astuple(here.james), abs=1e-12)
    assert there.definite.d_prime == pytest.approx(here.definite.d_prime, abs=1e-12)
    assert there.definite.criterion == pytest.approx(-here.definite.criterion, abs=1e-12)


@given(definite_tables)
def test_saying_the_opposite_every_time_turns_the_indices_round(counts):
    here, there = (not_offered(counts), not_offered(opposite(counts)))

    if isinstance(here, NotEstimable):
        return
    assert there.active.estimate == -here.active.estimate
    assert there.active.lower == pytest.approx(-here.active.upper, abs=1e-12)
    assert there.definite.d_prime == pytest.approx(-here.definite.d_prime, abs=1e-12)
    assert there.definite.right_rate == pytest.approx(1 - here.definite.right_rate, abs=1e-12)


def opposite(counts):
    return tuple((wrong, correct, dont_know) for correct, wrong, dont_know in counts)


def test_an_answer_that_nobody_chose_is_not_one_that_nobody_had():
    counts = ((6, 2, 0), (5, 3, 0))

    chosen_by_none, had_by_none = offered(counts), not_offered(counts)

    assert chosen_by_none.active.estimate == had_by_none.active.estimate
    assert chosen_by_none.definite == had_by_none.definite
    assert chosen_by_none.active.upper < had_by_none.active.upper


def test_guesses_that_know_nothing_have_indices_that_say_so():
    estimate = not_offered(((10, 10, 0), (10, 10, 0)))

    definite = estimate.definite
    assert (estimate.active.estimate, estimate.james.estimate) == (0, 0.5)
    assert (definite.kappa, definite.d_prime, definite.criterion) == (0, 0, 0)


def test_guesses_that_are_all_right_leave_no_blinding():
    estimate = not_offered(((9, 0, 0), (7, 0, 0)))

    assert astuple(estimate.james) == (0, 0)
    assert (estimate.definite.kappa, estimate.definite.predictive_value) == (1, 1)


def test_nobody_guessing_active_leaves_nothing_to_predict_from():
    definite = not_offered(((0, 9, 0), (7, 0, 0))).definite

    assert (definite.predictive_value, definite.sensitivity, definite.specificity) == (None, 0, 1)


@pytest.mark.parametrize(
    ("counts", "arm"),
    [(((0, 0, 0), (3, 2, 1)), "active"), (((3, 2, 1), (0, 0, 0)), "placebo")],
)
def test_an_arm_without_answers_cannot_be_judged(counts, arm):
    says = f"The {arm} arm has no answer; each arm needs at least one."

    assert offered(counts) == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_an_arm_of_dont_know_alone_keeps_its_index_but_no_guesses():
    estimate = offered(((0, 0, 5), (3, 2, 1)))

    says = 'The active arm has no answer other than "don\'t know"; each arm needs at least one.'
    silent = NotEstimable(Reason.TOO_FEW_DAYS, says)
    assert (estimate.active.estimate, estimate.active.n) == (0, 5)
    assert (estimate.james, estimate.definite) == (silent, silent)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        offered(((3, -1, 0), (2, 2, 2)))


def test_an_answer_that_was_not_offered_cannot_have_been_given():
    with pytest.raises(ValueError, match="it was not offered"):
        not_offered(((3, 1, 0), (2, 2, 1)))


def test_the_estimate_says_that_repeated_answers_make_its_errors_too_small():
    assert offered(PUBLISHED).says == (
        "Standard errors and ranges take each answer as independent. "
        "Where one participant answered several times, they are too small."
    )
