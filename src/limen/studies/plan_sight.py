"""What one plan can see: its standard error, its power curve, and how often each headline comes.

Source: methods.md sections 1.6 and 2.6.
"""

import numpy as np

from limen.blinding.designs.design import Mechanism
from limen.inference.ladder import Rung
from limen.studies.plan import Plan
from limen.studies.plan_findings import (
    LARGE,
    LARGEST_P,
    MIDDLE,
    USUAL_PHI,
    VERY_LARGE,
    Chances,
    CurvePoint,
    HeadlineShares,
    Sight,
)
from limen.studies.plan_power import (
    Calendar,
    PlanTests,
    RejectedFrom,
    arms_of,
    plan_tests,
    power_at,
    rejected_from,
    simulated_scores,
    smallest_detectable,
    standard_error,
)
from limen.studies.plan_scenarios import Assumed, plan_scenarios
from limen.studies.power import VerdictShares, simulated_verdicts
from limen.studies.scenarios import Cue
from limen.studies.slow_effects import slow_shares
from limen.terms.ports import Dice

EFFECTS = (0.0, 0.2, 0.3, 0.5, 0.75, 0.8, VERY_LARGE)
TRIALS, CHANCE_TRIALS = 4_000, 2_000
BELIEF_MOVES = 0.53  # of a day's SD, for each capsule believed active; the trial of 2021
MOST_SEEDS = 2**63
PREVIEW_DRAWS = 200


def plan_sight(plan: Plan, mechanism: Mechanism, dice: Dice) -> Sight:
    """What a plan with at least one slot can see.

    Args:
        plan: φ and day SD that it leaves open are taken as 0.3 and 1 point.
        mechanism: its slots.
        dice: chance for allocations, scores and guesses.

    Source: methods.md sections 1.6 and 2.6.
    """
    phi = USUAL_PHI if plan.phi is None else plan.phi
    rng = _generator(dice)
    tests = _tests(plan, mechanism, phi, dice)
    arms = arms_of(mechanism.draws(dice, PREVIEW_DRAWS), mechanism)
    limits = _limits(mechanism, tests, dice, rng)
    curve = tuple(power_at(limits, effect) for effect in EFFECTS)
    can_reject = mechanism.smallest_p <= LARGEST_P
    floor = curve[-1] if phi == USUAL_PHI else power_at_very_large(plan, mechanism, dice)
    return Sight(
        phi=phi,
        se=standard_error(tests, arms),
        smallest=smallest_detectable(limits),
        curve=curve,
        at_very_large=floor,
        slow_shares=slow_shares(mechanism, arms),
        chances=_chances(plan, dice) if can_reject else None,
    )


def power_at_very_large(plan: Plan, mechanism: Mechanism, dice: Dice) -> CurvePoint:
    """The chance of p ≤ 0.05 at an effect of one day SD and an autocorrelation of 0.3.

    Source: methods.md section 1.6, power floor.
    """
    tests = _tests(plan, mechanism, USUAL_PHI, dice)
    return power_at(_limits(mechanism, tests, dice, _generator(dice)), VERY_LARGE)


def _chances(plan: Plan, dice: Dice) -> Chances:
    """The verdicts of simulated participants; what nobody takes for a capsule has no cue."""
    nothing = Assumed((0.0,), cue=Cue.NONE, kappa=BELIEF_MOVES)
    something = Assumed((MIDDLE, LARGE), cue=Cue.TRIAL2021, kappa=BELIEF_MOVES)
    cells = (*plan_scenarios(plan, nothing), *plan_scenarios(plan, something))
    found = simulated_verdicts(cells, CHANCE_TRIALS, dice.below(MOST_SEEDS))
    none, middle, large = map(_headline_shares, found)
    return Chances(none=none, middle=middle, large=large)


def _headline_shares(verdicts: VerdictShares) -> HeadlineShares:
    return HeadlineShares(
        s1=verdicts.share(Rung.L2),
        s2=verdicts.share(Rung.L1),
        s3=verdicts.share(Rung.E),
        s4=verdicts.share(Rung.L0),
        s5=verdicts.share(Rung.H1, Rung.H2),
    )


def _tests(plan: Plan, mechanism: Mechanism, phi: float, dice: Dice) -> PlanTests:
    return plan_tests(mechanism, Calendar(plan.kernel, phi, plan.first_weekday), dice)


def _limits(
    mechanism: Mechanism, tests: PlanTests, dice: Dice, rng: np.random.Generator
) -> RejectedFrom:
    arms = arms_of(mechanism.draws(dice, TRIALS), mechanism)
    scores = simulated_scores(tests, TRIALS, rng)
    return rejected_from(tests, tests.shared.projections(scores), arms, LARGEST_P)


def _generator(dice: Dice) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(int.from_bytes(dice.octets(16), "big")))
