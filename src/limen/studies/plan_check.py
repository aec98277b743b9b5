"""The check of a plan before it starts: what it can show, and whether it may be locked at all.

Refused is what cannot answer: no outcome reaches p ≤ 0.05, re-draws mostly coincide, or even a very
large effect would be missed. Warned about is what the participant may not expect.

Source: methods.md section 1.6; sentences of experience.md section 2.5.
"""

from collections.abc import Iterator
from math import ceil

from limen.blinding.designs.catalogue import design_named
from limen.blinding.designs.design import Mechanism
from limen.studies.plan import MOST_WEEKS, RUN_IN_DAYS, Acts, Plan
from limen.studies.plan_findings import (
    LARGEST_P,
    PREVIEW_FACTOR,
    USUAL_DAY_SD,
    PlanCheck,
    PlanRemark,
    Sight,
    expected_active,
)
from limen.studies.plan_sight import plan_sight, power_at_very_large
from limen.terms.errors import BadInput
from limen.terms.ports import Dice

MOST_COLLISION = 0.02
LEAST_POWER = 0.30
MOST_WEEKS_WITHOUT_REST = 8
FIRST_LOOK = 2.0  # smallest detectable effects larger than this many smallest changes
EFFECT_SPREAD = 0.2  # SD of the effect between people, in day SD


def plan_check(plan: Plan, dice: Dice) -> PlanCheck:
    """What a plan can show, and whether it may be locked.

    Args:
        plan: φ and day SD that it leaves open are taken as 0.3 and 1 point.
        dice: chance for allocations and simulated trials.

    Source: methods.md section 1.6.
    """
    if plan.design is None:
        return PlanCheck(plan, None, None, (), (_NOT_BLINDED, *_calendar_warnings(plan)))
    mechanism = plan.mechanism()
    sight = plan_sight(plan, mechanism, dice) if mechanism.slot_days else None
    refusals = list(_layout_refusals(mechanism))
    if sight is not None and not refusals and sight.at_very_large.power < LEAST_POWER:
        refusals.append(_LITTLE_POWER)
    warnings = [*_calendar_warnings(plan), *_exposure(mechanism, plan)]
    if sight is not None and not refusals:
        warnings += _sight_warnings(plan, sight)
    return PlanCheck(plan, mechanism, sight, tuple(refusals), tuple(warnings))


def weeks_that_would_do(plan: Plan, dice: Dice) -> int | None:
    """The fewest weeks above those of a refused plan that are not refused; None up to 24.

    Source: methods.md section 1.6.
    """
    for weeks in range(plan.weeks + 1, MOST_WEEKS + 1):
        try:
            mechanism = plan.mechanism(weeks)
        except BadInput:
            continue  # an odd number of weeks has no pairs
        if any(_layout_refusals(mechanism)):
            continue
        if power_at_very_large(plan, mechanism, dice).power >= LEAST_POWER:
            return weeks
    return None


def _layout_refusals(mechanism: Mechanism) -> Iterator[PlanRemark]:
    """What no number of recorded days could mend."""
    design = design_named(mechanism.design)
    blocks = len(mechanism.blocks)
    many = design.block_words[1]
    count = f"{blocks} {design.block_words[blocks != 1]}"
    at_least = f"Choose at least {design.fewest_blocks} {many}."
    if mechanism.smallest_p > LARGEST_P:
        say = f"With {count} this can never show a difference, whatever happens. {at_least}"
        yield PlanRemark("too_few_allocations", say)
    elif blocks < design.fewest_blocks:
        yield PlanRemark("too_short", f"{count} are too few to show a difference. {at_least}")
    elif mechanism.collision_probability > MOST_COLLISION:
        say = "This spacing leaves almost nothing to chance. Give the capsule days more room."
        yield PlanRemark("little_left_to_chance", say)


def _calendar_warnings(plan: Plan) -> Iterator[PlanRemark]:
    if plan.acts is Acts.OVER_WEEKS:
        yield PlanRemark(
            "over_weeks",
            "Weeks that alternate keep about a quarter of an effect that builds up over a week or "
            "more. This protocol says nothing about that.",
        )
    if plan.run_in_days < RUN_IN_DAYS and (plan.phi is None or plan.day_sd is None):
        yield PlanRemark(
            "short_run_in",
            f"The run-in has {plan.run_in_days} days. Your usual swing from day to day needs "
            f"{RUN_IN_DAYS} recorded days before the first capsule.",
        )


def _exposure(mechanism: Mechanism, plan: Plan) -> Iterator[PlanRemark]:
    if plan.weeks > MOST_WEEKS_WITHOUT_REST:
        say = f"{expected_active(mechanism)} microdose days in {plan.weeks} weeks."
        yield PlanRemark("exposure", say)


def _sight_warnings(plan: Plan, sight: Sight) -> Iterator[PlanRemark]:
    change = plan.smallest_change / (plan.day_sd or USUAL_DAY_SD)
    if sight.smallest is None or sight.smallest <= change:
        return
    detectable = sight.smallest / change * plan.smallest_change
    yield PlanRemark(
        "small_effects_hidden",
        f"The smallest difference that this protocol finds 8 times in 10 is {detectable:.3g} "
        f"points; the smallest change you would care about is {plan.smallest_change:.3g}."
        + (" More weeks bring it down." if plan.weeks < MOST_WEEKS else ""),
    )
    if sight.smallest > FIRST_LOOK * change:
        se = sight.smallest / PREVIEW_FACTOR
        together = ceil((EFFECT_SPREAD**2 + se**2) * (PREVIEW_FACTOR / change) ** 2)
        yield PlanRemark(
            "first_look",
            f"This is a first look. About {together} people together could answer it.",
        )


_LITTLE_POWER = PlanRemark(
    "little_power",
    "This protocol would miss even a very large effect 7 times in 10. Choose more days.",
)
_NOT_BLINDED = PlanRemark(
    "not_blinded",
    "This protocol has no placebo. It can show what changed, but not why.",
)
