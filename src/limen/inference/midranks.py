"""The randomisation test on the ranks of the scores: a declared secondary check.

    rank of y = (scores below y) + (scores equal to y + 1)/2

The raw scores decide, for ordinal scores too; what the check adds is that no single day with a
far-out score carries the answer.

Source: methods.md section 1.3.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from limen.inference.estimates import NotEstimable
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Trial
from limen.inference.trial_estimates import MidrankCheck


def midrank_check(
    trial: Trial, scale: Scale, kernel: Kernel, draws: Draws
) -> MidrankCheck | NotEstimable:
    """The test of the allocation on midranks instead of scores.

    Takes what `randomisation_test` takes, and is not estimable where that is not.

    Source: methods.md section 1.3.
    """
    ordered = sorted(score for score in trial.scores if score is not None)
    ranks = tuple(
        None
        if score is None
        else (bisect_left(ordered, score) + bisect_right(ordered, score) + 1) / 2
        for score in trial.scores
    )
    outcome = randomisation_test(replace(trial, scores=ranks), scale, kernel, draws)
    if isinstance(outcome, NotEstimable):
        return outcome
    return MidrankCheck(outcome.p_up, outcome.p_low, outcome.p_two)
