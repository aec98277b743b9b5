"""The e-process the slow way: each bet alone, each block by its ratio of likelihoods."""

import math

from limen.inference.block_evidence import BlockLaw, SlotScore
from limen.inference.run_in import Scale
from limen.inference.trial import Trial
from limen.inference.trial_estimates import BlockEvidence

ENOUGH = 20
WEIGHTS = {SlotScore.CAPSULE_DAY: {0: 1}, SlotScore.THREE_DAYS: {0: 4, 1: 2, 2: 1}}


def block_evidence(
    trial: Trial, scale: Scale, laws: list[BlockLaw], slot_score: SlotScore
) -> BlockEvidence:
    """What `limen.inference.block_evidence.block_evidence` gives for at least one block."""
    blocks = sorted(set(trial.block_of_slot))
    values = [
        sum(
            math.prod(
                _e(trial, scale, block, law, slot_score, bet)
                for block, law in zip(blocks[: last + 1], laws, strict=False)
            )
            for bet in (0.25, -0.25, 0.5, -0.5, 1, -1)
        )
        / 6
        for last in range(len(blocks))
    ]
    contrasts = [
        _contrast(_slot_scores(trial, block, slot_score), _arms(trial, block)) for block in blocks
    ]
    known = [contrast for contrast in contrasts if contrast is not None]
    crossed = [at for at, value in enumerate(values) if value >= ENOUGH]
    return BlockEvidence(
        values=tuple(values),
        crossed_at=min(crossed) if crossed else None,
        difference=sum(known) / len(known) if known else 0.0,
    )


def _e(
    trial: Trial, scale: Scale, block: int, law: BlockLaw, slot_score: SlotScore, bet: float
) -> float:
    scores = _slot_scores(trial, block, slot_score)

    def weight(arms: bytes) -> float:
        return math.exp(bet * (_contrast(scores, arms) or 0.0) / scale.sigma_points)

    return weight(_arms(trial, block)) / sum(chance * weight(arms) for arms, chance in law)


def _arms(trial: Trial, block: int) -> bytes:
    pairs = zip(trial.arms, trial.block_of_slot, strict=True)
    return bytes(arm for arm, its in pairs if its == block)


def _slot_scores(trial: Trial, block: int, slot_score: SlotScore) -> list[float | None]:
    return [
        _slot_score(trial, day, slot_score)
        for day, its in zip(trial.slot_days, trial.block_of_slot, strict=True)
        if its == block
    ]


def _slot_score(trial: Trial, day: int, slot_score: SlotScore) -> float | None:
    if slot_score is SlotScore.WEEK:
        weights = {other - day: 1 for other in range(day - day % 7, day - day % 7 + 7)}
    else:
        weights = WEIGHTS[slot_score]
    total = weight = 0.0
    for later, share in weights.items():
        score = trial.scores[day + later] if day + later < len(trial.scores) else None
        if score is not None:
            total += share * score
            weight += share
    return total / weight if weight else None


def _contrast(scores: list[float | None], arms: bytes) -> float | None:
    sums, counts = [0.0, 0.0], [0, 0]
    for score, arm in zip(scores, arms, strict=True):
        if score is not None:
            sums[arm] += score
            counts[arm] += 1
    return sums[1] / counts[1] - sums[0] / counts[0] if all(counts) else None
