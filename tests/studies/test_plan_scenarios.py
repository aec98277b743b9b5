from dataclasses import replace
from datetime import date

import pytest

from limen.blinding.designs.design import DesignName
from limen.studies.plan import Plan
from limen.studies.plan_scenarios import Assumed, plan_scenarios, weeks_of
from limen.studies.scenarios import Belief, Cue, Days, Missing, Rules
from limen.terms.errors import BadInput

PLAN = Plan(
    design=DesignName.THIRD_DAY,
    start=date(2026, 3, 4),  # a Wednesday
    weeks=12,
    run_in_days=21,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
)


def test_every_length_has_every_effect():
    cells = plan_scenarios(PLAN, Assumed((0.5, 0.8), (12, 24)))

    assert [(weeks_of(cell), cell.effect) for cell in cells] == [
        *((12, 0.5), (12, 0.8)),
        *((24, 0.5), (24, 0.8)),
    ]
    assert len({cell.name for cell in cells}) == 2


def test_without_a_length_the_plan_has_its_own():
    (cell,) = plan_scenarios(PLAN, Assumed((0.5,)))

    assert weeks_of(cell) == 12


def test_what_the_plan_fixes_is_taken_from_it_in_day_sd():
    fixed = replace(PLAN, phi=0.6, day_sd=2.0, belief_limit=3.0, kernel=(1.0,))

    (cell,) = plan_scenarios(fixed, Assumed((0.5,)))

    assert cell.rules == Rules((1.0,), 2, 21, 0.6, 1.5, 0.25)
    assert cell.days == Days(phi=0.6)


@pytest.mark.parametrize(("day_sd", "limit"), [(None, None), (2.0, 1.0)])
def test_without_a_belief_limit_it_is_one_day_sd(day_sd, limit):
    (cell,) = plan_scenarios(replace(PLAN, day_sd=day_sd), Assumed((0.5,)))

    assert cell.rules.belief_limit == limit


def test_a_short_run_in_is_taken_for_fourteen_days():
    (cell,) = plan_scenarios(replace(PLAN, run_in_days=7), Assumed((0.5,)))

    assert cell.rules.run_in_days == 14


def test_what_is_assumed_of_the_participant_goes_in():
    assumed = Assumed((0.5,), cue=Cue.STRONG, kappa=0.7, missing=0.1)

    (cell,) = plan_scenarios(PLAN, assumed)

    assert cell.belief == Belief(Cue.STRONG, 0.7)
    assert cell.missing == Missing(0.1)


@pytest.mark.parametrize(
    ("effects", "weeks", "says"),
    [((), (), "There is no effect"), ((0.5,), (53,), "1 to 52 weeks"), ((0.5,), (0,), "1 to 52")],
)
def test_what_nobody_can_simulate_is_refused(effects, weeks, says):
    with pytest.raises(BadInput, match=says):
        Assumed(effects, weeks)


def test_open_use_has_no_verdict_to_simulate():
    with pytest.raises(BadInput, match="no placebo"):
        plan_scenarios(replace(PLAN, design=None), Assumed((0.5,)))


def test_pairs_of_weeks_cannot_have_an_odd_length():
    pairs = replace(PLAN, design=DesignName.PAIRED_WEEKS)

    with pytest.raises(BadInput):
        plan_scenarios(pairs, Assumed((0.5,), (13,)))
