import math
from dataclasses import replace

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import NOT_YET, DesignName
from limen.studies.scenarios import Belief, Days, Missing, Rules, Scenario
from limen.terms.errors import BadInput

PLAN = mechanism(DesignName.THIRD_DAY, 12)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Days, {"phi": 1.0}),
        (Days, {"phi": -0.1}),
        (Days, {"white_share": 0.6, "slow_share": 0.5}),
        (Days, {"slow_share": -0.1}),
        (Belief, {"effect": math.nan}),
        (Belief, {"wrong_guesses": 1.1}),
        (Missing, {"share": 0.6}),
        (Missing, {"share": -0.1}),
        (Rules, {"kernel": (0.0, 0.0)}),
        (Rules, {"kernel": (1.0, math.inf)}),
        (Rules, {"first_weekday": 7}),
        (Rules, {"run_in_days": 13}),
        (Rules, {"belief_limit": -1.0}),
        (Rules, {"smallest_change": 0.0}),
        (Rules, {"phi": 1.0}),
    ],
)
def test_what_cannot_be_is_refused(kind, wrong):
    with pytest.raises(ValueError, match=r"lies?|finite|weekday"):
        kind(**wrong)


@pytest.mark.parametrize("wrong", [{"effect": math.inf}, {"half_life_days": 0.0}])
def test_a_scenario_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="an effect is finite"):
        Scenario("a", PLAN, **wrong)


def test_an_effect_acts_by_the_kernel_of_the_test_unless_it_has_a_half_life():
    fading = Scenario("a", PLAN, half_life_days=4.0).acting

    assert Scenario("a", PLAN).acting == (1.0, 0.5, 0.25)
    assert len(fading) == 84
    assert [fading[day] for day in (0, 4, 8)] == pytest.approx([1.0, 0.5, 0.25])


@pytest.mark.parametrize("later", [{"odds": (0.8, 0.2)}, {"open_share": 0.25}])
def test_announced_odds_and_open_days_are_not_simulated_yet(later):
    with pytest.raises(BadInput, match=NOT_YET):
        Scenario("", replace(PLAN, **later))
