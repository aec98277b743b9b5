"""Named sets of scenarios with fixed values, so that two people mean the same by their names.

They are sets, not a full product of all that could differ. Every plan has 12 weeks unless its name
says otherwise; the sets of verdicts have a capsule each day, and their length counts in slots.

Source: methods.md sections 1.6, 1.8, 2.6 and 8.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Mechanism, Options, independent, laid_out
from limen.studies.scenarios import (
    Absence,
    Belief,
    Confounding,
    Cue,
    Days,
    Missing,
    Rules,
    Scenario,
    Tails,
)

WEEKS = 12
SAME_DAY = (1.0,)
DESIGNS = {
    "paired_weeks": (DesignName.PAIRED_WEEKS, Options()),
    "third_day": (DesignName.THIRD_DAY, Options()),
    "one_in_four": (DesignName.ONE_IN_FOUR, Options()),
    "spaced 6": (DesignName.SPACED, Options(span_days=6)),
    "spaced 4": (DesignName.SPACED, Options(span_days=4)),
}
EFFECTS = (0.3, 0.5, 0.75, 1.0)
# Half of the variance of a slot has no memory; nothing but the capsules is in the calendar.
SLOT_DAYS = Days(phi=0.3, white_share=0.5, trend=0.0, weekend=0.0)
HALVES, QUARTERS = 2, 1  # active slots of a block of four


def scenario_set(name: str) -> tuple[Scenario, ...]:
    """The scenarios of a set, one of `SETS`.

    Raises:
        KeyError: there is no such set.
    """
    return tuple(SETS[name]())


def design_plan(design: str, weeks: int = WEEKS) -> Mechanism:
    """The mechanism of one of `DESIGNS`."""
    name, options = DESIGNS[design]
    return mechanism(name, weeks, options)


def slots_only(active: int, slots: int) -> Mechanism:
    """A capsule each day, blocks of four with so many active: the layout of the ladder sets."""
    orders = sorted({bytes(order) for order in product((0, 1), repeat=4) if sum(order) == active})
    layout = DesignName.THIRD_DAY if active == HALVES else DesignName.ONE_IN_FOUR
    return laid_out(layout, slots, 4, range(4), independent(orders))


def _size() -> Iterator[Scenario]:
    """Nothing acts, whatever the days are like."""
    kinds = {f"φ {phi:g}": Days(phi=phi) for phi in (0.0, 0.3, 0.6, 0.8)} | {
        "heavy tails": Days(tails=Tails.HEAVY),
        "five levels": Days(tails=Tails.FIVE_LEVELS),
        "trend of 2": Days(trend=2.0),
        "slow mood": Days(slow_share=0.4),
    }
    for design, (kind, days) in product(DESIGNS, kinds.items()):
        yield Scenario(f"{design}, {kind}", design_plan(design), days=days)


def _power() -> Iterator[Scenario]:
    """The effect that the test looks for, from 0.3 to 1 day SD."""
    for design, phi in product(DESIGNS, (0.0, 0.3, 0.5)):
        plan = Scenario(f"{design}, φ {phi:g}", design_plan(design), days=Days(phi=phi))
        yield from (replace(plan, effect=effect) for effect in EFFECTS)


def _same_day() -> Iterator[Scenario]:
    """An effect on the day of the capsule alone, and a test that looks for it."""
    for design, phi in product(DESIGNS, (0.3, 0.5)):
        plan = Scenario(
            f"{design}, φ {phi:g}, same day",
            design_plan(design),
            Rules(kernel=SAME_DAY),
            days=Days(phi=phi),
        )
        yield from (replace(plan, effect=effect) for effect in EFFECTS[1:])


def _lengths() -> Iterator[Scenario]:
    """Shorter and longer plans."""
    for design, weeks in product(DESIGNS, (8, 16, 24)):
        plan = Scenario(f"{design}, {weeks} weeks", design_plan(design, weeks), days=Days(phi=0.4))
        yield from (replace(plan, effect=effect) for effect in EFFECTS[1:])


def _slow_mood() -> Iterator[Scenario]:
    """Four tenths of the variance move over weeks."""
    for design in DESIGNS:
        plan = Scenario(f"{design}, slow mood", design_plan(design), days=Days(slow_share=0.4))
        yield from (replace(plan, effect=effect) for effect in (0.0, *EFFECTS[1:]))


def _fading() -> Iterator[Scenario]:
    """An effect that fades by a half-life, seen by a test that looks for the usual kernel."""
    for design, half_life in product(DESIGNS, (4.0, 10.0)):
        name = f"{design}, half-life {half_life:g} days"
        plan = Scenario(name, design_plan(design), half_life_days=half_life)
        yield from (replace(plan, effect=effect) for effect in (0.3, 0.8))


def _missing() -> Iterator[Scenario]:
    """A quarter of the days without a score."""
    plan = Scenario("third_day, all days", design_plan("third_day"))
    yield from (replace(plan, effect=effect) for effect in (0.0, 0.5))
    for absence in Absence:
        left_out = replace(plan, name=f"third_day, {absence}", missing=Missing(0.25, absence))
        yield from (replace(left_out, effect=effect) for effect in (0.0, 0.5))


def _ladder(active: int, slots: tuple[int, ...]) -> Iterator[Scenario]:
    for count in slots:
        plan = Scenario("", slots_only(active, count), Rules(kernel=SAME_DAY), days=SLOT_DAYS)
        for truth, effect, belief in _TRUTHS:
            name = f"{active} of 4 active, {count} slots, {truth}"
            yield replace(plan, name=name, effect=effect, belief=belief)


def _half_active() -> Iterator[Scenario]:
    """Verdicts by truth, half of the slots active."""
    return _ladder(HALVES, (28, 56, 240, 960))


def _quarter_active() -> Iterator[Scenario]:
    """Verdicts by truth, a quarter of the slots active."""
    return _ladder(QUARTERS, (28, 56, 240))


_OF_2021 = 0.53  # what believing moved in the anchor, in day SD
_TRUTHS: tuple[tuple[str, float, Belief], ...] = (
    ("no cue", 0.0, Belief(Cue.NONE, 0.0)),
    ("2021 cue, κ .53", 0.0, Belief(Cue.TRIAL2021, _OF_2021)),
    ("strong cue, κ .53, conf +", 0.0, Belief(Cue.STRONG, _OF_2021, Confounding.POSITIVE)),
    ("strong cue, κ .53, conf −", 0.0, Belief(Cue.STRONG, _OF_2021, Confounding.NEGATIVE)),
    ("strong cue, κ 1", 0.0, Belief(Cue.STRONG, 1.0)),
    ("strong cue, κ .7, 15 % slips", 0.0, Belief(Cue.STRONG, 0.7, wrong_guesses=0.15)),
    ("δ .5, 2021 cue", 0.5, Belief(Cue.TRIAL2021, _OF_2021)),
    ("δ .5, strong cue", 0.5, Belief(Cue.STRONG, _OF_2021)),
    ("δ .8, 2021 cue", 0.8, Belief(Cue.TRIAL2021, _OF_2021)),
    ("δ .8, strong cue", 0.8, Belief(Cue.STRONG, _OF_2021)),
    ("δ .5, very strong cue", 0.5, Belief(Cue.VERY_STRONG, _OF_2021)),
)
SETS: dict[str, Callable[[], Iterator[Scenario]]] = {
    "size": _size,
    "power": _power,
    "same_day": _same_day,
    "lengths": _lengths,
    "slow_mood": _slow_mood,
    "fading": _fading,
    "missing": _missing,
    "half_active": _half_active,
    "quarter_active": _quarter_active,
}
