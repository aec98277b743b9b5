"""Every design is one file and one line, and the planner's order is kept."""

from pathlib import Path

import pytest

from limen.blinding.designs.catalogue import DESIGNS, design_named, mechanism
from limen.blinding.designs.design import DesignName, Estimand

PARTS = {"__init__", "catalogue", "design", "orders"}


def test_every_file_is_in_the_catalogue(root: Path) -> None:
    folder = root / "src/limen/blinding/designs"

    files = {path.stem for path in folder.glob("*.py")} - PARTS

    assert files == set(DESIGNS) == set(DesignName)


def test_the_planner_lists_one_in_four_first_and_a_packers_design_last() -> None:
    assert list(DESIGNS) == ["one_in_four", "third_day", "paired_weeks", "spaced"]
    assert [name for name, design in DESIGNS.items() if design.packing is None] == ["spaced"]


@pytest.mark.parametrize("name", DesignName)
def test_a_design_is_found_by_its_name(name: DesignName) -> None:
    design = design_named(name)

    assert design.name is name
    assert design.version == 1
    assert Estimand.ACUTE in design.estimands
    assert mechanism(name, 12).design is name


def test_only_pairs_of_weeks_have_periods() -> None:
    periods = [name for name, design in DESIGNS.items() if Estimand.PERIOD in design.estimands]

    assert periods == [DesignName.PAIRED_WEEKS]


@pytest.mark.parametrize("name", DesignName)
def test_the_fewest_blocks_reach_p_005_and_one_less_does_not_or_is_too_short(
    name: DesignName,
) -> None:
    design, whole = design_named(name), mechanism(name, 24)

    enough = whole.restricted(range(design.fewest_blocks))
    fewer = whole.restricted(range(design.fewest_blocks - 1))

    assert enough.smallest_p <= 0.05
    assert fewer.smallest_p > 0.05 or name is DesignName.SPACED


@pytest.mark.parametrize("name", [name for name in DesignName if name != "spaced"])
def test_a_shuffle_set_holds_the_arms_of_a_block(name: DesignName) -> None:
    packing, arms = design_named(name).packing, mechanism(name, 12).orders.orders[0]

    share = packing.active / (packing.active + packing.placebo)
    assert sum(arms) / len(arms) == share
