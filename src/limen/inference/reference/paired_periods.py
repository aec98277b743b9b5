"""Pairs of weeks the slow way: the second halves as days of their own, the t by hand."""

import math

from limen.inference.reference.dense import directions, left_of, metric, product
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Trial

DAYS = 7
FIRST_OF_HALF = 3


def period_effect(trial: Trial, scale: Scale, draws: Draws) -> tuple[float, float, float]:
    """The estimate and both one-sided p of `limen.inference.paired_periods.period_effect`."""
    days = [
        day
        for day, score in enumerate(trial.scores)
        if score is not None and day % DAYS >= FIRST_OF_HALF
    ]
    n = len(trial.scores)
    under = metric(days, scale.phi0)
    weekend = [float((trial.first_weekday + day) % DAYS in {5, 6}) for day in days]
    columns = [[1.0] * len(days), [day / n for day in days], weekend]
    around = directions([under.turned(column) for column in columns])
    outcome = left_of(under.turned([trial.scores[day] or 0.0 for day in days]), around)
    statistics: list[float] = []
    estimates: list[float] = []
    for order in (trial.arms, *draws.others):
        active = {day // DAYS for day, arm in zip(trial.slot_days, order, strict=True) if arm == 1}
        exposed = left_of(under.turned([float(day // DAYS in active) for day in days]), around)
        length = math.sqrt(product(exposed, exposed))
        statistics.append(product(exposed, outcome) / length)
        estimates.append(product(exposed, outcome) / length**2)
    slack = 1e-10 * max(map(abs, statistics))
    up = sum(each >= statistics[0] - slack for each in statistics)
    low = sum(each <= statistics[0] + slack for each in statistics)
    return estimates[0], up / len(statistics), low / len(statistics)


def paired_t(trial: Trial) -> tuple[float, float]:
    """The estimate and the error of `limen.inference.paired_periods.paired_t`."""
    differences: list[float] = []
    for block in sorted(set(trial.block_of_slot)):
        means: dict[int, float] = {}
        for day, arm, its in zip(trial.slot_days, trial.arms, trial.block_of_slot, strict=True):
            if its == block:
                week = trial.scores[day - day % DAYS : day - day % DAYS + DAYS]
                scores = [score for score in week if score is not None]
                if scores:
                    means[arm] = sum(scores) / len(scores)
        if len(means) > 1:
            differences.append(means[1] - means[0])
    n = len(differences)
    mean = sum(differences) / n
    squares = sum((each - mean) ** 2 for each in differences)
    return mean, math.sqrt(squares / (n - 1) / n)
