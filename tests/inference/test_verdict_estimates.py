import pytest

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import Headline, Rung
from limen.inference.run_in import Scale
from limen.inference.verdict_estimates import EarlyStop, Fixed, Found, GuessDifference, Verdict

NOTHING = NotEstimable(Reason.NO_VARIATION, "Nothing varies.")
SCALE = Scale(0.3, 1.2, 14)


@pytest.mark.parametrize(("change", "limit"), [(0.0, 1.0), (-1.0, None), (0.5, -0.1)])
def test_limits_that_cannot_be_are_refused(change, limit):
    with pytest.raises(ValueError, match="a smallest change lies above 0"):
        Fixed((1.0,), change, limit)


@pytest.mark.parametrize(
    ("limit", "scale", "expected"),
    [(None, SCALE, 1.2), (0.7, SCALE, 0.7), (0.7, None, 0.7), (None, None, None)],
)
def test_the_belief_limit_is_as_fixed_or_one_day_sd(limit, scale, expected):
    assert Verdict(Rung.L0, Fixed((1.0,), 0.5, limit), scale=scale).belief_limit == expected


def test_a_verdict_without_a_difference_has_no_numbers():
    verdict = Verdict(Rung.TOO_FEW_DAYS, Fixed((1.0,), 0.5), NOTHING)

    assert verdict.headline is Headline.S6
    assert (verdict.completed, verdict.p_rob, verdict.tipping_point) == (None, None, None)


def test_after_an_early_stop_there_is_a_difference_without_a_test():
    guesses = GuessDifference(NOTHING, NOTHING, None)
    found = Found(EarlyStop(0.8, 25.0, 3.0), 1.2, guesses, 0.0, NOTHING)

    verdict = Verdict(Rung.L1, Fixed((1.0,), 0.5), scale=SCALE, found=found)

    assert (found.difference, verdict.completed) == (0.8, None)


def test_slips_among_the_guesses_lower_what_a_verdict_holds_against():
    guesses = GuessDifference(NOTHING, NOTHING, None)

    found = Found(EarlyStop(0.8, 25.0, 3.0), 1.0, guesses, 0.0, NOTHING)

    assert found.protects_up_to == pytest.approx(0.8)
