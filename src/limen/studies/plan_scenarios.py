"""The scenarios of a plan: what is assumed of its participant, for each length and effect.

Source: methods.md section 8; experience.md section 4.
"""

from dataclasses import dataclass

from limen.blinding.designs.design import WEEK
from limen.studies.plan import RUN_IN_DAYS, Plan
from limen.studies.scenarios import Belief, Cue, Days, Missing, Rules, Scenario
from limen.terms.errors import BadInput

USUAL_PHI, USUAL_DAY_SD = 0.3, 1.0
MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed of a plan's participant, in day SD.

    Args:
        effects: of an active capsule on its own day, one cell each.
        weeks: lengths, one cell each; none: the length of the plan.
        cue: how often a capsule is felt in each arm.
        kappa: what believing that a capsule is active adds.
        missing: share of the days without a score, by chance.

    Raises:
        BadInput: there is no effect, or a length is not from 1 to 52 weeks.
        ValueError: another number is out of range.
    """

    effects: tuple[float, ...]
    weeks: tuple[int, ...] = ()
    cue: Cue = Cue.NONE
    kappa: float = 0.0
    missing: float = 0.0

    def __post_init__(self) -> None:
        Belief(self.cue, self.kappa)
        Missing(self.missing)
        if not self.effects:
            raise BadInput("There is no effect to look for.", fix="Write one, like --effect 0.5.")
        if not all(1 <= weeks <= MOST_WEEKS for weeks in self.weeks):
            raise BadInput(f"A plan of 1 to {MOST_WEEKS} weeks can be simulated.", at="--weeks")


def plan_scenarios(plan: Plan, assumed: Assumed) -> tuple[Scenario, ...]:
    """One scenario for each length and, within it, each effect.

    What the plan fixes is taken from it. Where it fixes no autocorrelation the days of the
    participant have the usual one, and each simulated trial takes its φ0 from a run-in of at least
    14 days; likewise for a belief limit.

    Raises:
        BadInput: the plan has no placebo, or its design cannot have such a length.
    """
    if plan.design is None:
        raise BadInput(
            "Open use has no placebo, so there is no verdict to simulate.",
            fix="Choose a design with placebo.",
        )
    return tuple(
        Scenario(
            name=f"plan of {weeks} weeks",
            mechanism=plan.mechanism(weeks),
            rules=_rules(plan),
            effect=effect,
            days=Days(phi=USUAL_PHI if plan.phi is None else plan.phi),
            belief=Belief(assumed.cue, assumed.kappa),
            missing=Missing(assumed.missing),
        )
        for weeks in assumed.weeks or (plan.weeks,)
        for effect in assumed.effects
    )


def weeks_of(scenario: Scenario) -> int:
    """The length of a scenario's plan."""
    return scenario.mechanism.n_days // WEEK


def _rules(plan: Plan) -> Rules:
    day_sd = USUAL_DAY_SD if plan.day_sd is None else plan.day_sd
    limit = None if plan.belief_limit is None else plan.belief_limit / day_sd
    return Rules(
        kernel=plan.kernel,
        first_weekday=plan.first_weekday,
        run_in_days=max(RUN_IN_DAYS, plan.run_in_days),
        phi=plan.phi,
        belief_limit=1.0 if limit is None and plan.day_sd is not None else limit,
        smallest_change=plan.smallest_change / day_sd,
    )
