"""An invented trial of the shape of Szigeti 2021: the capsule does nothing, belief does.

    score = level + participant + shift·(guessed "microdose") + noise,   on the scale of the test

The guess follows the capsule a little, so the two kinds of capsule differ through belief alone.
Cognitive tests are not shifted. Nothing in it comes from a real person.

Axes: P participants, n sittings (a participant at one time).
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats, Places
from limen.studies.published.szigeti2021 import ACUTE_FILE, DECLARATION, MATERIALS
from limen.studies.published.szigeti2021_outcomes import (
    ARMS,
    OUTCOME,
    OUTCOMES,
    SEXES,
    Outcome,
    Visit,
)

PEOPLE = 240
WEEKS = 4

_COMES = 0.88  # to a sitting
_DOES_TASKS = 0.77  # of an acute sitting
_GUESSES_MICRODOSE = {"MD": 0.7, "PL": 0.25}


@dataclass(frozen=True, slots=True)
class _Course:
    """How the scores of one outcome come about, in units of its scale.

    `level` is the mean, `between` and `within` are standard deviations of participants and noise,
    `shift` is what guessing "microdose" adds.
    """

    level: float
    between: float
    within: float
    shift: float


_COURSES = {
    "positive": _Course(30, 4.5, 6.2, 4),
    "negative": _Course(17, 2.5, 4.0, -2),
    "intensity": _Course(25, 6, 18, 20),
    "energy": _Course(52, 9, 17, 9),
    "mood": _Course(58, 9, 18, 9),
    "creativity": _Course(52, 8, 17, 9),
    "focus": _Course(52, 8, 18, 7),
    "temper": _Course(50, 8, 19, 7),
    "WEMWB": _Course(47, 6, 5, 3),
    "QIDS": _Course(8, 3, 2.5, -1.2),
    "STAIT": _Course(43, 8, 6, -3),
    "SCS": _Course(25, 5, 4, 2),
}
_TASK = _Course(0, 0.5, 0.8, 0)


@dataclass(frozen=True, slots=True)
class _Sittings:
    """Who came when, under which arm, with which guess; in the order of time, then participant."""

    visit: Visit
    people: Places  # (n,)
    weeks: Places  # (n,)
    arms: list[str]
    guessed_microdose: Flags  # (n,)
    with_tasks: Flags  # (n,)


def invented_trial(generator: np.random.Generator) -> bytes:
    """The octets of an invented file with the columns of `pacutes.csv`; equal seeds, equal octets.

    Args:
        generator: where chance comes from.
    """
    people = _people(generator)
    arms = _arms_of_weeks(generator)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([column.name for column in DECLARATION.columns])
    for visit in Visit:
        sittings = _sittings(visit, arms, generator)
        for outcome, scores in _scores(sittings, generator):
            writer.writerows(_rows(outcome, sittings, scores, people))
    return written.getvalue().encode()


def invented_texts(seed: int) -> dict[str, str]:
    """The text of an invented trial by the name of its file, as `szigeti2021.read` takes it."""
    generator = np.random.Generator(np.random.Philox(seed))
    return {ACUTE_FILE.name: invented_trial(generator).decode()}


def _people(generator: np.random.Generator) -> list[list[str]]:
    """The columns from age to dose of P participants."""
    ages = np.clip(generator.normal(34, 11, PEOPLE), 18, 73).astype(np.intp)
    sexes = generator.choice(SEXES, PEOPLE, p=(0.3, 0.66, 0.04))
    diagnoses = generator.choice(5, PEOPLE, p=(0.68, 0.15, 0.12, 0.03, 0.02))
    suggestibility = generator.integers(25, 76, PEOPLE)
    expectations = generator.integers(20, 101, (PEOPLE, 3)).mean(axis=1)
    months = generator.choice(7, PEOPLE)
    experience = generator.integers(1, 7, PEOPLE)
    numbers = zip(ages, sexes, diagnoses, suggestibility, strict=True)
    others = zip(expectations, months, experience, strict=True)
    return [
        [*map(str, first), f"{expectation:.1f}", str(month), str(code), MATERIALS[0], "1"]
        for first, (expectation, month, code) in zip(numbers, others, strict=True)
    ]


def _arms_of_weeks(generator: np.random.Generator) -> Flags:
    """Whether a week has microdoses, (P, weeks): for a third of people each never, always, half."""
    arms = generator.permuted(np.tile([True, True, False, False], (PEOPLE, 1)), axis=1)
    arms[0::3], arms[1::3] = False, True
    return arms


def _sittings(visit: Visit, arms: Flags, generator: np.random.Generator) -> _Sittings:
    weeks, people = np.nonzero(generator.random((WEEKS, PEOPLE)) < _COMES)
    is_microdose = arms[people, weeks]
    chance = np.where(is_microdose, _GUESSES_MICRODOSE["MD"], _GUESSES_MICRODOSE["PL"])
    return _Sittings(
        visit=visit,
        people=people,
        weeks=weeks,
        arms=[ARMS[0] if flag else ARMS[1] for flag in is_microdose],
        guessed_microdose=generator.random(len(people)) < chance,
        with_tasks=generator.random(len(people)) < _DOES_TASKS,
    )


def _scores(
    sittings: _Sittings, generator: np.random.Generator
) -> Iterator[tuple[Outcome, Floats]]:
    """The n scores of each outcome of the visit, PANAS from its two parts."""
    scores = {
        outcome.name: _score(outcome, sittings, generator)
        for outcome in OUTCOMES
        if outcome.visit is sittings.visit and outcome.name != "PANAS"
    }
    if sittings.visit is Visit.ACUTE:
        yield OUTCOME["PANAS"], scores["positive"] - scores["negative"]
    for name, values in scores.items():
        yield OUTCOME[name], values


def _score(outcome: Outcome, sittings: _Sittings, generator: np.random.Generator) -> Floats:
    course = _COURSES.get(outcome.name, _TASK)
    participant = course.between * generator.standard_normal(PEOPLE)
    noise = course.within * generator.standard_normal(len(sittings.people))
    shift = course.shift * sittings.guessed_microdose
    scores = np.clip(
        course.level + participant[sittings.people] + shift + noise,
        outcome.lowest,
        outcome.highest,
    )
    return scores if outcome.is_standardised else np.rint(scores)


def _rows(
    outcome: Outcome, sittings: _Sittings, scores: Floats, people: list[list[str]]
) -> Iterator[list[str]]:
    """The rows of one outcome in the order of the declared columns."""
    for place, score in enumerate(scores):
        if outcome.is_standardised and not sittings.with_tasks[place]:
            continue
        person, week = sittings.people[place], sittings.weeks[place]
        yield [
            str(person + 1),
            outcome.name,
            f"w{week + 1}{sittings.visit}",
            sittings.arms[place],
            ARMS[0] if sittings.guessed_microdose[place] else ARMS[1],
            f"{score:.3f}" if outcome.is_standardised else f"{score:.0f}",
            *people[person],
        ]
