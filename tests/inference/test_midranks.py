import pytest

from limen.inference.estimates import Reason
from limen.inference.midranks import midrank_check
from limen.inference.randomisation import randomisation_test
from limen.inference.reference.midranks import midrank_check as plain_midrank_check


@pytest.mark.parametrize("levels", [None, 2])
def test_the_plain_form_agrees(make_case, levels):
    case = make_case("one_in_four", seed=2, blocks=4, missing=0.2, levels=levels)

    assert midrank_check(*case.parts) == plain_midrank_check(*case.parts)


def test_only_the_order_of_the_scores_matters(make_case):
    case = make_case("third_day", seed=6, missing=0.2)

    stretched = case.scoring(lambda score: score**3 + score)

    assert midrank_check(*stretched.parts) == midrank_check(*case.parts)


def test_scores_that_are_ranks_already_give_the_test_itself(oracle_a):
    ordered = sorted(oracle_a.trial.scores)
    ranked = oracle_a.scoring(lambda score: ordered.index(score) + 1.0)

    found = midrank_check(*oracle_a.parts)

    test = randomisation_test(*ranked.parts)
    assert (found.p_up, found.p_low, found.p_two) == (test.p_up, test.p_low, test.p_two)


def test_scores_that_never_change_give_no_check(oracle_a):
    found = midrank_check(*oracle_a.scoring(lambda _: 4.0).parts)

    assert found.reason is Reason.NO_VARIATION
