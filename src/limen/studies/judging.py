"""One chunk of simulated trials, analysed as a real one would be: run-in, test, ladder.

Trials without missing days share their tests by φ0; each of the others has tests of its own.

Axes: T trials, n days, m slots, P draws.

Source: methods.md sections 1.2, 1.3, 2.6 and 8.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.inference.ladder import FEWEST_SCORED, Rung
from limen.inference.many_tests import shared_tests
from limen.inference.many_verdicts import RUNGS, JudgedTrials, PlanLadder
from limen.inference.run_in import DAYS_FOR_PHI, DAYS_FOR_SD, LARGEST_PHI, USUAL_PHI
from limen.inference.slot_contrasts import FEWEST_ALLOCATIONS, FEWEST_DAYS
from limen.inference.trial import Terms, Trial
from limen.inference.whitening import whitened
from limen.inference.working_model import spread, surroundings
from limen.studies.chance import generator
from limen.studies.plan_power import DRAWS, MOST_MEMBERS, arms_of
from limen.studies.scenarios import Scenario
from limen.studies.simulated_trials import GeneratorDice, SimulatedTrials, simulate_trials


@dataclass(frozen=True, slots=True)
class Chunk:
    """So many trials of one scenario, with chance of their own."""

    scenario: Scenario
    seed: int
    number: int
    trials: int


def chunk_verdicts(chunk: Chunk) -> Counter[Rung]:
    """How many trials of a chunk end in each verdict.

    Source: methods.md section 8.
    """
    scenario = chunk.scenario
    place = (scenario.name, repr(scenario.effect), chunk.number)
    trials = simulate_trials(scenario, chunk.trials, generator(chunk.seed, *place))
    enough = np.flatnonzero(_has_enough(scenario, trials))
    verdicts = Counter({Rung.TOO_FEW_DAYS: chunk.trials - len(enough)})
    plan = _plan_parts(scenario, generator(chunk.seed, *place, "redraws"))
    phi, sigma = run_in_scales(trials.run_in)
    if scenario.rules.phi is not None:
        phi[:] = scenario.rules.phi
    limit = scenario.rules.belief_limit
    limits = sigma if limit is None else np.full(len(sigma), limit)
    for places, days in _alike(trials, phi, enough):
        ladder = plan.ladder(days, float(phi[places[0]]))
        judged = JudgedTrials(
            ladder.shared.projections(trials.scores[np.ix_(places, days)]),
            trials.arms[places],
            trials.guesses[places],
            limits[places],
        )
        counts = np.bincount(ladder.rungs(judged), minlength=len(RUNGS))
        verdicts.update(dict(zip(RUNGS, map(int, counts), strict=True)))
    return verdicts


def run_in_scales(run_in: Floats) -> tuple[Floats, Floats]:
    """φ0 and σ of each trial, (T,), from run-ins (T, b) without gaps and an instrument's SD of 1.

    Source: methods.md section 1.2, as in inference/run_in.py.
    """
    b = run_in.shape[1]
    deviations = run_in - run_in.mean(1, keepdims=True)
    squares = (deviations**2).sum(1)
    products = (deviations[:, 1:] * deviations[:, :-1]).sum(1)
    unknown = USUAL_PHI - 1 / b
    correlation = np.divide(products, squares, out=np.full(len(run_in), unknown), where=squares > 0)
    phi = (b * correlation + 1 + DAYS_FOR_PHI * USUAL_PHI) / (b + DAYS_FOR_PHI)
    variance = (b * squares / (b - 1) + DAYS_FOR_SD) / (b + DAYS_FOR_SD)
    clipped = np.minimum(np.maximum(phi, 0), LARGEST_PHI)
    return np.rint(10 * clipped) / 10, np.sqrt(variance)


@dataclass(frozen=True, slots=True)
class _PlanParts:
    """What the tests of one plan need, whatever φ0 and the missing days are."""

    surroundings: Floats  # (n, q)
    exposures: Floats  # (n, m)
    draws: Flags  # (P, m)
    is_complete: bool
    smallest_change: float

    def ladder(self, days: Places, phi: float) -> PlanLadder:
        """The ladder of trials with a score on these days and this φ0."""
        shared = shared_tests(
            whitened(np.eye(len(days)), days, phi),
            self.surroundings[days],
            self.exposures[days],
            self.draws,
        )
        return PlanLadder(shared, self.is_complete, self.smallest_change)


def _plan_parts(scenario: Scenario, rng: np.random.Generator) -> _PlanParts:
    mechanism, rules = scenario.mechanism, scenario.rules
    members = mechanism.members() if mechanism.size <= MOST_MEMBERS else None
    others = mechanism.draws(GeneratorDice(rng), DRAWS) if members is None else members
    nobody = Trial(
        scores=(None,) * mechanism.n_days,
        slot_days=mechanism.slot_days,
        arms=bytes(len(mechanism.slot_days)),
        block_of_slot=mechanism.block_of_slot,
        first_weekday=rules.first_weekday,
    )
    return _PlanParts(
        surroundings=surroundings(nobody, rules.kernel, Terms.WORKING_MODEL),
        exposures=spread(mechanism.slot_days, mechanism.n_days, rules.kernel),
        draws=arms_of(others, mechanism),
        is_complete=members is not None,
        smallest_change=rules.smallest_change,
    )


def _has_enough(scenario: Scenario, trials: SimulatedTrials) -> Flags:
    """Which trials have enough scored days in all, and in each arm; none where Ω is too small."""
    active = (trials.present & trials.arm_of_day).sum(1)
    capsules = (trials.present & trials.capsule_days).sum(1)
    scored = trials.present.mean(1)
    if scenario.mechanism.size < FEWEST_ALLOCATIONS:
        return np.zeros(len(scored), dtype=np.bool_)
    enough: Flags = (active >= FEWEST_DAYS) & (capsules - active >= FEWEST_DAYS)
    enough &= scored >= FEWEST_SCORED
    return enough


def _alike(trials: SimulatedTrials, phi: Floats, enough: Places) -> Iterator[tuple[Places, Places]]:
    """Trials with the same φ0 and the same scored days, with those days."""
    whole = trials.present[enough].all(1)
    every = np.arange(trials.present.shape[1], dtype=np.intp)
    for value in np.unique(phi[enough[whole]]):
        yield enough[whole][phi[enough[whole]] == value], every
    for place in enough[~whole]:
        yield np.array([place]), np.flatnonzero(trials.present[place])
