"""The section about a talk with a clinician: which reasons were asked about, and when."""

from limen.reports.figures import Figure, OwnWords, Sentence, Table, Value
from limen.reports.practice_days import Practice
from limen.screening.tables import screening_table


def build(practice: Practice) -> tuple[Figure, ...]:
    """Each reason that a clinician was asked about; nothing without such a talk.

    Source: safety.md section 4.
    """
    found = practice.screening
    if found.talked_on is None:
        return ()
    labels = {rule.id: rule.label for rule in screening_table().rules}
    rows: list[tuple[Value, ...]] = [
        (Sentence(labels[name]), found.talked_on) for name in sorted(found.attested & labels.keys())
    ]
    says = Sentence("Screening said: talk to someone first. You wrote down that you did.")
    if found.clinician:
        who = {"clinician": OwnWords(found.clinician)}
        says = Sentence(
            "Screening said: talk to someone first. You wrote down that you asked %(clinician)s.",
            who,
        )
    head = (Sentence("Reason"), Sentence("asked about on"))
    return (Figure("talked", Sentence("Talk with a clinician"), says, Table(head, tuple(rows))),)
