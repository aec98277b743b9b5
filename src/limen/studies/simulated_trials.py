"""Trials drawn under a scenario: arms, run-in, scores, guesses, and the days that have a score.

    u = √(1 − a − b)·AR(1)(φ) + √a·white + √b·AR(1)(0.97),   a white and b slow share, variance 1
    felt = [Φ⁻¹(P(felt | arm))·√(1 + c²) + c·u + ε > 0],   c 0 or ±½: confounding by mood
    Y = u + trend·t/n + weekend + δ·(a∗d) + κ·(k∗felt),   a how the effect acts, k the kernel

The guess is what was felt, but for slips. A day is left out by chance, or with the chance
Φ(Φ⁻¹(share)·√(1 + c²) − c·u) that grows as the mood falls (c = 1.5).

Axes: T trials, n days, m slots, b run-in days.

Source: methods.md sections 1.2, 1.8, 2.5 and 8.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.inference.tails import normal_cdf, normal_quantile
from limen.inference.trial import WEEK
from limen.inference.working_model import SATURDAY, spread
from limen.studies.plan_power import arms_of
from limen.studies.scenarios import Absence, Days, Scenario, Tails

SLOW_PHI = 0.97
MOOD_IN_CUE = 0.5
MOOD_IN_ABSENCE = 1.5
MORE_WHEN_ACTIVE = 1.5  # of the share, on days under an active capsule; the rest on other days
HEAVY_FREEDOM = 3
LEVELS, MIDDLE_LEVEL = (1, 5), 3


@dataclass(frozen=True, slots=True)
class SimulatedTrials:
    """T trials; what stands in `scores` on a day that is not `present` was never written down.

    `arms` and `guesses` have the shape (T, m), active true; `run_in` is (T, b), `scores` and
    `present` are (T, n). `arm_of_day` is (T, n): whether a day lies under an active capsule;
    `capsule_days` (n,) are the days that lie under any.
    """

    arms: Flags
    guesses: Flags
    run_in: Floats
    scores: Floats
    present: Flags
    arm_of_day: Flags
    capsule_days: Flags


def simulate_trials(scenario: Scenario, count: int, rng: np.random.Generator) -> SimulatedTrials:
    """So many trials of a scenario.

    Source: methods.md section 8.
    """
    mechanism, rules, days = scenario.mechanism, scenario.rules, scenario.days
    n, before = mechanism.n_days, rules.run_in_days
    arms = arms_of(mechanism.draws(GeneratorDice(rng), count), mechanism)
    whole = _moods(days, (count, before + n), rng)
    mood = whole[:, before:]
    felt = _felt(scenario, arms, mood[:, list(mechanism.slot_days)], rng)
    acting = spread(mechanism.slot_days, n, scenario.acting)
    believed = spread(mechanism.slot_days, n, rules.kernel)
    time = np.arange(-before, n)
    whole = whole + days.trend * time / n
    whole += days.weekend * ((rules.first_weekday + time) % WEEK >= SATURDAY)
    scores = whole[:, before:]
    scores += scenario.effect * (arms @ acting.T) + scenario.belief.effect * (felt @ believed.T)
    if days.tails is Tails.FIVE_LEVELS:
        whole = np.clip(np.rint(MIDDLE_LEVEL + whole), *LEVELS)
    slot_of_day = _slot_of_day(mechanism.slot_days, n, len(rules.kernel))
    arm_of_day = np.where(slot_of_day >= 0, arms[:, slot_of_day], False)
    slips = rng.random(felt.shape) < scenario.belief.wrong_guesses
    return SimulatedTrials(
        arms=arms,
        guesses=felt ^ slips,
        run_in=whole[:, :before],
        scores=whole[:, before:],
        present=_present(scenario, mood, arm_of_day, rng),
        arm_of_day=arm_of_day,
        capsule_days=slot_of_day >= 0,
    )


class GeneratorDice:
    """Throws that come from a generator of NumPy's."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely; n is at least 1."""
        return int(self._rng.integers(n))

    def octets(self, n: int) -> bytes:
        """Return n octets, each value from 0 to 255 equally likely."""
        return self._rng.bytes(n)


def _moods(days: Days, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    """How the days of each trial vary by themselves, with variance 1."""
    moods = sqrt(1 - days.white_share - days.slow_share) * _correlated(days.phi, days, shape, rng)
    if days.white_share:
        moods += sqrt(days.white_share) * _innovations(days, shape, rng)
    if days.slow_share:
        moods += sqrt(days.slow_share) * _correlated(SLOW_PHI, days, shape, rng)
    return moods


def _correlated(phi: float, days: Days, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    series = _innovations(days, shape, rng)
    series[:, 1:] *= sqrt(1 - phi**2)
    for day in range(1, shape[1]):
        series[:, day] += phi * series[:, day - 1]
    return series


def _innovations(days: Days, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    if days.tails is Tails.HEAVY:
        return rng.standard_t(HEAVY_FREEDOM, shape) / sqrt(HEAVY_FREEDOM)
    return rng.standard_normal(shape)


def _felt(scenario: Scenario, arms: Flags, mood: Floats, rng: np.random.Generator) -> Flags:
    """Which capsules are felt: in each arm as often as its cue says, whatever the mood does."""
    pull = MOOD_IN_CUE * scenario.belief.confounding.value
    on_placebo, on_active = normal_quantile(np.array(scenario.belief.cue.value))
    level = on_placebo + (on_active - on_placebo) * arms
    drawn = sqrt(1 + pull**2) * level + pull * mood + rng.standard_normal(arms.shape)
    felt: Flags = drawn > 0
    return felt


def _present(
    scenario: Scenario, mood: Floats, arm_of_day: Flags, rng: np.random.Generator
) -> Flags:
    share, absence = scenario.missing.share, scenario.missing.absence
    if not share:
        return np.ones(mood.shape, dtype=np.bool_)
    pull = 0.0 if absence is Absence.AT_RANDOM else MOOD_IN_ABSENCE
    shares = np.full(mood.shape, share)
    if absence is Absence.BAD_ACTIVE_DAYS:
        shares *= np.where(arm_of_day, MORE_WHEN_ACTIVE, 2 - MORE_WHEN_ACTIVE)
    chance = normal_cdf(normal_quantile(shares) * sqrt(1 + pull**2) - pull * mood)
    present: Flags = rng.random(mood.shape) >= chance
    return present


def _slot_of_day(slot_days: tuple[int, ...], n_days: int, reach: int) -> Places:
    """The last slot of each day that still reaches it, −1 where none does."""
    slots = np.full(n_days, -1, dtype=np.intp)
    for slot, day in enumerate(slot_days):
        slots[day : day + reach] = slot
    return slots
