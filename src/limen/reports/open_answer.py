"""What may be said of an open diary: a change, never a reason for it.

The words for an action of the capsule are not available here; a test reads every sentence.

Source: experience.md section 3.2 (S7).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from limen.inference.diary_estimates import DiaryChange
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import Headline
from limen.reports.analysed import Page
from limen.reports.headline import HEADLINES
from limen.reports.page_numbers import page_numbers


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """The change of an open diary, or why there is no number, and the days that were scored.

    `weeks` are those of the protocol; the days are those of the last 120.
    """

    found: DiaryChange | NotEstimable
    baseline_days: int
    practice_days: int
    weeks: int


def open_fields(answer: OpenAnswer) -> dict[str, object]:
    """The `data` of `analyse` on open use, in points as they stand in the rows."""
    change = answer.found if isinstance(answer.found, DiaryChange) else None
    return {
        "headline": Headline.S7,
        "change": change and change.change,
        "range95": change and (change.lower, change.upper),
        "expected_gain": change and change.expected_gain,
        "baseline_days": answer.baseline_days,
        "practice_days": answer.practice_days,
    }


def open_page(answer: OpenAnswer) -> Page:
    """What the person reads about their diary."""
    before, since = answer.baseline_days, answer.practice_days
    closing = (
        "It does not show what it does for anyone else, or at any other amount. It covers "
        f"{answer.weeks} weeks, your capsules, and what you wrote down. It is not advice to take "
        "more, less, or any."
    )
    return (
        HEADLINES[Headline.S7],
        "We can show what changed, but not why.",
        "",
        *_said(answer),
        "What you expected, the season and other changes are not separated.",
        "",
        f"Days with a score: {before} before the start, {since} since.",
        closing,
    )


def _said(answer: OpenAnswer) -> Iterator[str]:
    change = answer.found
    if isinstance(change, NotEstimable):
        yield change.says
        return
    page = page_numbers(
        (change.change, change.lower, change.upper, change.expected_gain), landmarks=(0.0,)
    )
    ends = page.range_text(change.lower, change.upper)
    moved = f"Your scores changed by {page.text(change.change)} points ({ends})."
    if change.expected_gain is None or change.usual_level is None:
        yield moved
        yield "How much of that comes by itself cannot be said: your usual level is not known."
        return
    gain = page.text(change.expected_gain)
    yield f"{moved} A change of about {gain} is expected by itself when people begin during a low."
    level = page.text(change.usual_level)
    if change.is_level_own:
        yield f"Your usual level is taken as {level}, the mean of your earlier days."
    else:
        yield f"Your usual level is taken as {level}, the middle of the row."
