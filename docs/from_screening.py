"""Tables of the reference pages that are read from the table of screening."""

from from_code import table

from limen.screening.checklist import CHECKLIST
from limen.screening.questions import QUESTIONS
from limen.screening.rules import Rule, RuleGroup
from limen.screening.tables import screening_table

_WORDS = {
    "stop": "stop",
    "clinician": "talk first",
    "caution": "to read",
    "info": "to read",
}


def questions() -> str:
    """The twelve questions, why each is asked, and the rows that its list names."""
    rows = (
        (str(place), one.words, one.why, ", ".join(f"`{row}`" for row in one.rows))
        for place, one in enumerate(QUESTIONS, start=1)
    )
    return table(("", "Question", "Why we ask", "Rows"), rows)


def conditions() -> str:
    """The rules about health, age and daily life."""
    return _rules(RuleGroup.CONDITION)


def medicines() -> str:
    """The rules about medicines and other substances."""
    return _rules(RuleGroup.MEDICINE)


def names() -> str:
    """The names by which a medicine is found."""
    rows = ((f"`{rule.id}`", ", ".join(rule.names)) for rule in screening_table().rules)
    return table(("Row", "Names"), [row for row in rows if row[1]])


def signs() -> str:
    """Signs to act on at once, and what pauses a protocol."""
    rows = ((f"`{sign.id}`", sign.label, sign.say) for sign in screening_table().signs)
    return table(("Row", "What", "What to do, or what follows"), rows)


def sources() -> str:
    """Where each row was read, and until when it counts."""
    known = screening_table()
    rows = (
        (f"`{one.id}`", "; ".join(one.source), one.source_kind, one.review_by.isoformat())
        for one in (*known.rules, *known.signs)
    )
    return table(("Row", "Read in", "Kind", "Review by"), rows)


def checklist() -> str:
    """The eight things that are asked of a plan."""
    return table(("Id", "Words", "Why"), [(f"`{one.id}`", one.words, one.why) for one in CHECKLIST])


def _rules(group: RuleGroup) -> str:
    rows = (_row(rule) for rule in screening_table().of_group(group))
    return table(("Row", "What", "Comes to", "When", "Why", "What to do", "Evidence"), rows)


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        f"`{rule.id}`",
        rule.label,
        _WORDS[rule.tier.value],
        rule.scope.value.replace("_", " "),
        rule.why,
        rule.say,
        rule.evidence or "",
    )
