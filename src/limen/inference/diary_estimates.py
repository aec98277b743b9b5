"""What the model of an open diary gives back: a change and its doubt, and no reason for it."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_DAYS = 120


@dataclass(frozen=True, slots=True)
class DiaryChange:
    """How far scores lie from where they were before a practice, in points of the scores.

    `change` is the mean of what the model thinks possible, `median`, `lower` and `upper` its
    quantiles 0.5, 0.025 and 0.975, `above_zero` the chance of a change above 0.

    `expected_gain` is what change to expect by itself, because the days before lay off
    `usual_level`; both are None where no usual level is known. `is_level_own` says that the level
    is the mean of the participant's own earlier days.

    `weights` belong to `NODES` of `limen.inference.open_diary`, in their order. `baseline_days` and
    `practice_days` are the days with a score that were used.
    """

    change: float
    median: float
    lower: float
    upper: float
    above_zero: float
    usual_level: float | None
    is_level_own: bool
    expected_gain: float | None
    weights: tuple[float, ...]
    baseline_days: int
    practice_days: int


def scored_days(scores: Sequence[float | None], first_practice_day: int) -> tuple[int, int]:
    """How many days of baseline and of practice have a score, of the last 120 days of a diary.

    Source: methods.md section 3.
    """
    start = max(len(scores) - MOST_DAYS, 0)
    places = [day for day in range(start, len(scores)) if scores[day] is not None]
    before = sum(day < first_practice_day for day in places)
    return before, len(places) - before
