import pytest

from limen.studies.scenario_sets import DESIGNS, SETS, design_plan, scenario_set, slots_only


@pytest.mark.parametrize("name", SETS)
def test_the_scenarios_of_a_set_have_chance_of_their_own(name):
    scenarios = scenario_set(name)

    keys = {(scenario.name, scenario.effect) for scenario in scenarios}
    assert len(keys) == len(scenarios) > 0


def test_a_set_has_the_same_values_whenever_it_is_asked_for():
    assert scenario_set("size") == scenario_set("size")


def test_a_set_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        scenario_set("everything")


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_has_twelve_weeks(design):
    assert design_plan(design).n_days == 84


@pytest.mark.parametrize(("active", "size"), [(2, 6), (1, 4)])
def test_slots_alone_have_a_capsule_each_day(active, size):
    plan = slots_only(active, 28)

    assert plan.slot_days == tuple(range(28))
    assert plan.size == size**7
    assert {sum(member[:4]) for member in plan.draws(_Dice(), 20)} == {active}


class _Dice:
    """Throws that are all the same."""

    def below(self, n):
        return n - 1

    def octets(self, n):
        return bytes(n)
