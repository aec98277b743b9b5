"""The twenty outcomes of Szigeti 2021: when each was asked, its scale, and its covariates.

Source: datasets.md section 2.1 (scales) and 2.3 (covariates).
"""

import math
from dataclasses import dataclass
from enum import StrEnum


class Visit(StrEnum):
    """When an outcome was asked: on the day of the capsule, or at the end of the week."""

    ACUTE = "s1"
    POST_ACUTE = "s2"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: its word in the file, its visit, its covariates in order, and its scale.

    `lowest` and `highest` are what a score can be, ends included; infinite for z-scores.
    """

    name: str
    visit: Visit
    covariates: tuple[str, ...]
    lowest: float = -math.inf
    highest: float = math.inf

    @property
    def is_standardised(self) -> bool:
        """Whether the file holds z-scores in place of the scale of the test."""
        return math.isinf(self.lowest)


ARMS = ("MD", "PL")
SEXES = ("female", "male", "non-binary")

# In the file, and here, a QIDS may be the sum of all sixteen answers; its scale ends at 27.
HIGHEST_QIDS = 27
_MOOD = ("expectation", "psychiatric_past")
_TASK = ("age",)

OUTCOMES = (
    Outcome("PANAS", Visit.ACUTE, _MOOD, -40, 40),
    Outcome("positive", Visit.ACUTE, _MOOD, 10, 50),
    Outcome("negative", Visit.ACUTE, _MOOD, 10, 50),
    Outcome("intensity", Visit.ACUTE, ("expectation",), 0, 100),
    Outcome("energy", Visit.ACUTE, (*_MOOD, "sex"), 0, 100),
    Outcome("mood", Visit.ACUTE, _MOOD, 0, 100),
    Outcome("creativity", Visit.ACUTE, _MOOD, 0, 100),
    Outcome("focus", Visit.ACUTE, _MOOD, 0, 100),
    Outcome("temper", Visit.ACUTE, _MOOD, 0, 100),
    Outcome("CPS", Visit.ACUTE, ("age", "sex")),
    Outcome("feature_match", Visit.ACUTE, _TASK),
    Outcome("ooo", Visit.ACUTE, _TASK),
    Outcome("paired_associates", Visit.ACUTE, _TASK),
    Outcome("rotations", Visit.ACUTE, _TASK),
    Outcome("spatial_planning", Visit.ACUTE, _TASK),
    Outcome("spatial_span", Visit.ACUTE, _TASK),
    Outcome("WEMWB", Visit.POST_ACUTE, _MOOD, 14, 70),
    Outcome("QIDS", Visit.POST_ACUTE, ("psychiatric_past", "sss"), 0, 48),
    Outcome("STAIT", Visit.POST_ACUTE, ("psychiatric_past", "sss"), 20, 80),
    Outcome("SCS", Visit.POST_ACUTE, ("psychiatric_past",), 8, 40),
)
OUTCOME = {outcome.name: outcome for outcome in OUTCOMES}
