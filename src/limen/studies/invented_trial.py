"""An invented trial of one participant, as the two files that a person would have.

    mood = 4 + u + effect·(k*d) + belief·(k*G), in whole numbers from 1 to 7;   u ~ AR(1)(0.3), SD 1
    guess "microdose" with chance 0.28 on placebo and 0.53 on microdose days, as in the 2021 trial

Nothing in it comes from a real person.

Source: methods.md section 2.6 (cue of the 2021 trial); experience.md section 4.1 (files).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

import numpy as np

from limen.studies.chance import generator
from limen.studies.plan import Plan
from limen.studies.plan_file import read_plan
from limen.studies.rows_file import RowsFile, read_rows
from limen.terms.seeded_dice import SeededDice

PROTOCOL = """\
design = "third_day"
start = 2026-03-02
weeks = 12
run_in_days = 21
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
belief_limit = 1.0
"""
EFFECT, BELIEF = 0.8, 0.5  # points

_HEADER = "day,slot,arm,felt,guess,sure,mood"
_ARMS = ("placebo", "active")
_LEVEL, _LOWEST, _HIGHEST = 4, 1, 7
_PHI = 0.3
_GUESSES_ACTIVE = (0.28, 0.53)  # on placebo, on active days
_NOTICES = (0.1, 0.3)
_FORGETS = 0.05  # to write the score down


@dataclass(frozen=True, slots=True)
class InventedTrial:
    """A plan and the rows that followed it."""

    plan: Plan
    rows: RowsFile


def invented_trial(seed: int) -> InventedTrial:
    """Twelve weeks with a capsule every third day; the same seed makes the same trial."""
    plan = read_plan("protocol.toml", PROTOCOL)
    mechanism = plan.mechanism()
    (arms,) = mechanism.draws(SeededDice(seed, "invented trial"), 1)
    slots = dict(zip(mechanism.slot_days, arms, strict=True))
    text = "\n".join([_HEADER, *_lines(plan, slots, generator(seed, "invented trial"))])
    return InventedTrial(plan, read_rows("rows.csv", text + "\n", plan.main_measure))


def _lines(plan: Plan, slots: Mapping[int, int], rng: np.random.Generator) -> Iterator[str]:
    """One line a day, from the first day of the run-in."""
    guesses = {day: int(rng.random() < _GUESSES_ACTIVE[arm]) for day, arm in slots.items()}
    numbers = {day: number for number, day in enumerate(slots, start=1)}
    swing = rng.normal()
    for day in range(-plan.run_in_days, plan.n_days):
        swing = _PHI * swing + sqrt(1 - _PHI**2) * rng.normal()
        moved = sum(
            share * (EFFECT * slots.get(day - later, 0) + BELIEF * guesses.get(day - later, 0))
            for later, share in enumerate(plan.kernel)
        )
        mood = min(max(round(_LEVEL + swing + moved), _LOWEST), _HIGHEST)
        score = "" if rng.random() < _FORGETS else str(mood)
        capsule = ",,,,"
        if day in slots:
            felt = "yes" if rng.random() < _NOTICES[slots[day]] else "no"
            sure = rng.integers(1, 4)
            capsule = f"{numbers[day]},{_ARMS[slots[day]]},{felt},{_ARMS[guesses[day]]},{sure}"
        yield f"{plan.start + timedelta(days=day)},{capsule},{score}"
