"""The answer of one analysed trial, and its fields for a program.

Differences are in points and turned so that positive is better.

Source: experience.md section 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from limen.inference.belief_estimates import OwnSwitch
from limen.inference.estimates import NotEstimable
from limen.inference.trial_estimates import ExactRange, MissingDays, WorstFill
from limen.inference.verdict_estimates import Verdict
from limen.reports.headline import RULES_VERSION
from limen.studies.trial_rows import ArmCount, CapsuleCounts

MOST_EVENING_ONLY = 0.2  # of the capsule days
MISSING_DIFFERS = 0.05  # two-sided p


class Grey(StrEnum):
    """What stands in grey under the headline and changes no verdict."""

    EARLY_OPENING = "early_opening"
    EVENING_ONLY = "evening_only"
    DRIFT = "drift"
    NEW_MEDICINE = "new_medicine"
    NOTICED = "noticed"
    MISSING_DIFFERS = "missing_differs"
    RULES_CHANGED = "rules_changed"
    GRADE_C = "grade_c"
    EARLY_STOP = "early_stop"


@dataclass(frozen=True, slots=True)
class EffectRange:
    """One of the three effects in points, with its 95 % range."""

    difference: float
    range_95: ExactRange


@dataclass(frozen=True, slots=True)
class ThreeEffects:
    """Three questions, three numbers; None is not answered by the protocol."""

    same_day: EffectRange | None
    next_days: EffectRange | None
    over_weeks: EffectRange | None


NO_EFFECTS = ThreeEffects(None, None, None)
NO_COUNTS = CapsuleCounts(ArmCount(0, 0), ArmCount(0, 0), 0)


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """One analysed trial with all that its page says.

    Args:
        verdict: what it allows to be said.
        measure: the column that was analysed.
        is_higher_better: whether more of it is better.
        weeks: of the plan.
        is_paired: whether whole weeks were under one arm.
        seed: that the draws came from, or would have.
        capsules: slots of the whole blocks.
        counts: what was noticed, and how many guesses came in the evening only.
        effects: same day, next days, over weeks.
        missing: whether days went missing alike under both arms.
        worst_case: how bad the missing days would have to be to end the claim.
        smallest_detectable: what the protocol finds 8 times in 10, in points; None if not asked.
    """

    verdict: Verdict
    measure: str
    is_higher_better: bool
    weeks: int
    is_paired: bool
    seed: int
    capsules: int = 0
    counts: CapsuleCounts = NO_COUNTS
    effects: ThreeEffects = NO_EFFECTS
    missing: MissingDays | NotEstimable | None = None
    worst_case: WorstFill | NotEstimable | None = None
    smallest_detectable: float | None = None

    @property
    def grey(self) -> tuple[Grey, ...]:
        """What stands in grey under the headline, as far as the rows can tell."""
        return tuple(self._grey())

    def _grey(self) -> Iterator[Grey]:
        counts = self.counts
        if counts.evening_only > MOST_EVENING_ONLY * self.capsules:
            yield Grey.EVENING_ONLY
        if counts.noticed_active.count or counts.noticed_placebo.count:
            yield Grey.NOTICED
        if isinstance(self.missing, MissingDays) and self.missing.p_two <= MISSING_DIFFERS:
            yield Grey.MISSING_DIFFERS
        if self.verdict.found is not None and self.verdict.completed is None:
            yield Grey.EARLY_STOP


def trial_fields(answer: TrialAnswer) -> dict[str, object]:
    """The `data` of `analyse` on a trial; None where there is nothing to say."""
    verdict, scale, found = answer.verdict, answer.verdict.scale, answer.verdict.found
    test = verdict.completed and verdict.completed.test
    return {
        "headline": verdict.headline,
        "verdict": verdict.rung,
        "measure": answer.measure,
        "difference": found and found.difference,
        "range95": test and _range(test.interval_95),
        "range90": test and _range(test.interval_90),
        "p_up": test and test.p_up,
        "p_low": test and test.p_low,
        "p_rob": verdict.p_rob,
        "draws": test and test.draws,
        "seed": answer.seed,
        "phi": scale and scale.phi0,
        "day_sd": scale and scale.sigma_points,
        "smallest_change": verdict.fixed.smallest_change,
        "tipping_point": verdict.tipping_point,
        "belief_limit": verdict.belief_limit,
        "own_switch": found and _points(found.own_switch),
        "guesses": _guesses(answer),
        "effects": {
            "same_day": _effect(answer.effects.same_day),
            "next_days": _effect(answer.effects.next_days),
            "over_weeks": _effect(answer.effects.over_weeks),
        },
        "grey": answer.grey,
        "rules_version": RULES_VERSION,
        "seal_grade": verdict.seal_grade,
    }


def _range(exact: ExactRange) -> tuple[float | None, float | None]:
    return exact.lower, exact.upper


def _points(switch: OwnSwitch | NotEstimable) -> float | None:
    return None if isinstance(switch, NotEstimable) else switch.points


def _effect(effect: EffectRange | None) -> dict[str, object] | None:
    if effect is None:
        return None
    return {"difference": effect.difference, "range95": _range(effect.range_95)}


def _guesses(answer: TrialAnswer) -> dict[str, object] | None:
    found, counts = answer.verdict.found, answer.counts
    right = None if found is None else found.guesses.counts
    if right is None:
        return None
    return {
        "right": right.right,
        "n": right.n,
        "by_chance": right.by_chance,
        "midday": right.n - counts.evening_only,
        "evening_only": counts.evening_only,
    }
