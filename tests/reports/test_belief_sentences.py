from dataclasses import replace

from limen.inference.belief_estimates import GuessDifference
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import Rung
from limen.inference.verdict_estimates import Completed
from limen.reports.trial_answer import trial_fields
from limen.reports.trial_page import trial_page


def numbers(answer):
    return trial_page(answer).numbers


def test_a_difference_beyond_two_day_sd_of_belief_says_so(told):
    evidence = Completed(told.test, replace(told.curve, tipping_point=None))

    said = numbers(told.judged(Rung.L2, evidence=evidence))

    assert said[3] == (
        "Even if believing alone could move your score by 2.0 points, it would not explain the "
        "whole difference. On your own placebo days it moved by 0.3."
    )


def test_too_few_placebo_days_each_way_say_so_instead_of_a_number(told):
    few = NotEstimable(Reason.TOO_FEW_DAYS, "You guessed “microdose” on too few placebo days.")

    said = numbers(told.judged(Rung.L1, own_switch=few))

    assert said[2] == "You guessed “microdose” on too few placebo days."
    assert said[3].endswith("explained without the capsule.")


def test_missing_guesses_are_told_where_they_keep_a_verdict_down(told):
    said = numbers(told.judged(Rung.L1, guesses_missing=0.25))

    assert "Too many guesses are missing to set believing aside: more than 1 in 5." in said


def test_without_any_guess_nothing_is_said_of_chance(told):
    nobody = GuessDifference(told.nothing, told.nothing, None)

    answer = told.judged(Rung.L1, guesses=nobody, guesses_missing=1.0)

    assert numbers(answer)[1] == (
        "No guess was written down, so how far believing went along cannot be said."
    )
    assert trial_fields(answer)["guesses"] is None
