"""A reason of screening or a warning as a page shows it: what, why, what to do, and from where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from limen.diary.diary import Medicine
from limen.diary.medicines import standing_medicines
from limen.evidence.tables import references
from limen.screening.interactions import warnings
from limen.screening.questions import UNKNOWN_MEDICINE, question_of
from limen.screening.rules import Rule, Scope, ScreeningTable, Tier
from limen.screening.tables import screening_table
from limen.screening.verdict import Reason
from limen.terms.phrases import phrase
from limen.web.visits import Here

_TIERS = {
    Tier.STOP: phrase("Speaks against it"),
    Tier.CLINICIAN: phrase("Ask a clinician first"),
    Tier.CAUTION: phrase("To keep in mind"),
    Tier.INFO: phrase("To know"),
}
_KINDS = {
    "primary": phrase("studies, labels or official texts"),
    "list": phrase("a list of harm-reduction workers"),
    "reported": phrase("news, or what others sum up"),
    "own": phrase("a rule of Limen"),
}
_NOT_IN_TABLE = phrase("A medicine that is not in our table")
_SCOPES = {
    Scope.DOSE_DAY: phrase("This holds on dose days."),
    Scope.SAME_DAY: phrase("This holds on the same day."),
    Scope.WITHIN_PROTOCOL: phrase("This holds while a protocol runs."),
}


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One reason in words.

    Args:
        id: of the rule, or of the question that was left open.
        tier: how much it weighs.
        weight: that in words.
        title: what it is about.
        why: what is known; empty where that is out of date, or nothing is.
        say: what to do.
        scope: the days on which it holds, in words; empty for all days.
        kind: of its source, in words; empty where nothing is known.
        evidence: what kind of evidence there is; may be empty.
        source: where it was read.
        as_of: the last day for which the source speaks.
        review_by: the last day on which it counts as known.
        is_known: whether it does on the day of the page.
        is_medicine: whether it speaks of something that may be prescribed.
    """

    id: str
    tier: Tier
    weight: str
    title: str
    why: str = ""
    say: str = ""
    scope: str = ""
    kind: str = ""
    evidence: str = ""
    source: tuple[str, ...] = ()
    as_of: date | None = None
    review_by: date | None = None
    is_known: bool = True
    is_medicine: bool = False


def reason_shown(reason: Reason, table: ScreeningTable, on: date) -> ReasonShown:
    """A reason of a verdict as it stands on a day."""
    question = question_of(reason.rule_id)
    if question is not None:
        return ReasonShown(
            reason.rule_id,
            reason.tier,
            _(_TIERS[reason.tier]),
            _(question.words),
            say=_("You did not know, or what you meant is not in our list. Ask a clinician."),
        )
    rule = table.find(reason.rule_id)
    if rule is None:
        return ReasonShown(
            reason.rule_id,
            reason.tier,
            _(_TIERS[reason.tier]),
            _("Something that an earlier table named"),
            say=_("We no longer know about this. Ask a clinician or pharmacist."),
        )
    return rule_shown(rule, reason.tier, on)


def rule_shown(rule: Rule, tier: Tier, on: date) -> ReasonShown:
    """A rule with its source and dates; past its day it says no more than that it is unknown."""
    told = ReasonShown(
        rule.id,
        tier,
        _(_TIERS[tier]),
        _(_NOT_IN_TABLE) if rule.id == UNKNOWN_MEDICINE else _(rule.label),
        scope=_(_SCOPES[rule.scope]) if rule.scope in _SCOPES else "",
        review_by=rule.review_by,
        is_known=rule.is_known(on),
        is_medicine=rule.never_stop_note,
    )
    if not told.is_known:
        return replace(told, say=_("Ask a clinician or pharmacist."))
    return replace(
        told,
        why=_(rule.why),
        say=_(rule.say),
        kind=_(_KINDS[rule.source_kind]),
        evidence=_(rule.evidence) if rule.evidence else "",
        source=tuple(_cited(one) for one in rule.source),
        as_of=rule.as_of,
    )


def medicine_reasons(at: Here, medicine: Medicine) -> tuple[ReasonShown, ...]:
    """What there is to say today of a medicine that stands, the weightiest first."""
    on = max(at.facts_day, screening_table().compiled_on)
    name = medicine.stated.name
    warned = warnings([name], screening_table(), on=on)
    return tuple(rule_shown(one.rule, one.tier, on) for one in warned)


def notes_of_day(at: Here) -> tuple[ReasonShown, ...]:
    """What to keep in mind on a dose day: rules of that day, and medicines that speak against it.

    Every medicine that stands is checked anew, and what was ticked in the latest screening counts.

    Source: facts.md section 5; safety.md section 4.
    """
    table = screening_table()
    on = max(at.facts_day, table.compiled_on)
    takes = (one.stated.name for one in standing_medicines(at.state.diary, at.today))
    warned = [one.rule for one in warnings(takes, table, on=on) if _is_of_dose_day(one.rule)]
    decided = at.state.screening.decided
    ticked = [table.find(one.rule_id) for one in decided.reasons] if decided else []
    said = [rule for rule in ticked if rule is not None and rule.scope.is_of_days]
    rules = {rule.id: rule for rule in (*warned, *said)}
    return tuple(rule_shown(rule, rule.weighs_on(on), on) for rule in rules.values())


def _is_of_dose_day(rule: Rule) -> bool:
    return rule.tier is Tier.STOP or rule.scope.is_of_days


def _cited(source: str) -> str:
    """A source as it stands in the table; a work of the registry by its authors and its place."""
    work = references().get(source.removeprefix("evidence:"))
    if work is None:
        return source
    year = f"({work.year})" if work.year else ""
    doi = f"doi:{work.doi}" if work.doi else ""
    return " ".join(part for part in (work.authors, year, work.journal, doi) if part)


def shown_in_order(
    reasons: Iterable[Reason], table: ScreeningTable, on: date
) -> tuple[ReasonShown, ...]:
    """Reasons as they stand on a day, in their order."""
    return tuple(reason_shown(one, table, on) for one in reasons)
