import pytest

from limen.inference.belief_estimates import Guesses


def test_belief_is_the_sureness_of_the_guess_and_mirrored_for_placebo():
    guesses = Guesses((True, True, True, False, False, False), (1, 2, 3, 1, 2, 3))

    assert guesses.beliefs == pytest.approx((0.55, 0.70, 0.90, 0.45, 0.30, 0.10))


def test_belief_needs_a_guess_and_how_sure_it_was():
    assert Guesses((None, True), (2, None)).beliefs == (None, None)


@pytest.mark.parametrize(
    ("active", "share"), [((), 0.0), ((True, False), 0.0), ((None, True, None, False), 0.5)]
)
def test_the_share_of_missing_guesses_is_that_of_all_slots(active, share):
    assert Guesses(active, (None,) * len(active)).missing_share == share


def test_guesses_of_other_lengths_or_another_sureness_are_refused():
    with pytest.raises(ValueError, match="every slot has a guess"):
        Guesses((True,), ())
    with pytest.raises(ValueError, match="1, 2 or 3"):
        Guesses((True,), (4,))
