"""What belief could explain, the slow way: the whole test again for every belief effect."""

from collections.abc import Sequence
from dataclasses import replace

from limen.inference.belief_estimates import (
    BeliefPoint,
    GuessDifference,
    Guesses,
    OwnSwitch,
    RightGuesses,
    TippingCurve,
)
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.randomisation import plain_test, randomisation_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Terms, Trial
from limen.inference.trial_estimates import TestOutcome

ONE_SIDED, FEWEST = 0.025, 3


def tipping_curve(
    trial: Trial, scale: Scale, guesses: Guesses, kernel: Kernel, draws: Draws, limit: float
) -> TippingCurve:
    """What `limen.inference.belief.tipping_curve` gives."""

    def at(switch: float) -> BeliefPoint:
        return belief_point(trial, scale, guesses, kernel, draws, switch)

    points = [at(scale.sigma_points * step / 20) for step in range(41)]
    limits = [at(0), at(limit / 2), at(limit)]
    explaining = [point.switch for point in points if point.p_up > ONE_SIDED]
    explaining_harm = [point.switch for point in points if point.p_low > ONE_SIDED]
    return TippingCurve(
        points=tuple(points),
        p_rob=max(point.p_up for point in limits),
        p_rob_harm=max(point.p_low for point in limits),
        tipping_point=min(explaining) if explaining else None,
        tipping_point_harm=min(explaining_harm) if explaining_harm else None,
    )


def belief_point(
    trial: Trial, scale: Scale, guesses: Guesses, kernel: Kernel, draws: Draws, switch: float
) -> BeliefPoint:
    """One point of the curve: the whole test after a belief effect was taken off."""
    up = plain_test(without_belief(trial, guesses, kernel, switch), scale, kernel, draws)
    low = plain_test(without_belief(trial, guesses, kernel, -switch), scale, kernel, draws)
    return BeliefPoint(switch, up.one_sided()[0], low.one_sided()[1])


def without_belief(trial: Trial, guesses: Guesses, kernel: Kernel, switch: float) -> Trial:
    """The trial with `switch` points taken off for each guess, on its day and the days after."""
    scores = list(trial.scores)
    for day, score in enumerate(scores):
        if score is None:
            continue
        taken = 0.0
        for slot, slot_day in enumerate(trial.slot_days):
            guess = guesses.active[slot]
            is_believed = trial.arms[slot] == 1 if guess is None else guess
            if is_believed and 0 <= day - slot_day < len(kernel):
                taken += kernel[day - slot_day] * switch
        scores[day] = score - taken
    return replace(trial, scores=tuple(scores))


def guess_difference(trial: Trial, guesses: Guesses, draws: Draws) -> GuessDifference:
    """What `limen.inference.belief.guess_difference` gives."""
    numbers = [None if guess is None else 1.0 * guess for guess in guesses.active]
    return GuessDifference(
        guess=_difference(trial, numbers, draws),
        belief=_difference(trial, guesses.beliefs, draws),
        counts=_counts(trial, guesses, draws),
    )


def own_switch(trial: Trial, guesses: Guesses) -> OwnSwitch | NotEstimable:
    """What `limen.inference.belief.own_switch` gives."""
    sums, counts = [0.0, 0.0], [0, 0]
    for slot, day in enumerate(trial.slot_days):
        score, guess = trial.scores[day], guesses.active[slot]
        if trial.arms[slot] == 0 and score is not None and guess is not None:
            sums[guess] += score
            counts[guess] += 1
    if min(counts) < FEWEST:
        return NotEstimable(Reason.TOO_FEW_DAYS, "Too few placebo days were guessed one way.")
    return OwnSwitch(sums[1] / counts[1] - sums[0] / counts[0], counts[1], counts[0])


def _difference(
    trial: Trial, answers: Sequence[float | None], draws: Draws
) -> TestOutcome | NotEstimable:
    scores: list[float | None] = [None for _ in trial.scores]
    for slot, day in enumerate(trial.slot_days):
        scores[day] = answers[slot]
    answered = replace(trial, scores=tuple(scores))
    return randomisation_test(answered, Scale(0.0, 1.0, 0), (1.0,), draws, terms=Terms.TREND)


def _counts(trial: Trial, guesses: Guesses, draws: Draws) -> RightGuesses | None:
    def right(order: bytes) -> int:
        return sum(
            arm == guess
            for arm, guess in zip(order, guesses.active, strict=True)
            if guess is not None
        )

    n = sum(guess is not None for guess in guesses.active)
    orders = [trial.arms, *draws.others] if draws.complete else list(draws.others)
    counts = sorted(map(right, orders))

    def reached(share: float) -> int:
        """The smallest count that at least this share of the orders does not exceed."""
        return next(
            count for count in counts if sum(c <= count for c in counts) >= share * len(counts)
        )

    if n == 0:
        return None
    mean = sum(counts) / len(counts)
    return RightGuesses(right(trial.arms), n, mean, reached(0.025), reached(0.975))
