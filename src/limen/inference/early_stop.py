"""What may be said of a trial that ended before its plan: evidence that allows to stop at any time.

    benefit   L1: E(Y) ≥ 20 and a difference above 0;   L2: also E(Y − κ(k*G)) ≥ 20 with a
              difference above 0, for κ = the belief limit and half of it
    harm      the same on −Y:   E(Y + κ(k*G)) and differences below 0

E counts at its greatest, since it may be looked at after every block. There is neither p nor
interval, and so no verdict of "little or no difference".

Source: methods.md section 1.9.
"""

from dataclasses import replace

from limen.inference.arrays import Floats
from limen.inference.belief import believed_days
from limen.inference.belief_estimates import Guesses
from limen.inference.block_evidence import ENOUGH, block_evidence
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import MOST_GUESSES_MISSING, Rung
from limen.inference.run_in import Scale
from limen.inference.trial import Kernel, Trial
from limen.inference.verdict_estimates import Allocations, EarlyStop

LIMIT_SHARES = (0.5, 1.0)


def early_stop(
    trial: Trial,
    scale: Scale,
    guesses: Guesses,
    allocations: Allocations,
    *,
    kernel: Kernel,
    limit: float,
) -> EarlyStop | NotEstimable:
    """The evidence of the blocks that were completed.

    Args:
        trial: scores and arms of the completed blocks.
        scale: day SD, from the run-in.
        guesses: the analysed guess of every slot.
        allocations: the law of each completed block.
        kernel: shares of an effect on the dose day and the days after it.
        limit: the belief limit, in points.

    Returns:
        The evidence, or why there is none: no block is complete.

    Source: methods.md section 1.9.
    """
    laws, slot_score = allocations.laws, allocations.slot_score
    course = block_evidence(trial, scale, laws, slot_score)
    if isinstance(course, NotEstimable):
        return course
    direction = 1.0 if course.difference > 0 else -1.0
    believed = believed_days(trial, guesses, kernel)
    beyond = [
        block_evidence(
            _without(trial, direction * share * limit * believed), scale, laws, slot_score
        )
        for share in LIMIT_SHARES
    ]
    left = [
        max(each.values) if each.difference * direction > 0 else 0.0
        for each in beyond
        if not isinstance(each, NotEstimable)
    ]
    return EarlyStop(course.difference, max(course.values), min(left, default=0.0))


def rung_of_early_stop(stop: EarlyStop, guesses_missing: float) -> Rung:
    """The verdict of a trial that ended before its plan.

    Source: methods.md section 1.9.
    """
    if stop.evidence < ENOUGH:
        return Rung.L0
    is_beyond = stop.beyond_belief >= ENOUGH and guesses_missing <= MOST_GUESSES_MISSING
    if stop.difference > 0:
        return Rung.L2 if is_beyond else Rung.L1
    return Rung.H2 if is_beyond else Rung.H1


def _without(trial: Trial, taken: Floats) -> Trial:
    """The trial with so many points taken off each of its n days."""
    scores = tuple(
        None if score is None else float(score - points)
        for score, points in zip(trial.scores, taken, strict=True)
    )
    return replace(trial, scores=scores)
