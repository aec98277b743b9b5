"""What a condition, an age or a medicine means for a practice: one checked row for each."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from limen.journal.kinds.screening import ReasonLevel

Tier = ReasonLevel
"""How much a rule weighs: `STOP`, `CLINICIAN`, `CAUTION` or `INFO`."""

_BY_WEIGHT = (Tier.INFO, Tier.CAUTION, Tier.CLINICIAN, Tier.STOP)

NEVER_STOP = (
    "Do not stop or change a prescribed medicine because of this. Ask the person who prescribes it."
)
"""What every text that names a medicine ends with. Source: safety.md section 4."""


def weight(tier: Tier) -> int:
    """How much a tier weighs beside the others, from 0."""
    return _BY_WEIGHT.index(tier)


class RuleGroup(StrEnum):
    """What a row speaks of."""

    CONDITION = "condition"
    MEDICINE = "medicine"
    EMERGENCY_SIGN = "emergency_sign"
    PAUSE_RULE = "pause_rule"


class Scope(Enum):
    """When a tier holds. Source: facts.md section 5."""

    ALWAYS = "always"
    EVERYTHING = "everything"
    DOSE_DAY = "dose_day"
    SAME_DAY = "same_day"
    WITHIN_PROTOCOL = "within_protocol"
    UNLESS_SETTING_LOWERS_AGE = "unless_setting_lowers_age"

    @property
    def is_of_days(self) -> bool:
        """Whether it holds on some days alone, so that it warns then and closes no trial."""
        return self in {Scope.DOSE_DAY, Scope.SAME_DAY, Scope.WITHIN_PROTOCOL}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what holds, why, and what to do about it.

    Args:
        id: its name in the table.
        group: `CONDITION` or `MEDICINE`.
        label: what it is called in a list.
        names: what a medicine is called, for finding it; no fact is claimed of any.
        tier: how much it weighs.
        scope: when the tier holds.
        why: what is known, in one or two sentences.
        say: what to do.
        evidence: what kind of evidence there is, or None.
        monitor: what is watched while it holds.
        never_stop_note: whether `NEVER_STOP` stands beside it.
        source: where it was read.
        source_kind: what kind of source that is.
        as_of: the last day for which the source speaks.
        review_by: the last day on which it counts as known.

    Raises:
        ValueError: it has no source or no words, its dates are reversed, or a medicine comes
            without its note.
    """

    id: str
    group: RuleGroup
    label: str
    names: tuple[str, ...]
    tier: Tier
    scope: Scope
    why: str
    say: str
    evidence: str | None
    monitor: tuple[str, ...]
    never_stop_note: bool
    source: tuple[str, ...]
    source_kind: str
    as_of: date
    review_by: date

    def __post_init__(self) -> None:
        if not (self.source and self.label and self.why and self.say):
            raise ValueError(f"{self.id} has no source or no words")
        if self.review_by <= self.as_of:
            raise ValueError(f"{self.id} is due for review before it was read")
        if self.never_stop_note is not (self.group is RuleGroup.MEDICINE):
            raise ValueError(f"{self.id} is a medicine without its note, or no medicine")

    def is_known(self, on: date) -> bool:
        """Whether it was read recently enough to be shown as known on a day."""
        return on <= self.review_by

    def weighs_on(self, on: date) -> Tier:
        """What it weighs on a day: unread for too long it counts as unknown, and a stop stays."""
        if self.is_known(on):
            return self.tier
        return max(self.tier, Tier.CLINICIAN, key=weight)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign to act on at once, or one rule that pauses what runs.

    Args:
        id: its name in the table.
        group: `EMERGENCY_SIGN` or `PAUSE_RULE`.
        label: the sign, or what happens.
        say: what to do, or what follows.
        source: where it was read.
        source_kind: what kind of source that is.
        as_of: the last day for which the source speaks.
        review_by: the last day on which it counts as known.

    Raises:
        ValueError: it has no source or no words, or its dates are reversed.
    """

    id: str
    group: RuleGroup
    label: str
    say: str
    source: tuple[str, ...]
    source_kind: str
    as_of: date
    review_by: date

    def __post_init__(self) -> None:
        if not (self.source and self.label and self.say):
            raise ValueError(f"{self.id} has no source or no words")
        if self.review_by <= self.as_of:
            raise ValueError(f"{self.id} is due for review before it was read")


@dataclass(frozen=True, slots=True)
class ScreeningTable:
    """Every rule that ships, and every sign.

    Args:
        compiled_on: the day of the table.
        rules: in the order of the table.
        signs: in the order of the table.

    Raises:
        ValueError: an id stands twice.
    """

    compiled_on: date
    rules: tuple[Rule, ...]
    signs: tuple[Sign, ...]

    def __post_init__(self) -> None:
        ids = [*(rule.id for rule in self.rules), *(sign.id for sign in self.signs)]
        if len(set(ids)) < len(ids):
            raise ValueError("two rows have the same id")

    @property
    def version(self) -> str:
        """What a journal writes beside what was decided by this table."""
        return self.compiled_on.isoformat()

    def find(self, rule_id: str) -> Rule | None:
        """The rule of an id, or None where there is none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def of_group(self, group: RuleGroup) -> tuple[Rule, ...]:
        """The rules of a group, in the order of the table."""
        return tuple(rule for rule in self.rules if rule.group is group)
