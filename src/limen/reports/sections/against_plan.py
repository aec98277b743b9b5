"""The section about what was counted against the protocol: counts with their days, no judgement."""

from limen.protocols.drift_card import plan_facts
from limen.reports.drift_sentences import FACT_WORDS
from limen.reports.figures import Figure, Sentence, Table, counted
from limen.reports.practice_days import Practice


def build(practice: Practice) -> tuple[Figure, ...]:
    """Each fact with its number of days, its first and its last; nothing without a plan.

    It holds what was written down, also after the end, and never what a capsule of a trial held.

    Source: safety.md section 9; experience.md section 3.3.
    """
    if practice.plan is None:
        return ()
    last = max((dose.day for dose in practice.diary.doses), default=practice.last)
    facts = plan_facts(
        practice.diary,
        practice.protocols.each,
        practice.plan,
        through=max(last, practice.last),
    )
    if not facts:
        return ()
    days = {day for fact in facts for day in fact.days}
    rows = tuple(
        (Sentence(FACT_WORDS[fact.id]), fact.count, fact.days[0], fact.days[-1]) for fact in facts
    )
    every = (Sentence("days in all"), len(days), min(days), max(days))
    head = (
        Sentence("Against the protocol"),
        Sentence("days"),
        Sentence("first"),
        Sentence("last"),
    )
    says = counted(
        len(days),
        "On %(count)d day something was counted against the protocol.",
        "On %(count)d days something was counted against the protocol.",
    )
    title = Sentence("Counted against the protocol")
    return (Figure("counted", title, says, Table(head, (*rows, every))),)
