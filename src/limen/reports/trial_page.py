"""The page of one trial for the person who did it: fixed sentences, with numbers filled in.

Every number is one of the answer's fields. Sentences say higher or lower as the measure has it.

Source: experience.md sections 3.1 and 3.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from limen.inference.belief_estimates import OwnSwitch
from limen.inference.ladder import Rung
from limen.inference.trial_estimates import ExactRange, MissingDays, WorstFill
from limen.inference.verdict_estimates import EarlyStop, Found
from limen.reports.belief_sentences import CLAIMS, belief_sentences
from limen.reports.headline import headline_text, second_sentence
from limen.reports.missing_sentences import spread_sentence, worst_case_sentence
from limen.reports.page_numbers import PageNumbers, page_numbers
from limen.reports.trial_answer import EffectRange, Grey, TrialAnswer

HEADINGS = ("effect", "difference", "range")
NOT_ANSWERED = "not answered by this protocol"

_NOT_WEEKS = "This protocol cannot see effects that build up over weeks."
_RANGE_NOTE = "19 times in 20, a range made this way holds the true difference."
_ABOUT_DAYS = (
    "That is about the number of days, not about you. Together with others, your days can still "
    "help to answer it."
)


@dataclass(frozen=True, slots=True)
class TrialPage:
    """The page in the order in which it is read.

    `effects` are rows under `HEADINGS`, empty where there is no verdict on a difference.
    """

    headline: str
    second: str
    grey: tuple[str, ...]
    numbers: tuple[str, ...]
    effects: tuple[tuple[str, str, str], ...]
    closing: tuple[str, ...]


def trial_page(answer: TrialAnswer) -> TrialPage:
    """What the person reads about their trial."""
    verdict, found = answer.verdict, answer.verdict.found
    page = _decimals(answer)
    limit = "" if verdict.belief_limit is None else page.text(verdict.belief_limit)
    closing = (
        "It does not show what it does for anyone else, or at any other amount. It covers "
        f"{answer.weeks} weeks, your capsules, and what you wrote down. It is not advice to take "
        "more, less, or any."
    )
    return TrialPage(
        headline=headline_text(verdict),
        second=second_sentence(verdict, limit),
        grey=tuple(_grey(code, answer) for code in answer.grey),
        numbers=() if found is None else tuple(_sentences(answer, found, page)),
        effects=() if found is None else _effects(answer, page),
        closing=(closing,) if found is None else (_NOT_WEEKS, closing),
    )


def _decimals(answer: TrialAnswer) -> PageNumbers:
    verdict, found, fixed = answer.verdict, answer.verdict.found, answer.verdict.fixed
    effects = [each for _, each in _three(answer) if each is not None]
    ranges = [each.range_95 for each in effects]
    if verdict.completed is not None:
        ranges += [verdict.completed.test.interval_95, verdict.completed.test.interval_90]
    numbers = [each.difference for each in effects]
    if found is not None:
        numbers += [found.difference, found.limit, found.protects_up_to]
    if found is not None and isinstance(found.own_switch, OwnSwitch):
        numbers.append(found.own_switch.points)
    limits = [limit for each in ranges for limit in (each.lower, each.upper)]
    return page_numbers(
        (*numbers, *limits, verdict.tipping_point, answer.smallest_detectable),
        landmarks=(0.0, fixed.smallest_change, verdict.belief_limit),
        stated=(fixed.smallest_change, fixed.belief_limit),
    )


def _sentences(answer: TrialAnswer, found: Found, page: PageNumbers) -> Iterator[str]:
    """The sentences of a verdict, in the order that its headline has."""
    verdict = answer.verdict
    yield _difference(answer, found, page)
    if verdict.rung is Rung.E:
        change = page.text(verdict.fixed.smallest_change)
        yield f"Before the start you set {change} points as the smallest change that matters."
    if verdict.rung is Rung.L0:
        yield from _open_still(answer, page)
    yield from belief_sentences(verdict, found, page, is_higher_better=answer.is_higher_better)
    yield from _missing(answer, found, page)
    if verdict.completed is not None:
        yield _RANGE_NOTE


def _missing(answer: TrialAnswer, found: Found, page: PageNumbers) -> Iterator[str]:
    """How days went missing, and how bad those of the better side would have to be."""
    missing, worst, scale = answer.missing, answer.worst_case, answer.verdict.scale
    if not isinstance(missing, MissingDays):
        return
    yield spread_sentence(missing)
    better = missing.active_share if found.difference > 0 else missing.placebo_share
    is_claim = answer.verdict.rung in CLAIMS and better > 0
    if is_claim and scale is not None and isinstance(worst, WorstFill):
        yield worst_case_sentence(worst, scale.sigma_points, page)


def _difference(answer: TrialAnswer, found: Found, page: PageNumbers) -> str:
    days = "In microdose weeks" if answer.is_paired else "On days with a microdose capsule"
    points, way = page.text(abs(found.difference)), _way(found.difference, answer)
    said = f"{days} your {answer.measure} was {points} points {way}"
    if isinstance(found.evidence, EarlyStop):
        return f"{said}. You stopped before the planned end, so no range is given."
    test = found.evidence.test
    ranges = page.range_text(*_as_measured(test.interval_95, answer))
    if answer.verdict.rung is Rung.E:
        ranges += f"; 90 % {page.range_text(*_as_measured(test.interval_90, answer))}"
    return f"{said} ({ranges})."


def _open_still(answer: TrialAnswer, page: PageNumbers) -> Iterator[str]:
    """How far the difference may lie from what was seen, and what it would take."""
    if answer.verdict.completed is not None:
        lower, upper = _as_measured(answer.verdict.completed.test.interval_95, answer)
        if lower is not None and upper is not None:
            yield (
                "The true difference could lie anywhere from "
                f"{page.text(lower)} to {page.text(upper)}."
            )
    if answer.smallest_detectable is not None:
        found = page.text(answer.smallest_detectable)
        yield f"The smallest difference that this protocol finds 8 times in 10 is {found} points."
    yield _ABOUT_DAYS


def _effects(answer: TrialAnswer, page: PageNumbers) -> tuple[tuple[str, str, str], ...]:
    """Three questions, three numbers."""
    rows: list[tuple[str, str, str]] = []
    for name, effect in _three(answer):
        if effect is None:
            rows.append((name, NOT_ANSWERED, ""))
            continue
        difference = f"{page.text(abs(effect.difference))} {_way(effect.difference, answer)}"
        ends = page.range_text(*_as_measured(effect.range_95, answer)).removeprefix("range ")
        rows.append((name, difference, ends))
    return tuple(rows)


def _three(answer: TrialAnswer) -> tuple[tuple[str, EffectRange | None], ...]:
    weeks = "over weeks (within one week only)" if answer.is_paired else "over weeks"
    said = answer.effects
    return (("same day", said.same_day), ("next days", said.next_days), (weeks, said.over_weeks))


def _grey(code: Grey, answer: TrialAnswer) -> str:
    counts = answer.counts
    active, placebo = counts.noticed_active, counts.noticed_placebo
    return {
        Grey.EVENING_ONLY: f"On {counts.evening_only} days you gave your guess only in the "
        "evening, after your ratings. Your day may have coloured those guesses.",
        Grey.NOTICED: f"You noticed {active.count} of {active.n} microdose capsules and "
        f"{placebo.count} of {placebo.n} placebo capsules.",
        Grey.MISSING_DIFFERS: "Days without a score are not spread alike over microdose and "
        "placebo.",
        Grey.EARLY_STOP: "You stopped before the planned end, so the rule for early stops decides.",
    }[code]


def _way(points: float, answer: TrialAnswer) -> str:
    return "higher" if (points >= 0) is answer.is_higher_better else "lower"


def _as_measured(exact: ExactRange, answer: TrialAnswer) -> tuple[float | None, float | None]:
    """Both ends of a range with the sign that the measure itself has."""
    if answer.is_higher_better:
        return exact.lower, exact.upper
    lower, upper = (None if end is None else -end for end in (exact.upper, exact.lower))
    return lower, upper
