"""The verdict the slow way: every condition of the ladder asked anew, in its order."""

from limen.inference.belief_estimates import Guesses
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import Rung
from limen.inference.reference.belief import tipping_curve, without_belief
from limen.inference.reference.block_evidence import block_evidence
from limen.inference.reference.randomisation import PlainTest, plain_test
from limen.inference.run_in import Scale
from limen.inference.trial import Kernel, Trial
from limen.inference.verdict_estimates import Allocations, Conduct, EarlyStop, Fixed

HALF, ONE_SIDED, EQUIVALENCE = 0.5, 0.025, 0.05
MOST_MISSING, FEWEST_SCORED, FEWEST_DAYS, ENOUGH = 0.2, 0.6, 3, 20


def verdict(
    trial: Trial,
    scale: Scale | NotEstimable,
    guesses: Guesses,
    allocations: Allocations,
    fixed: Fixed,
    conduct: Conduct,
) -> Rung:
    """The rung of `limen.inference.verdict.verdict`, where scores vary."""
    if conduct.opened_early > HALF:
        return Rung.NOT_BLINDED
    has_too_few = _has_too_few(trial, allocations, conduct, len(fixed.kernel))
    if isinstance(scale, NotEstimable) or has_too_few:
        return Rung.TOO_FEW_DAYS
    limit = scale.sigma_points if fixed.belief_limit is None else fixed.belief_limit
    if conduct.is_stopped_early:
        stop = early_stop(trial, scale, guesses, allocations, kernel=fixed.kernel, limit=limit)
        return _early(stop, guesses)
    curve = tipping_curve(trial, scale, guesses, fixed.kernel, allocations.draws, limit)
    test = plain_test(trial, scale, fixed.kernel, allocations.draws)
    up, low = test.one_sided()
    is_guessed, change = _is_guessed(guesses), fixed.smallest_change
    ladder = (
        (Rung.H2, is_guessed and curve.p_rob_harm <= ONE_SIDED),
        (Rung.H1, low <= ONE_SIDED),
        (Rung.L2, is_guessed and curve.p_rob <= ONE_SIDED),
        (Rung.L1, up <= ONE_SIDED),
        (Rung.E, _is_ruled_out(test, change) and _is_ruled_out(test, -change)),
        (Rung.L0, True),
    )
    return next(rung for rung, holds in ladder if holds)


def early_stop(
    trial: Trial,
    scale: Scale,
    guesses: Guesses,
    allocations: Allocations,
    *,
    kernel: Kernel,
    limit: float,
) -> EarlyStop:
    """What `limen.inference.early_stop.early_stop` gives for at least one block."""

    def evidence(switch: float) -> tuple[float, float]:
        left = without_belief(trial, guesses, kernel, switch)
        course = block_evidence(left, scale, list(allocations.laws), allocations.slot_score)
        return max(course.values), course.difference

    largest, difference = evidence(0)
    turned = limit if difference > 0 else -limit
    beyond = [evidence(turned), evidence(turned / 2)]
    still = [value if after * turned > 0 else 0.0 for value, after in beyond]
    return EarlyStop(difference, largest, min(still))


def _early(stop: EarlyStop, guesses: Guesses) -> Rung:
    is_beyond = stop.beyond_belief >= ENOUGH and _is_guessed(guesses)
    plain, robust = (Rung.L1, Rung.L2) if stop.difference > 0 else (Rung.H1, Rung.H2)
    if stop.evidence < ENOUGH:
        return Rung.L0
    return robust if is_beyond else plain


def _is_ruled_out(test: PlainTest, difference: float) -> bool:
    """Whether a difference lies outside the 90 % interval, beyond the estimate."""
    beyond = difference * (difference - test.estimate) > 0
    return beyond and test.two_sided(difference) <= 2 * EQUIVALENCE


def _is_guessed(guesses: Guesses) -> bool:
    return sum(guess is None for guess in guesses.active) <= MOST_MISSING * len(guesses.active)


def _has_too_few(trial: Trial, allocations: Allocations, conduct: Conduct, reach: int) -> bool:
    scored = {0: 0, 1: 0}
    for day, score in enumerate(trial.scores):
        before = [
            arm
            for slot_day, arm in zip(trial.slot_days, trial.arms, strict=True)
            if 0 <= day - slot_day < reach
        ]
        if score is not None and before:
            scored[before[-1]] += 1
    return (
        conduct.scored_days < FEWEST_SCORED * conduct.planned_days
        or allocations.smallest_p > 2 * ONE_SIDED
        or min(scored.values()) < FEWEST_DAYS
    )
