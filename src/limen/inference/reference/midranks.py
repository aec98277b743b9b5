"""Midranks the slow way: every score is compared with every other."""

from dataclasses import replace

from limen.inference.reference.randomisation import plain_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Trial
from limen.inference.trial_estimates import MidrankCheck


def midrank_check(trial: Trial, scale: Scale, kernel: Kernel, draws: Draws) -> MidrankCheck:
    """What `limen.inference.midranks.midrank_check` gives where there is a test."""
    recorded = [score for score in trial.scores if score is not None]
    ranks = tuple(
        None
        if score is None
        else 0.5 + sum(1.0 if other < score else 0.5 for other in recorded if other <= score)
        for score in trial.scores
    )
    test = plain_test(replace(trial, scores=ranks), scale, kernel, draws)
    return MidrankCheck(*test.one_sided(), test.two_sided())
