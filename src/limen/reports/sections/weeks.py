"""The section about the weeks: the rows with which a person looked back at each of them."""

from limen.instruments.rows import WEEKLY_ROWS, WEEKLY_SET
from limen.journal.kinds.doses import Sitting
from limen.reports.figures import NOT_THERE, Figure, Sentence, Table
from limen.reports.practice_days import Practice


def build(practice: Practice) -> tuple[Figure, ...]:
    """Every week that was looked back at, with its numbers as they were given."""
    saved = practice.saved(Sitting.WEEK)
    weeks = {day: one.scales for day, one in saved.items() if one.set == WEEKLY_SET}
    if not weeks:
        return ()
    head = (Sentence("No."), Sentence("day"), *(Sentence(row.label) for row in WEEKLY_ROWS))
    rows = tuple(
        (number, day, *(scales.get(row.id, NOT_THERE) for row in WEEKLY_ROWS))
        for number, (day, scales) in enumerate(weeks.items(), start=1)
    )
    one, many = "You looked back at one week.", "You looked back at %(weeks)d weeks."
    says = Sentence(one, {"weeks": len(weeks)}, many, len(weeks))
    notes = tuple(
        Sentence(
            "%(label)s: 1 is %(low)s, 7 is %(high)s.",
            {
                "label": Sentence(row.label),
                "low": Sentence(row.low_words),
                "high": Sentence(row.high_words),
            },
        )
        for row in WEEKLY_ROWS
    )
    return (Figure("weeks", Sentence("Your weeks"), says, Table(head, rows), notes=notes),)
