"""The report of an open practice: what was recorded, and that it was not blinded."""

from dataclasses import dataclass

from limen.reports.figures import Figure, OwnWords, Sentence, counted
from limen.reports.practice_days import MOST_WEEKS, Practice, days_before
from limen.reports.sections import (
    against_plan,
    days,
    habits,
    noticed,
    ratings,
    scores,
    taken,
    talked,
    unwanted,
    weeks,
)


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """What a reader carries away from an open practice.

    Args:
        practice: the days that it is made from.
        headline: the one headline.
        says: the sentences below it.
        question: what the person asked themselves, or None without a plan.
        figures: one after another.
        not_meant: what the report does not show.
    """

    practice: Practice
    headline: Sentence
    says: tuple[Sentence, ...]
    question: OwnWords | Sentence | None
    figures: tuple[Figure, ...]
    not_meant: tuple[Sentence, ...]


def practice_report(practice: Practice) -> PracticeReport:
    """The report of a stretch of days.

    While a trial in these days is sealed it holds what was recorded and what is missing, no more.

    Source: experience.md sections 1.3, 3.1 and 3.2.
    """
    is_sealed = practice.is_sealed
    sections = _SEALED if is_sealed else _OPEN
    return PracticeReport(
        practice=practice,
        headline=_SEAL if is_sealed else Sentence("This was not blinded."),
        says=(*_cut(practice), *_few(practice), *(() if is_sealed else _says(practice))),
        question=OwnWords(practice.plan.stated.question) if practice.plan else None,
        figures=tuple(figure for build in sections for figure in build(practice)),
        not_meant=_not_meant(practice),
    )


BASELINE_DAYS = 14
"""Fewer days before the start than this give a description alone."""

ENOUGH_TENTHS = 6
"""A report of fewer days than this in 10 says so first."""

_SEALED = (days.build, against_plan.build, unwanted.build, talked.build)
"""What was recorded, what is missing, and safety: nothing here tells one arm from the other."""

_OPEN = (
    days.build,
    taken.build,
    against_plan.build,
    noticed.build,
    ratings.build,
    weeks.build,
    scores.build,
    habits.build,
    unwanted.build,
    talked.build,
)
_SEAL = Sentence("This opens with the seal.")
_NOT_SEPARATED = Sentence("What you expected, the season and other changes are not separated.")


def _cut(practice: Practice) -> tuple[Sentence, ...]:
    if not practice.is_cut:
        return ()
    words = "These are the latest %(weeks)d weeks. Earlier days stand on your timeline."
    return (Sentence(words, {"weeks": MOST_WEEKS}),)


def _few(practice: Practice) -> tuple[Sentence, ...]:
    passed = len(practice.days)
    if practice.written * 10 >= passed * ENOUGH_TENTHS:
        return ()
    values = {"written": practice.written, "passed": passed}
    words = "You wrote down %(written)d of %(passed)d days. Too many are missing to see a pattern."
    return (Sentence(words, values),)


def _says(practice: Practice) -> tuple[Sentence, ...]:
    """Below two weeks before the start nothing is said about a change; no number is given yet."""
    shown = Sentence("We can show what changed, but not why.")
    before = days_before(practice)
    if before >= BASELINE_DAYS:
        return (shown, _NOT_SEPARATED)
    few = counted(
        before,
        "Before the start you wrote down %(count)d day, so this only describes your days.",
        "Before the start you wrote down %(count)d days, so this only describes your days.",
    )
    described = few if practice.plan else Sentence("Without a start this only describes your days.")
    return (shown, described, _NOT_SEPARATED)


def _not_meant(practice: Practice) -> tuple[Sentence, ...]:
    passed = len(practice.days)
    if passed % _WEEK:
        covers = counted(
            passed,
            "It covers %(count)d day, your capsules, and what you wrote down.",
            "It covers %(count)d days, your capsules, and what you wrote down.",
        )
    else:
        covers = counted(
            passed // _WEEK,
            "It covers %(count)d week, your capsules, and what you wrote down.",
            "It covers %(count)d weeks, your capsules, and what you wrote down.",
        )
    return (
        Sentence("It does not show what it does for anyone else, or at any other amount."),
        covers,
        Sentence("It is not advice to take more, less, or any."),
    )


_WEEK = 7
