from dataclasses import replace

import pytest

from limen.inference.belief import guess_difference, own_switch, tipping_curve
from limen.inference.belief_estimates import Guesses, OwnSwitch, RightGuesses
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.randomisation import randomisation_test
from limen.inference.reference import belief as plain
from limen.inference.slot_contrasts import slot_contrasts
from limen.inference.trial import Draws

SOME = (True, False, None, True, True, False, False, None, True, False, True, False)
SURE = (1, 2, 3, None, 1, 2, 3, 1, 2, 3, 1, 2)
GUESSES = Guesses(SOME, SURE)


def curve(case, guesses, limit=1.0):
    return tipping_curve(
        case.trial,
        slot_contrasts(*case.parts),
        guesses,
        case.kernel,
        limit=limit,
        sigma=case.scale.sigma_points,
    )


def guessing(case, right=None):
    """Guesses that are right on slots of which `right` says so; on all without it."""
    active = tuple(
        bool(arm) is (right is None or right(slot)) for slot, arm in enumerate(case.trial.arms)
    )
    return Guesses(active, (2,) * len(active))


@pytest.mark.parametrize("place", [0, 13, 40])
def test_the_plain_form_of_a_point_agrees(make_case, place):
    case = make_case("one_in_four", 2, effect=1.5, missing=0.2)

    found = curve(case, GUESSES).points[place]

    switch = case.scale.sigma_points * place / 20
    expected = plain.belief_point(case.trial, case.scale, GUESSES, case.kernel, case.draws, switch)
    assert found == expected


def test_the_plain_form_of_the_whole_curve_agrees(make_case):
    case = make_case("one_in_four", 2, effect=1.5, missing=0.2)
    case = replace(case, draws=Draws(case.draws.others[:39], complete=False))
    limit = 0.8

    found = curve(case, GUESSES, limit)

    expected = plain.tipping_curve(case.trial, case.scale, GUESSES, case.kernel, case.draws, limit)
    assert found == expected


def test_without_belief_the_curve_begins_at_the_test(oracle_a):
    found, test = curve(oracle_a, GUESSES), randomisation_test(*oracle_a.parts)

    assert (found.points[0].p_up, found.points[0].p_low) == (test.p_up, test.p_low)
    assert [point.switch for point in found.points] == pytest.approx([i / 20 for i in range(41)])


def test_guesses_that_are_always_right_explain_a_difference_of_their_own_size(make_case):
    """With G = arm, taking off κ(k*G) is the test of δ = κ: the curve is the interval's."""
    case = make_case("third_day", 5, blocks=4, effect=1.5)
    lower = randomisation_test(*case.parts).interval_95.lower

    found = curve(case, guessing(case))

    assert lower > 0
    assert found.tipping_point - 0.05 <= lower < found.tipping_point


def test_a_test_that_does_not_reject_tips_at_nothing(make_case):
    found = curve(make_case("third_day", 3), GUESSES)

    assert (found.tipping_point, found.tipping_point_harm) == (0.0, 0.0)


def test_a_difference_beyond_any_belief_has_no_tipping_point(make_case):
    better, worse = (make_case("third_day", 4, effect=effect) for effect in (9.0, -9.0))

    up, down = curve(better, GUESSES), curve(worse, GUESSES)

    assert (up.tipping_point, up.p_rob) == (None, 1 / 216)
    assert (down.tipping_point_harm, down.p_rob_harm) == (None, 1 / 216)


def test_harm_is_benefit_of_the_opposite_scores(make_case):
    case = make_case("one_in_four", 6, effect=-2.0)

    found, mirrored = curve(case, GUESSES), curve(case.scoring(lambda y: -y), GUESSES)

    assert found.p_rob_harm == mirrored.p_rob
    assert [point.p_low for point in found.points] == [point.p_up for point in mirrored.points]


def test_a_missing_guess_counts_as_right(make_case):
    case = make_case("third_day", 7, effect=1.0)
    nobody = Guesses((None,) * 12, (None,) * 12)

    assert curve(case, nobody) == curve(case, guessing(case))


@pytest.mark.parametrize(("layout", "seed"), [("third_day", 1), ("paired_weeks", 2)])
def test_the_plain_form_of_the_guess_difference_agrees(make_case, layout, seed):
    case = make_case(layout, seed, blocks=3 if layout == "third_day" else 6)
    guesses = Guesses(*(answers * (len(case.trial.arms) // 12) for answers in (SOME, SURE)))

    found = guess_difference(case.trial, guesses, case.draws)

    expected = plain.guess_difference(case.trial, guesses, case.draws)
    for ours, theirs in ((found.guess, expected.guess), (found.belief, expected.belief)):
        assert (ours.p_up, ours.p_low) == (theirs.p_up, theirs.p_low)
        assert ours.estimate == pytest.approx(theirs.estimate, abs=1e-9)
        assert ours.interval_95.lower == pytest.approx(theirs.interval_95.lower, abs=1e-6)
        assert ours.interval_95.upper == pytest.approx(theirs.interval_95.upper, abs=1e-6)
    assert found.counts == expected.counts


def test_guesses_that_are_always_right_differ_by_one(oracle_a):
    found = guess_difference(oracle_a.trial, guessing(oracle_a), oracle_a.draws)

    assert found.guess.estimate == pytest.approx(1.0)
    assert found.belief.estimate == pytest.approx(0.4)
    assert found.guess.p_up == 1 / 216


def test_guesses_that_never_change_have_no_difference(oracle_a):
    always = Guesses((True,) * 12, (3,) * 12)

    found = guess_difference(oracle_a.trial, always, oracle_a.draws)

    assert (found.guess.reason, found.belief.reason) == (Reason.NO_VARIATION,) * 2


def test_guesses_in_one_arm_alone_have_no_difference_but_a_count(oracle_a):
    active = tuple(True if arm else None for arm in oracle_a.trial.arms)

    found = guess_difference(oracle_a.trial, Guesses(active, (1,) * 12), oracle_a.draws)

    assert found.guess.reason is Reason.TOO_FEW_DAYS
    assert (found.counts.right, found.counts.n, found.counts.by_chance) == (6, 6, 3.0)


def test_chance_is_three_in_four_for_always_placebo_with_one_active_of_four(oracle_a2):
    placebo = Guesses((False,) * 12, (2,) * 12)

    found = guess_difference(oracle_a2.trial, placebo, oracle_a2.draws)

    assert found.counts == RightGuesses(9, 12, 9.0, 9, 9)


def test_drawn_orders_stand_for_chance_without_the_observed_one(oracle_a):
    others = (bytes(12 * [1]),) * 39
    drawn = Draws(others, complete=False, seed=1)
    always = Guesses((True,) * 12, (3,) * 12)

    found = guess_difference(oracle_a.trial, always, drawn)

    assert found.counts == RightGuesses(6, 12, 12.0, 12, 12)


def test_without_any_guess_there_is_no_count(oracle_a):
    nobody = Guesses((None,) * 12, (None,) * 12)

    found = guess_difference(oracle_a.trial, nobody, oracle_a.draws)

    assert found.counts is plain.guess_difference(oracle_a.trial, nobody, oracle_a.draws).counts
    assert found.counts is None


def test_the_own_switch_is_a_difference_of_means_on_placebo_days(oracle_a):
    days = {3: 1.0, 6: 2.0, 9: 6.0, 12: 4.0, 21: 8.0, 33: 4.0}
    scores = tuple(days.get(day, 0.0) for day in range(36))
    case = oracle_a.having(arms=bytes(map(int, "100001101110")), scores=scores)
    active = (None, True, True, True, False, True, True, False, None, None, None, False)

    found = own_switch(case.trial, Guesses(active, (None,) * 12))

    assert found == OwnSwitch(3.0 - 16 / 3, 3, 3)
    assert found == plain.own_switch(case.trial, Guesses(active, (None,) * 12))


@pytest.mark.parametrize("guess", [True, False])
def test_the_own_switch_needs_three_placebo_days_each_way(oracle_a, guess):
    one_way = Guesses((guess,) * 12, (None,) * 12)

    found = own_switch(oracle_a.trial, one_way)

    assert isinstance(plain.own_switch(oracle_a.trial, one_way), NotEstimable)
    assert found.says == (
        "You guessed “microdose” on too few placebo days to see how much believing moves your "
        "score."
    )


def test_guesses_of_another_number_of_slots_are_refused(oracle_a):
    short = Guesses((True,), (1,))

    for ask in (
        lambda: guess_difference(oracle_a.trial, short, oracle_a.draws),
        lambda: own_switch(oracle_a.trial, short),
        lambda: curve(oracle_a, short),
    ):
        with pytest.raises(ValueError, match="every slot has a guess"):
            ask()
