"""What belief alone could explain: guesses beside the capsules, and the curve over a belief effect.

    H0(κ): no direct effect, and each guess "active" adds κ:   Y − κ·(k*G) does not depend on w
    p(κ) = p_up[Y − κ(k*G)],   and for harm   p_low[Y + κ(k*G)];   S is linear in κ
    p_rob = max p(κ), κ ∈ {0, ½·limit, limit};   tipping point = smallest κ on 0, 0.05σ, …, 2σ
    with p(κ) > 0.025

G is the guess of the capsule day, spread to later days by the same kernel; a guess that is missing
is filled in the way that is worst for the claim: as right.

Axes: n days, N rows kept, m slots, P re-draws; row 0 is the observed allocation.

Source: methods.md sections 2.2, 2.3 and 2.5.
"""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.belief_estimates import (
    BeliefPoint,
    GuessDifference,
    Guesses,
    OwnSwitch,
    RightGuesses,
    TippingCurve,
)
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.slot_contrasts import SlotContrasts, one_sided
from limen.inference.trial import Draws, Kernel, Terms, Trial
from limen.inference.trial_estimates import TestOutcome
from limen.inference.working_model import kept_scores, spread

ONE_SIDED = 0.025
STEPS_PER_SD, MOST_SD = 20, 2
LIMIT_SHARES = (0.0, 0.5, 1.0)
FEWEST_EACH_WAY = 3  # placebo days with a score and this guess
CHANCE_TAIL = 0.025
POINT_IN_TIME = Scale(phi0=0.0, sigma_points=1.0, days=0)


def guess_difference(trial: Trial, guesses: Guesses, draws: Draws) -> GuessDifference:
    """Whether guesses followed the capsules, with the exact interval, and how many were right.

    Args:
        trial: the arm of every slot; its scores are not read.
        guesses: the guess of every slot; slots without one are left out.
        draws: other allocations that the design could have given.

    Returns:
        Differences of guess and of belief, each with its interval or why there is none, and counts.

    Raises:
        ValueError: guesses or draws have another number of slots than the trial.

    Source: methods.md section 2.3 (point-in-time answers: no autocorrelation, level and trend).
    """
    _refuse_other_length(trial, guesses)
    numbers = [None if guess is None else float(guess) for guess in guesses.active]
    return GuessDifference(
        guess=_difference(trial, numbers, draws),
        belief=_difference(trial, guesses.beliefs, draws),
        counts=_right_guesses(trial, guesses, draws),
    )


def tipping_curve(
    trial: Trial,
    contrasts: SlotContrasts,
    guesses: Guesses,
    kernel: Kernel,
    *,
    limit: float,
    sigma: float,
) -> TippingCurve:
    """One-sided p over belief effects from 0 to 2 day SD, and at the belief limit.

    Args:
        trial: its scores, and the arm of every slot.
        contrasts: of the same trial and its re-draws.
        guesses: the guess of every slot.
        kernel: J shares of an effect on the dose day and the days after it.
        limit: the belief limit, in points for each guess, 0 or above.
        sigma: the day SD, in points.

    Raises:
        ValueError: guesses have another number of slots than the trial.

    Source: methods.md section 2.5.
    """
    _refuse_other_length(trial, guesses)
    scores = contrasts.of(kept_scores(trial))
    believed = contrasts.of(believed_days(trial, guesses, kernel)[contrasts.days])

    def at(switch: float) -> BeliefPoint:
        up, _ = one_sided(scores - switch * believed)
        _, low = one_sided(scores + switch * believed)
        return BeliefPoint(switch=switch, p_up=up, p_low=low)

    points = tuple(at(step * sigma / STEPS_PER_SD) for step in range(STEPS_PER_SD * MOST_SD + 1))
    limits = [at(share * limit) for share in LIMIT_SHARES]
    explained = (point.switch for point in points if point.p_up > ONE_SIDED)
    explained_harm = (point.switch for point in points if point.p_low > ONE_SIDED)
    return TippingCurve(
        points=points,
        p_rob=max(point.p_up for point in limits),
        p_rob_harm=max(point.p_low for point in limits),
        tipping_point=next(explained, None),
        tipping_point_harm=next(explained_harm, None),
    )


def believed_days(trial: Trial, guesses: Guesses, kernel: Kernel) -> Floats:
    """How much each day was believed to be active, shape (n,): the guess, spread by the kernel.

    A missing guess counts as right, which is the worst for every claim.

    Source: methods.md sections 2.2 and 2.5.
    """
    filled = [
        float(arm if guess is None else guess)
        for arm, guess in zip(trial.arms, guesses.active, strict=True)
    ]
    believed: Floats = spread(trial.slot_days, len(trial.scores), kernel) @ np.array(filled)
    return believed


def own_switch(trial: Trial, guesses: Guesses) -> OwnSwitch | NotEstimable:
    """How far the score moved with the guess alone: on placebo days, so without a capsule.

    Returns:
        The difference in points; or why there is none: fewer than 3 placebo days with a score that
        were guessed one way.

    Raises:
        ValueError: guesses have another number of slots than the trial.

    Source: methods.md section 2.6; experience.md section 3.1 (fixed sentence 3).
    """
    _refuse_other_length(trial, guesses)
    placebo = [
        (guess, trial.scores[day])
        for day, arm, guess in zip(trial.slot_days, trial.arms, guesses.active, strict=True)
        if not arm
    ]
    active, other = (
        [score for guess, score in placebo if guess is way and score is not None]
        for way in (True, False)
    )
    if min(len(active), len(other)) < FEWEST_EACH_WAY:
        return NotEstimable(Reason.TOO_FEW_DAYS, TOO_FEW_EACH_WAY)
    return OwnSwitch(fmean(active) - fmean(other), len(active), len(other))


TOO_FEW_EACH_WAY = (
    "You guessed “microdose” on too few placebo days to see how much believing moves your score."
)


def _difference(
    trial: Trial, answers: Sequence[float | None], draws: Draws
) -> TestOutcome | NotEstimable:
    """The randomisation test on answers of capsule days, one for each slot."""
    scores: list[float | None] = [None] * len(trial.scores)
    for day, answer in zip(trial.slot_days, answers, strict=True):
        scores[day] = answer
    answered = Trial(
        scores=tuple(scores),
        slot_days=trial.slot_days,
        arms=trial.arms,
        block_of_slot=trial.block_of_slot,
        first_weekday=trial.first_weekday,
        unknown_days=trial.unknown_days,
    )
    return randomisation_test(answered, POINT_IN_TIME, (1.0,), draws, terms=Terms.TREND)


def _right_guesses(trial: Trial, guesses: Guesses, draws: Draws) -> RightGuesses | None:
    answered = [slot for slot, guess in enumerate(guesses.active) if guess is not None]
    if not answered:
        return None
    guessed = np.array([bool(guesses.active[slot]) for slot in answered])
    allocations = np.frombuffer(trial.arms + b"".join(draws.others), dtype=np.uint8)
    arms = allocations.reshape(-1, len(trial.arms))[:, answered] == 1
    right = (arms == guessed).sum(1)
    # A complete set is Ω only with the observed order in it; drawn orders stand for Ω alone.
    chance = np.sort(right if draws.complete else right[1:])
    ends = [int(np.ceil(tail * len(chance))) - 1 for tail in (CHANCE_TAIL, 1 - CHANCE_TAIL)]
    low, high = (int(chance[max(end, 0)]) for end in ends)
    return RightGuesses(int(right[0]), len(answered), float(chance.mean()), low, high)


def _refuse_other_length(trial: Trial, guesses: Guesses) -> None:
    if len(guesses.active) != len(trial.arms):
        raise ValueError("every slot has a guess, or None")
