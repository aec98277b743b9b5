"""What was learnt block by block, in a form that may be looked at and stopped at any time.

    s_b(w) = (mean of the slots active under w − mean of the others)/σ
    e_b(λ) = exp(λ s_b(w_obs)) / Σ_w P(w) exp(λ s_b(w));   E_n = mean over ±λ of Π_b e_b(λ)
    λ in ¼, ½, 1;   reject at E ≥ 20, whenever that happens

If the allocation does not matter, the mean of e_b is exactly 1 in every design, so E reaches 20 in
at most 1 of 20 trials, however often one looks. For a participant who stops before the planned
end; who goes on to the end has the randomisation test, which sees more.

A slot without any of its scores is left out of both means; where one side has none under w,
s_b(w) = 0.

Axes: B blocks, m slots, 6 bets ±λ.

Source: methods.md section 1.9.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import exp, isclose, log
from statistics import fmean

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.run_in import Scale
from limen.inference.trial import WEEK, Trial
from limen.inference.trial_estimates import BlockEvidence

BlockLaw = Sequence[tuple[bytes, float]]  # arms of the slots of a block, with their chance

BETS = (-1.0, -0.5, -0.25, 0.25, 0.5, 1.0)
ENOUGH = 20.0
LARGEST_LOG = 700.0  # exp of little more is no float


class SlotScore(StrEnum):
    """What one slot scored.

    CAPSULE_DAY: its own day; for capsules on neighbouring days.
    THREE_DAYS: its own day and the two after it, weighted 4 : 2 : 1; for a capsule every third day.
    WEEK: all days of its week; for pairs of weeks.
    """

    CAPSULE_DAY = "capsule_day"
    THREE_DAYS = "three_days"
    WEEK = "week"


WEIGHTS = {SlotScore.CAPSULE_DAY: (1.0,), SlotScore.THREE_DAYS: (4.0, 2.0, 1.0)}


def block_evidence(
    trial: Trial, scale: Scale, laws: Sequence[BlockLaw], slot_score: SlotScore
) -> BlockEvidence | NotEstimable:
    """E after each completed block.

    For a belief effect, give the trial with that effect taken off its scores.

    Args:
        trial: what was scored, and the arm of every slot of the completed blocks.
        scale: σ, from the run-in.
        laws: for each of the B blocks, in order, the arms that it could have had after what came
            before, with their chances, which add up to 1.
        slot_score: which days speak for a slot.

    Returns:
        E after each block and the first at which it sufficed; or why there is nothing: no block.

    Raises:
        ValueError: there is not one law for each block, or a block's arms are not in its law.

    Source: methods.md section 1.9.
    """
    blocks = sorted(set(trial.block_of_slot))
    if len(laws) != len(blocks):
        raise ValueError("there is one law for each block")
    if not blocks:
        return NotEstimable(Reason.TOO_FEW_DAYS, "No block is complete.")
    scores = [_score(trial, day, slot_score) for day in trial.slot_days]
    learnt = [0.0] * len(BETS)
    values: list[float] = []
    differences: list[float] = []
    for block, law in zip(blocks, laws, strict=True):
        slots = [slot for slot, its in enumerate(trial.block_of_slot) if its == block]
        observed = bytes(trial.arms[slot] for slot in slots)
        contrasts = {arms: _contrast(arms, [scores[slot] for slot in slots]) for arms, _ in law}
        _refuse_impossible(observed, law)
        growth = _log_growth(observed, law, contrasts, scale.sigma_points)
        learnt = [before + more for before, more in zip(learnt, growth, strict=True)]
        values.append(fmean(exp(min(each, LARGEST_LOG)) for each in learnt))
        differences.extend(each for each in (contrasts[observed],) if each is not None)
    return BlockEvidence(
        values=tuple(values),
        crossed_at=next((at for at, value in enumerate(values) if value >= ENOUGH), None),
        difference=fmean(differences) if differences else 0.0,
    )


def _refuse_impossible(observed: bytes, law: BlockLaw) -> None:
    if not isclose(sum(chance for _, chance in law), 1.0, rel_tol=1e-9):
        raise ValueError("the chances of a block add up to 1")
    if observed not in {arms for arms, chance in law if chance > 0}:
        raise ValueError("the arms of a block are among those that it could have had")


def _log_growth(
    observed: bytes, law: BlockLaw, contrasts: Mapping[bytes, float | None], sigma: float
) -> list[float]:
    """The logarithm of e_b for each bet."""
    sds = {
        arms: max(-LARGEST_LOG, min(LARGEST_LOG, (points or 0.0) / sigma))
        for arms, points in contrasts.items()
    }
    return [
        bet * sds[observed] - log(sum(chance * exp(bet * sds[arms]) for arms, chance in law))
        for bet in BETS
    ]


def _contrast(arms: bytes, scores: Sequence[float | None]) -> float | None:
    """Mean of the slots active under these arms, minus mean of the others; None without one."""
    sides = [
        [score for score, its in zip(scores, arms, strict=True) if its == arm and score is not None]
        for arm in (1, 0)
    ]
    return fmean(sides[0]) - fmean(sides[1]) if all(sides) else None


def _score(trial: Trial, slot_day: int, slot_score: SlotScore) -> float | None:
    """The weighted mean of the days that speak for a slot, over those that have a score."""
    if slot_score is SlotScore.WEEK:
        first, weights = slot_day // WEEK * WEEK, (1.0,) * WEEK
    else:
        first, weights = slot_day, WEIGHTS[slot_score]
    days = zip(trial.scores[first:], weights, strict=False)
    scored = [(score, weight) for score, weight in days if score is not None]
    if not scored:
        return None
    return sum(score * weight for score, weight in scored) / sum(weight for _, weight in scored)
