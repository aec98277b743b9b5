"""Missing days the slow way: every day looked up by itself, the test one order after the other."""

from dataclasses import replace

from limen.inference.reference.randomisation import plain_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Trial
from limen.inference.trial_estimates import FilledOutcome, MissingDays, WorstFill

CLAIM = 0.025


def missingness_test(trial: Trial, scale: Scale, kernel: Kernel, draws: Draws) -> MissingDays:
    """What `limen.inference.missing_days.missingness_test` gives where a day is missing."""
    marked = replace(
        trial,
        scores=tuple(
            (1.0 if score is None else 0.0) if _is_known(trial, day) else None
            for day, score in enumerate(trial.scores)
        ),
    )
    days = range(len(trial.scores))
    shares: dict[int, float] = {}
    for arm in (0, 1):
        its = [day for day in days if _arm(trial, day, kernel) == arm]
        shares[arm] = sum(trial.scores[day] is None for day in its) / len(its)
    p = plain_test(marked, scale, kernel, draws).two_sided()
    return MissingDays(p_two=p, active_share=shares[1], placebo_share=shares[0])


def worst_case_fill(trial: Trial, scale: Scale, kernel: Kernel, draws: Draws) -> WorstFill:
    """What `limen.inference.missing_days.worst_case_fill` gives where there is a test."""
    better = 1 if plain_test(trial, scale, kernel, draws).estimate > 0 else 0
    other = [
        score
        for day, score in enumerate(trial.scores)
        if score is not None and _arm(trial, day, kernel) == 1 - better
    ]
    mean = sum(other) / len(other)
    steps: list[FilledOutcome] = []
    ended: list[float] = []
    for worse_by in (0.0, 0.25, 0.5, 1.0):
        scores = list(trial.scores)
        for day, score in enumerate(scores):
            if score is None and _arm(trial, day, kernel) == better:
                scores[day] = mean - worse_by * scale.sigma_points
        test = plain_test(replace(trial, scores=tuple(scores)), scale, kernel, draws)
        p_up, p_low = test.one_sided()
        steps.append(FilledOutcome(worse_by, test.two_sided()))
        if (p_up if better else p_low) > CLAIM:
            ended.append(worse_by)
    return WorstFill(tuple(steps), ended[0] if ended else None)


def _arm(trial: Trial, day: int, kernel: Kernel) -> int | None:
    """The arm of the last capsule that reaches a day."""
    for later, share in enumerate(kernel):
        if share and day - later in trial.slot_days:
            return trial.arms[trial.slot_days.index(day - later)]
    return None


def _is_known(trial: Trial, day: int) -> bool:
    before = [each for each in (*trial.slot_days, *trial.unknown_days) if each <= day]
    return not before or max(before) in trial.slot_days
