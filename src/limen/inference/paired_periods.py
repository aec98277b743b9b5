"""What pairs of weeks can say besides: the second half of the weeks, and a check by hand.

    period effect   the randomisation test with x_t(w) = 1 on the last four days of an active week,
                    and only the last four days of each week scored
    paired t        the means of the two weeks of a pair, active − placebo, and Student's t over
                    pairs with pairs − 1 degrees of freedom

Days of the trial week count from 0; the second half are days 3 to 6. The first half is left out so
that what the week before left behind has mostly gone. It says nothing about effects that build up
over more than a few days.

Axes: m slots, in weeks of equal arms.

Source: methods.md sections 1.1 (E2) and 1.7.
"""

from collections.abc import Collection, Mapping
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.slot_contrasts import allocations
from limen.inference.tails import student_quantile, student_two_sided
from limen.inference.trial import WEEK, Draws, Kernel, Trial
from limen.inference.trial_estimates import Difference, PairedDifference, TestOutcome

SECOND_HALF = 3  # its first day
HALF_WEEK: Kernel = (1.0,) * (WEEK - SECOND_HALF)
FEWEST_PAIRS = 3
ROUNDING = 1e-14  # of the largest difference


def period_effect(trial: Trial, scale: Scale, draws: Draws) -> TestOutcome | NotEstimable:
    """Second half of active weeks minus second half of placebo weeks, with its own test.

    Args:
        trial: what was scored, and the arm of every slot, in pairs of weeks.
        scale: φ0, from the run-in.
        draws: other allocations of the same slots.

    Returns:
        The outcome of the test, in points; or why there is none: the slots of a week do not share
        their arm, or what stops `randomisation_test`.

    Source: methods.md section 1.1 (E2).
    """
    weeks = tuple(day // WEEK for day in trial.slot_days)
    if not weeks:
        return NotEstimable(Reason.TOO_FEW_DAYS, "No capsule is left to compare.")
    first_of_slot = [weeks.index(week) for week in weeks]
    orders = allocations(trial.arms, draws)
    if not np.array_equal(orders, orders[:, first_of_slot]):
        says = "Only whole weeks under one arm answer a question about periods."
        return NotEstimable(Reason.DESIGN_NOT_SUPPORTED, says)
    last = len(trial.scores) - SECOND_HALF  # a week that begins later has no second half
    firsts = [slot for slot in sorted(set(first_of_slot)) if weeks[slot] * WEEK < last]
    arms, *others = (order.tobytes() for order in orders[:, firsts].astype(np.uint8))
    halves = Trial(
        scores=tuple(
            score if day % WEEK >= SECOND_HALF else None for day, score in enumerate(trial.scores)
        ),
        slot_days=tuple(weeks[slot] * WEEK + SECOND_HALF for slot in firsts),
        arms=arms,
        block_of_slot=tuple(trial.block_of_slot[slot] for slot in firsts),
        first_weekday=trial.first_weekday,
    )
    return randomisation_test(
        halves, scale, HALF_WEEK, Draws(tuple(others), draws.complete, draws.seed)
    )


def paired_t(trial: Trial) -> PairedDifference | NotEstimable:
    """The paired t on the means of the two weeks of each pair, for a check by hand.

    Args:
        trial: what was scored, and the arm of every slot; a block is a pair of weeks.

    Returns:
        The mean difference in points with its error; or why there is none: a block is not one
        active and one placebo week, fewer than 3 pairs have a score in both weeks, or all
        differences are equal.

    Source: methods.md section 1.7 (hand check).
    """
    by_block: dict[int, dict[int, set[int]]] = {}
    for day, arm, block in zip(trial.slot_days, trial.arms, trial.block_of_slot, strict=True):
        by_block.setdefault(block, {}).setdefault(arm, set()).add(day // WEEK)
    pairs = list(by_block.values())
    if not all(_is_pair(pair) for pair in pairs):
        says = "Only one active and one placebo week a block can be compared in pairs."
        return NotEstimable(Reason.DESIGN_NOT_SUPPORTED, says)
    means = [(_week_mean(trial, pair[1]), _week_mean(trial, pair[0])) for pair in pairs]
    differences = [a - b for a, b in means if a is not None and b is not None]
    n = len(differences)
    if n < FEWEST_PAIRS:
        says = f"Only {n} pairs have a score in both weeks; {FEWEST_PAIRS} are needed."
        return NotEstimable(Reason.TOO_FEW_DAYS, says)
    estimate, se = fmean(differences), stdev(differences) / sqrt(n)
    if se <= ROUNDING * max(map(abs, differences)):
        return NotEstimable(Reason.NO_VARIATION, "All pairs differ by the same amount.")
    reach = se * float(student_quantile(0.975, n - 1))
    return PairedDifference(
        pairs=n,
        difference=Difference(estimate, se, n - 1, estimate - reach, estimate + reach),
        p=float(student_two_sided(estimate / se, n - 1)),
    )


def _is_pair(pair: Mapping[int, Collection[int]]) -> bool:
    return set(pair) == {0, 1} and len(pair[0]) == len(pair[1]) == 1 and pair[0] != pair[1]


def _week_mean(trial: Trial, weeks: Collection[int]) -> float | None:
    scores = [
        score
        for day, score in enumerate(trial.scores)
        if day // WEEK in weeks and score is not None
    ]
    return fmean(scores) if scores else None
