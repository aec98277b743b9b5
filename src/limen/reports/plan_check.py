"""What the check of a plan says: its layout, what it will be able to tell, and in which words.

Source: experience.md sections 2.2 (protocol meter), 2.5 and 4.
"""

from dataclasses import dataclass

from limen.blinding.designs.catalogue import design_named
from limen.blinding.designs.design import WEEK, Mechanism
from limen.inference.ladder import Headline
from limen.reports.headline import HEADLINES
from limen.studies.plan_findings import (
    LARGE,
    Chances,
    HeadlineShares,
    PlanCheck,
    Sight,
    expected_active,
)
from limen.terms.calendar import later_day
from limen.terms.errors import ProtocolRefused

HEADINGS = ("headline", "nothing acts", "a middle effect", "a large effect")
NUMERIC = HEADINGS[1:]
MAY_BE_READ = (Headline.S1, Headline.S2, Headline.S3, Headline.S4, Headline.S5)

_SMALL = 0.3  # of a day's SD
_OFTEN = 0.5
_EVER = 0.05


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """What a check found, and the refusal with its place in the file where there is one."""

    check: PlanCheck
    refusal: ProtocolRefused | None


def plan_answer(check: PlanCheck) -> dict[str, object]:
    """The `data` of the answer of `check`; what open use does not have is None."""
    mechanism, sight = check.mechanism, check.sight
    chances = sight and sight.chances
    return {
        "accepted": check.is_accepted,
        "refusals": check.refusals,
        "warnings": check.warnings,
        "allocations": mechanism and mechanism.size,
        "attainable_p": mechanism and mechanism.smallest_p,
        "collision": mechanism and mechanism.collision_probability,
        "bits": mechanism and mechanism.allocation_bits,
        "smallest_detectable": check.smallest_detectable,
        "power_at_1sd": sight.at_very_large.power if sight else _no_power(check),
        "curve": sight.curve if sight else (),
        "slow_shares": sight.slow_shares if sight else (),
        "chances": chances
        and {
            "none": _by_headline(chances.none),
            "middle": _by_headline(chances.middle),
            "large": _by_headline(chances.large),
        },
        "capsules": mechanism and len(mechanism.slot_days),
        "active": mechanism and expected_active(mechanism),
        "phi": sight and sight.phi,
        "day_sd": check.day_sd,
    }


def layout_sentences(check: PlanCheck) -> tuple[str, ...]:
    """What the plan is: its days, its capsules, and how they are packed."""
    plan, mechanism = check.plan, check.mechanism
    rest_ends = later_day(plan.last_day, WEEK * plan.rest_weeks)
    title = "Without placebo" if mechanism is None else design_named(mechanism.design).title
    days = f"{title}: {plan.start} to {plan.last_day}, {plan.weeks} weeks; rest to {rest_ends}."
    if mechanism is None:
        return (days,)
    capsules, active = len(mechanism.slot_days), expected_active(mechanism)
    orders = f"{mechanism.size:,} possible orders"
    return days, f"Capsules: {capsules}, of them {active} microdose; {orders}.", _packing(mechanism)


def chance_rows(chances: Chances) -> list[tuple[str, ...]]:
    """Under `HEADINGS`, how many times in 100 each headline would be read."""
    columns = [_by_headline(one) for one in (chances.none, chances.middle, chances.large)]
    return [
        (HEADLINES[headline], *(f"{100 * shares[headline.value]:.0f}" for shares in columns))
        for headline in MAY_BE_READ
    ]


def meter_sentences(check: PlanCheck, sight: Sight, chances: Chances) -> tuple[str, ...]:
    """What the chances mean, in words."""
    none, large = chances.none, chances.large
    nothing = f"If nothing acts, you will read “we cannot tell yet” about {_times(none.s4)} in 100"
    little = f" and “probably little or no difference” about {_times(none.s3)} in 100"
    strong = (
        f"If there is a large same-day effect ({LARGE} of your usual swing), you will read that "
        f"the days differed about {_times(large.s1 + large.s2)} in 100, and in about "
        f"{100 * large.s1:.0f} of these 100 also that belief alone is unlikely."
    )
    hidden = " A small effect will stay hidden." if _hides_small(sight) else ""
    says_little = none.s3 >= _EVER
    ever = (
        f"With the smallest change you would care about ({_points(check.plan.smallest_change)}), "
        f"this protocol {'can' if says_little else 'cannot'} ever say “little or no difference”."
    )
    first = f"{nothing}{little if says_little else ''}. {strong}{hidden}"
    return first, ever, _slow(sight), _reckoned(check, sight)


def _by_headline(shares: HeadlineShares) -> dict[str, float]:
    return {headline.value: getattr(shares, headline.value.lower()) for headline in MAY_BE_READ}


def _no_power(check: PlanCheck) -> float | None:
    """Open use has no power to speak of; a plan without a capsule has none."""
    return None if check.mechanism is None else 0.0


def _packing(mechanism: Mechanism) -> str:
    packing = design_named(mechanism.design).packing
    if packing is None:
        return "Only a helper can pack it, from a list that you do not see."
    sets = len(mechanism.blocks)
    return (
        f"Packed by hand in {sets} shuffle {'set' if sets == 1 else 'sets'} of packets: "
        f"{packing.active} microdose and {packing.placebo} placebo each."
    )


def _hides_small(sight: Sight) -> bool:
    small = next(point for point in sight.curve if point.effect == _SMALL)
    return small.power < _OFTEN


def _slow(sight: Sight) -> str:
    """What is left of an effect that builds up."""
    week = next(slow for slow in sight.slow_shares if slow.half_life_days == WEEK)
    return (
        "Of an effect that builds up with a half-life of a week, the difference between your days "
        f"would show about {100 * week.share:.0f} in 100."
    )


def _reckoned(check: PlanCheck, sight: Sight) -> str:
    """Where autocorrelation and day SD come from."""
    numbers = f"an autocorrelation of {sight.phi:g} and a day-to-day SD of {_points(check.day_sd)}"
    if check.plan.phi is not None and check.plan.day_sd is not None:
        return f"Reckoned with {numbers}, as the protocol states them."
    return f"Until the run-in is complete this is reckoned with {numbers}."


def _points(number: float) -> str:
    return f"{number:g} {'point' if number == 1 else 'points'}"


def _times(share: float) -> str:
    times = round(100 * share)
    return "1 time" if times == 1 else f"{times} times"
