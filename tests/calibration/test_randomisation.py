"""How often the randomisation test rejects when nothing is there, and its interval holds the truth.

Each trial is analysed as a real one is: 84 days with a trend of 0.5 SD and weekends of 0.3 SD, φ0
from a run-in of 14 days, 999 draws from the law of the design or all its allocations.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean, median

import numpy as np
import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Options
from limen.inference.interval import exact_range
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import run_in_scale
from limen.inference.slot_contrasts import slot_contrasts
from limen.inference.trial import Draws, Trial
from limen.inference.trial_estimates import ExactRange
from limen.inference.working_model import active_exposure, kept_scores
from limen.terms.seeded_dice import SeededDice

pytestmark = pytest.mark.calibration

WEEKS, RUN_IN = 12, 14
DAYS = 7 * WEEKS
KERNEL = (1.0, 0.5, 0.25)
SAME_DRAWS = 20  # trials; if all had the same draws, their errors would not average out
DESIGNS = {
    "paired_weeks": mechanism(DesignName.PAIRED_WEEKS, WEEKS),
    "third_day": mechanism(DesignName.THIRD_DAY, WEEKS),
    "one_in_four": mechanism(DesignName.ONE_IN_FOUR, WEEKS),
    "spaced 6": mechanism(DesignName.SPACED, WEEKS, Options(span_days=6)),
    "spaced 4": mechanism(DesignName.SPACED, WEEKS, Options(span_days=4)),
}


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of a simulated participant come about, in SD of a day."""

    name: str
    phi: float = 0.3
    heavy: bool = False  # t with 3 degrees of freedom
    levels: int | None = None  # so many steps of 1 SD, the middle one at 0
    trend: float = 0.5
    missing: float = 0.0
    effect: float = 0.0

    def scores(self, chance, exposed):
        """Scores of run-in and trial; `exposed` is (k*d) of the trial's days."""
        n = RUN_IN + DAYS
        new = chance.standard_t(3, n) / sqrt(3) if self.heavy else chance.normal(size=n)
        days = new.copy()
        for day in range(1, n):
            days[day] = self.phi * days[day - 1] + sqrt(1 - self.phi**2) * new[day]
        t = np.arange(n) - RUN_IN
        days += self.trend * t / DAYS + 0.3 * (t % 7 >= 5)
        days[RUN_IN:] += self.effect * exposed
        if self.levels:
            most = self.levels // 2
            days = np.clip(np.round(days), -most, most)
        gone = (chance.random(n) < self.missing) & (t >= 0)
        return [None if none else float(day) for day, none in zip(days, gone, strict=True)]


NULLS = (
    Days("φ 0", phi=0.0),
    Days("φ 0.3", phi=0.3),
    Days("φ 0.6", phi=0.6),
    Days("φ 0.8", phi=0.8),
    Days("φ 0.6, t3", phi=0.6, heavy=True),
    Days("φ 0.6, five levels", phi=0.6, levels=5),
    Days("φ 0.3, trend 2 SD", trend=2.0),
    Days("φ 0.3, a quarter missing", missing=0.25),
)
EFFECTS = (
    Days("φ 0.3, effect 0.4", effect=0.4),
    Days("φ 0.3, t3, effect 0.4", heavy=True, effect=0.4),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: how often the truth was rejected, and how long the interval was.

    `above` and `below` are the shares of one-sided rejections of no difference at 2.5 %; `mc_error`
    is the Monte Carlo error of `rejected` and `coverage`. `length` is the median, in SD of a day,
    where both limits were given. `held` is "no" where a size leaves 0.040 to 0.060 or a coverage
    0.94 to 0.96; 64 allocations cannot reach the lower size, and may cover more.
    """

    design: str
    days: str
    trials: int
    rejected: float
    above: float
    below: float
    coverage: float
    mc_error: float
    length: float
    held: str


def rows(trials: int = 10_000, seed: int = 1) -> Iterator[Row]:
    """The full table, one line after the other: every design under every kind of days."""
    for design in DESIGNS:
        for days in (*NULLS, *EFFECTS):
            yield row(design, days, trials, seed)


def row(design: str, days: Days, trials: int, seed: int = 1) -> Row:
    """One line of the table."""
    outcomes = [randomisation_test(*each) for each in simulated(design, days, trials, seed)]
    ranges = [each.interval_95 for each in outcomes]
    rejected = fmean(each.p_two <= 0.05 for each in outcomes)
    coverage = fmean(each.holds(days.effect) for each in ranges)
    lowest, most = (0.0, 1.0) if design == "paired_weeks" else (0.040, 0.96)
    held = 0.94 <= coverage <= most if days.effect else lowest <= rejected <= 0.060
    return Row(
        design=design,
        days=days.name,
        trials=trials,
        rejected=rejected,
        above=fmean(each.p_up <= 0.025 for each in outcomes),
        below=fmean(each.p_low <= 0.025 for each in outcomes),
        coverage=coverage,
        mc_error=sqrt(0.05 * 0.95 / trials),
        length=median(each.upper - each.lower for each in ranges if not each.says),
        held="yes" if held else "no",
    )


def simulated(design: str, days: Days, trials: int, seed: int = 1, *, drawn: bool = False):
    """Everything that the test takes, of one simulated participant after the other.

    `drawn` draws from the law even where the design has few allocations, so that copies occur.
    """
    plan = DESIGNS[design]
    chance = np.random.default_rng([seed, *design.encode(), *days.name.encode()])
    members = None if drawn else plan.members()
    redraws = members or ()
    for number, arms in enumerate(plan.draws(SeededDice(seed, f"{design}: {days.name}"), trials)):
        if not members and number % SAME_DRAWS == 0:
            redraws = plan.draws(SeededDice(seed, f"{design}: redraws {number}"), 999)
        blank = Trial((0.0,) * DAYS, plan.slot_days, arms, plan.block_of_slot, first_weekday=0)
        scores = days.scores(chance, active_exposure(blank, KERNEL))
        others = tuple(each for each in redraws if not members or each != arms)
        yield (
            replace(blank, scores=tuple(scores[RUN_IN:])),
            run_in_scale(scores[:RUN_IN], 1.0),
            KERNEL,
            Draws(others, complete=bool(members)),
        )


def says(found: Row) -> str:
    return f"{found}: Monte Carlo error {found.mc_error:.4f}"


@pytest.mark.parametrize("design", DESIGNS)
def test_with_heavy_tails_and_memory_five_per_cent_are_rejected(design):
    """Of 64 allocations 1 is the most that 2.5 % hold, so there it is 2 of 64."""
    found = row(design, Days("φ 0.6, t3", phi=0.6, heavy=True), 300)

    expected = 2 / 64 if design == "paired_weeks" else 0.05
    assert found.rejected == pytest.approx(expected, abs=4 * found.mc_error), says(found)


def test_on_five_levels_five_per_cent_are_rejected():
    found = row("one_in_four", Days("φ 0.3, five levels", levels=5), 400)

    assert found.rejected == pytest.approx(0.05, abs=4 * found.mc_error), says(found)


def test_the_interval_holds_an_effect_in_95_per_cent():
    """The printed median length is 0.810 SD; its Monte Carlo error here is about 0.01."""
    found = row("one_in_four", EFFECTS[0], 400)

    assert found.coverage == pytest.approx(0.95, abs=4 * found.mc_error), says(found)


def test_with_copies_of_the_observed_order_the_interval_still_covers():
    """One draw in 64 is a copy. Left out of the count at the ends, as "not a number" was, copies
    move both limits inwards, and intervals lose the truth that they should hold."""
    days = Days("φ 0.3, effect 0.4", effect=0.4)
    ours, without = [], []
    for parts in simulated("paired_weeks", days, 400, drawn=True):
        contrasts = slot_contrasts(*parts)
        a, b = contrasts.of(kept_scores(parts[0])), contrasts.own
        ours.append(exact_range(a, b, 0.05).holds(days.effect))
        without.append(_range_without_copies(a, b).holds(days.effect))

    assert fmean(ours) >= 0.95 - 3 * sqrt(0.05 * 0.95 / 400)
    assert sum(held and not lost for held, lost in zip(ours, without, strict=True)) >= 8
    assert sum(lost and not held for held, lost in zip(ours, without, strict=True)) == 0


def _range_without_copies(a, b):
    room = b[0] - b[1:]
    counted = room >= 1e-9 * b[0]
    crossings = np.sort((a[0] - a[1:])[counted] / room[counted])
    place = int(0.025 * len(b))
    return ExactRange(crossings[place - 1], crossings[-place])


@pytest.mark.nightly
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("days", [*NULLS, *EFFECTS], ids=lambda days: days.name)
def test_of_ten_thousand_trials_as_many_err_as_promised(design, days):
    found = row(design, days, 10_000)

    assert found.held == "yes", says(found)
