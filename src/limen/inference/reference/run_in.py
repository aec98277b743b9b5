"""The run-in the slow way: day by day, with the recorded days in a dictionary."""

from collections.abc import Sequence

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.run_in import Scale

FEWEST = 14


def run_in_scale(scores: Sequence[float | None], within_sd_default: float) -> Scale | NotEstimable:
    """What `limen.inference.run_in.run_in_scale` gives."""
    by_day = {day: score for day, score in enumerate(scores) if score is not None}
    n = len(by_day)
    if n < FEWEST:
        return NotEstimable(Reason.TOO_FEW_DAYS, "Too few days.")
    mean = sum(by_day.values()) / n
    squares = sum((score - mean) ** 2 for score in by_day.values())
    neighbours = sum(
        (by_day[day] - mean) * (by_day[day + 1] - mean) for day in by_day if day + 1 in by_day
    )
    shifted = neighbours / squares + 1 / n if squares else 0.3
    phi = (n * shifted + 6) / (n + 20)
    variance = (n * squares / (n - 1) + 14 * within_sd_default**2) / (n + 14)
    return Scale(phi0=round(max(0.0, min(0.8, phi)), 1), sigma_points=variance**0.5, days=n)
