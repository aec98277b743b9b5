"""How often the evidence of an early stop reaches 20, looked at after every block, φ 0.4."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import fmean

import numpy as np
import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.inference.block_evidence import SlotScore, block_evidence
from limen.inference.run_in import Scale
from limen.inference.trial import Trial
from limen.inference.working_model import active_exposure
from limen.terms.seeded_dice import SeededDice

pytestmark = pytest.mark.calibration

PHI = 0.4
KERNEL = (1.0, 0.5, 0.25)
SLOT_SCORES = {
    DesignName.PAIRED_WEEKS: SlotScore.WEEK,
    DesignName.THIRD_DAY: SlotScore.THREE_DAYS,
    DesignName.ONE_IN_FOUR: SlotScore.CAPSULE_DAY,
}
PRINTED_TRIALS = 300
# Shares of trials by dose-day effect in SD, after 12 and 24 weeks; None is not printed.
PRINTED = {
    DesignName.PAIRED_WEEKS: {0.86: (0.0, 0.07), 1.4: (0.0, 0.38)},
    DesignName.THIRD_DAY: {0.0: (0.0, 0.005), 0.86: (0.10, 0.57), 1.4: (0.51, 0.98)},
    DesignName.ONE_IN_FOUR: {0.0: (0.010, 0.020), 0.86: (0.42, 0.81), 1.4: (0.91, 1.0)},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: how often E had reached 20 within so many weeks.

    `held` is "no" where that lies beyond four Monte Carlo errors of the published share, which has
    300 trials at worst, or above 0.05 where nothing is there.
    """

    design: str
    weeks: int
    effect: float
    trials: int
    crossed: float
    printed: float
    mc_error: float
    held: str


def rows(trials: int = 2_000, seed: int = 1) -> Iterator[Row]:
    """The full table."""
    for design, effects in PRINTED.items():
        for effect in effects:
            for weeks in (12, 24):
                yield row(design, weeks, effect, trials, seed)


def row(design: DesignName, weeks: int, effect: float, trials: int, seed: int = 1) -> Row:
    """One line of the table."""
    plan = mechanism(design, weeks)
    law = [(order, 1 / len(plan.orders.orders)) for order in plan.orders.orders]
    chance = np.random.default_rng([seed, weeks, round(100 * effect)])
    crossed = []
    for arms in plan.draws(SeededDice(seed, f"{design} {weeks} {effect}"), trials):
        days = _ar1(chance, plan.n_days)
        blank = Trial((0.0,) * len(days), plan.slot_days, arms, plan.block_of_slot, first_weekday=0)
        days += effect * active_exposure(blank, KERNEL)
        trial = Trial(tuple(days.tolist()), plan.slot_days, arms, plan.block_of_slot, 0)
        found = block_evidence(
            trial, Scale(PHI, 1.0, 14), [law] * len(plan.blocks), SLOT_SCORES[design]
        )
        crossed.append(found.crossed_at is not None)
    share, printed = fmean(crossed), PRINTED[design][effect][weeks == 24]
    error = sqrt(max(share * (1 - share), 0.01) / trials)
    told = sqrt(max(printed * (1 - printed), 0.01) / PRINTED_TRIALS)
    held = abs(share - printed) <= 4 * hypot(error, told) and (effect > 0 or share <= 0.05)
    return Row(design, weeks, effect, trials, share, printed, error, held="yes" if held else "no")


def _ar1(chance, n):
    days = chance.normal(size=n)
    for day in range(1, n):
        days[day] = PHI * days[day - 1] + sqrt(1 - PHI**2) * days[day]
    return days


def says(found: Row) -> str:
    return f"{found}: Monte Carlo error {found.mc_error:.4f}"


@pytest.mark.parametrize("design", [DesignName.THIRD_DAY, DesignName.ONE_IN_FOUR])
@pytest.mark.parametrize("weeks", [12, 24])
def test_if_nothing_is_there_it_is_seldom_reached(design, weeks):
    found = row(design, weeks, 0.0, 400)

    assert found.held == "yes", says(found)


@pytest.mark.parametrize("design", PRINTED)
def test_an_effect_is_found_as_often_as_published(design):
    found = row(design, 24, 0.86, 300)

    assert found.held == "yes", says(found)


@pytest.mark.nightly
def test_the_whole_table_is_as_published():
    missed = [says(found) for found in rows() if found.held == "no"]

    assert missed == []
