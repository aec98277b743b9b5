"""From the scores, arms and guesses of a trial to exactly one verdict.

The test says whether the arms differ; the curve over belief effects, whether believing could be
why; the ladder, which of the few fixed verdicts the two allow. After an early stop the evidence
gathered block by block takes the place of the test. Whatever cannot be estimated becomes
the verdict "too few days", with its sentence.

Source: methods.md section 2.6.
"""

from dataclasses import replace
from math import ceil

from limen.inference.belief import guess_difference, own_switch, tipping_curve
from limen.inference.belief_estimates import Guesses
from limen.inference.early_stop import early_stop, rung_of_early_stop
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import FEWEST_SCORED, MOST_OPENED_EARLY, OneSided, Rung, rung_of
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.slot_contrasts import slot_contrasts
from limen.inference.trial import Trial
from limen.inference.verdict_estimates import (
    Allocations,
    Completed,
    Conduct,
    EarlyStop,
    Fixed,
    Found,
    Verdict,
)

LARGEST_ATTAINABLE_P = 0.05


def verdict(
    trial: Trial,
    scale: Scale | NotEstimable,
    guesses: Guesses,
    allocations: Allocations,
    fixed: Fixed,
    conduct: Conduct,
) -> Verdict:
    """The one verdict that a trial allows.

    Args:
        trial: scores and arms of the whole blocks.
        scale: φ0 and day SD from the run-in, or why there are none.
        guesses: the analysed guess of every slot.
        allocations: what the design could have given.
        fixed: what was fixed before the first capsule.
        conduct: how the trial went.

    Raises:
        ValueError: trial, guesses and allocations have different numbers of slots.

    Source: methods.md sections 1.9 and 2.6.
    """
    if conduct.opened_early > MOST_OPENED_EARLY:
        return unblinded_verdict(fixed, "More than half of the packets were opened early.")
    too_little = _too_little(conduct, allocations)
    if too_little is not None:
        return _too_few(fixed, too_little)
    if isinstance(scale, NotEstimable):
        return _too_few(fixed, scale)
    judge = _judged_early if conduct.is_stopped_early else _judged
    judged = judge(trial, scale, guesses, allocations, fixed)
    if isinstance(judged, NotEstimable):
        return replace(_too_few(fixed, judged), scale=scale)
    rung, evidence = judged
    found = Found(
        evidence=evidence,
        limit=fixed.limit_in_points(scale),
        guesses=guess_difference(trial, guesses, allocations.draws),
        guesses_missing=guesses.missing_share,
        own_switch=own_switch(trial, guesses),
    )
    return Verdict(rung, fixed, scale=scale, found=found)


def unblinded_verdict(fixed: Fixed, says: str) -> Verdict:
    """The verdict on what was not blinded, with the reason as a sentence.

    Source: methods.md section 2.6, row 1.
    """
    return Verdict(Rung.NOT_BLINDED, fixed, NotEstimable(Reason.NOT_BLINDED, says))


def _judged(
    trial: Trial, scale: Scale, guesses: Guesses, allocations: Allocations, fixed: Fixed
) -> tuple[Rung, Completed] | NotEstimable:
    """The verdict on a trial that went on to its end."""
    contrasts = slot_contrasts(trial, scale, fixed.kernel, allocations.draws)
    if isinstance(contrasts, NotEstimable):
        return contrasts
    test = randomisation_test(trial, scale, fixed.kernel, allocations.draws)
    if isinstance(test, NotEstimable):
        return test
    curve = tipping_curve(
        trial,
        contrasts,
        guesses,
        fixed.kernel,
        limit=fixed.limit_in_points(scale),
        sigma=scale.sigma_points,
    )
    rung = rung_of(
        OneSided(test.p_up, curve.p_rob),
        OneSided(test.p_low, curve.p_rob_harm),
        guesses_missing=guesses.missing_share,
        interval_90=test.interval_90,
        smallest_change=fixed.smallest_change,
    )
    return rung, Completed(test, curve)


def _judged_early(
    trial: Trial, scale: Scale, guesses: Guesses, allocations: Allocations, fixed: Fixed
) -> tuple[Rung, EarlyStop] | NotEstimable:
    """The verdict on a trial that ended before its plan."""
    limit = fixed.limit_in_points(scale)
    stop = early_stop(trial, scale, guesses, allocations, kernel=fixed.kernel, limit=limit)
    if isinstance(stop, NotEstimable):
        return stop
    return rung_of_early_stop(stop, guesses.missing_share), stop


def _too_few(fixed: Fixed, reason: NotEstimable) -> Verdict:
    return Verdict(Rung.TOO_FEW_DAYS, fixed, reason)


def _too_little(conduct: Conduct, allocations: Allocations) -> NotEstimable | None:
    """Why days or whole blocks do not suffice, before anything is computed."""
    needed = ceil(FEWEST_SCORED * conduct.planned_days)
    if conduct.scored_days < needed:
        says = (
            f"You wrote down {conduct.scored_days} of {conduct.planned_days} days. "
            f"We need about {needed}."
        )
        return NotEstimable(Reason.TOO_FEW_DAYS, says)
    if allocations.smallest_p > LARGEST_ATTAINABLE_P:
        says = "Too few whole sets of capsules are known: no difference could ever be shown."
        return NotEstimable(Reason.TOO_FEW_ALLOCATIONS, says)
    return None
