"""Whether days went missing for a reason that the capsule knew, and how bad they could have been.

    missing      the randomisation test with y_t = 1 on a day without a score, 0 on a day with one
    worst case   the missing days of the better arm := mean of the other arm − worse_by·σ,
                 worse_by in 0, ¼, ½, 1;   tipping: the first at which the claim ends (p > 0.025)

Somebody who skips bad days mostly after active capsules makes an effect out of nothing; somebody
who skips them alike under both arms does not. A day belongs to the arm of the last capsule whose
kernel reaches it; the better arm is the one with the higher estimate. Missing days of the other
arm, and days of no arm, stay missing. Days of blocks that were left out, from an unknown capsule to
the next known one, are no missing days.

Axes: n days, N rows kept.

Source: methods.md section 1.8.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Trial
from limen.inference.trial_estimates import FilledOutcome, MissingDays, WorstFill
from limen.inference.working_model import arm_of_days

WORSE_BY = (0.0, 0.25, 0.5, 1.0)  # SD of a day
CLAIM = 0.025  # one-sided


def missingness_test(
    trial: Trial, scale: Scale, kernel: Kernel, draws: Draws
) -> MissingDays | NotEstimable:
    """Whether a score is missing more often on the days of one arm.

    Args:
        trial: the days that have a score, and the arm of every slot.
        scale: φ0, from the run-in.
        kernel: J shares of δ on the dose day and the days after it.
        draws: other allocations that the design could have given, by its real law.

    Returns:
        The two-sided p and the share of missing days under each arm; or why there is nothing to
        say: no day is missing, or fewer than 40 allocations.

    Source: methods.md section 1.8 (a).
    """
    missing = _missing(trial)
    if not any(missing):
        return NotEstimable(Reason.NO_VARIATION, "Every day has a score.")
    outcome = randomisation_test(replace(trial, scores=missing), scale, kernel, draws)
    if isinstance(outcome, NotEstimable):
        return outcome
    arms = arm_of_days(trial, kernel)
    return MissingDays(
        p_two=outcome.p_two,
        active_share=_mean_of(1, missing, arms),
        placebo_share=_mean_of(0, missing, arms),
    )


def worst_case_fill(
    trial: Trial, scale: Scale, kernel: Kernel, draws: Draws
) -> WorstFill | NotEstimable:
    """What is left of the difference if the missing days of the better arm were bad days.

    Args:
        trial: what was scored, and the arm of every slot.
        scale: φ0 and σ, from the run-in.
        kernel: J shares of δ on the dose day and the days after it.
        draws: other allocations that the design could have given, by its real law.

    Returns:
        p for each fill and the first that ends the claim, or why there is no test to begin with.

    Source: methods.md section 1.8 (b).
    """
    observed = randomisation_test(trial, scale, kernel, draws)
    if isinstance(observed, NotEstimable):
        return observed
    better = int(observed.estimate > 0)
    arms = arm_of_days(trial, kernel)
    base = _mean_of(1 - better, trial.scores, arms)
    filled = (_filled(trial, arms, better, base - by * scale.sigma_points) for by in WORSE_BY)
    outcomes = [randomisation_test(each, scale, kernel, draws) for each in filled]
    tests = [
        (by, each)
        for by, each in zip(WORSE_BY, outcomes, strict=True)
        if not isinstance(each, NotEstimable)
    ]
    ended = (by for by, test in tests if (test.p_up if better else test.p_low) > CLAIM)
    return WorstFill(
        steps=tuple(FilledOutcome(by, test.p_two) for by, test in tests),
        tipping=next(ended, None),
    )


def _missing(trial: Trial) -> tuple[float | None, ...]:
    """1 on a day without a score, 0 on a day with one; None on the days of a left-out block."""
    known = dict.fromkeys(trial.slot_days, True) | dict.fromkeys(trial.unknown_days, False)
    missing: list[float | None] = []
    counts = True
    for day, score in enumerate(trial.scores):
        counts = known.get(day, counts)
        missing.append(float(score is None) if counts else None)
    return tuple(missing)


def _filled(trial: Trial, arms: Sequence[int | None], better: int, fill: float) -> Trial:
    scores = (
        fill if score is None and arm == better else score
        for score, arm in zip(trial.scores, arms, strict=True)
    )
    return replace(trial, scores=tuple(scores))


def _mean_of(arm: int, scores: Sequence[float | None], arms: Sequence[int | None]) -> float:
    return fmean(
        score for score, its in zip(scores, arms, strict=True) if its == arm and score is not None
    )
