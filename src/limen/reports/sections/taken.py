"""The section about doses: on which days one was written down, left out, or nothing is known."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from limen.diary.dose import Taking
from limen.reports.figures import Figure, Sentence, Table, Value, counted
from limen.reports.practice_days import Practice


def build(practice: Practice) -> tuple[Figure, ...]:
    """Days by what was written about a dose; amounts are never added up.

    Source: safety.md section 5.4.
    """
    taken = Counter(dose.day for dose in practice.doses)
    left_out = {one.day for one in practice.of_days(practice.diary.skipped_doses)}
    stated = {day: _stated(day, taken, left_out) for day in practice.days}
    planned = {*practice.plan.dose_days} if practice.plan else set[date]()
    rows = [_row(Sentence("all days"), stated)]
    if practice.plan:
        on = {day: one for day, one in stated.items() if day in planned}
        off = {day: one for day, one in stated.items() if day not in planned}
        rows = [_row(Sentence("dose days"), on), _row(Sentence("off days"), off), *rows]
    says = Sentence(
        "You wrote down a dose on %(taken)d of %(passed)d days. On %(unknown)d days it is not "
        "known.",
        {
            "taken": sum(one is Taking.TAKEN for one in stated.values()),
            "passed": len(stated),
            "unknown": sum(one is Taking.UNKNOWN for one in stated.values()),
        },
    )
    head = (
        Sentence("Days"),
        Sentence("taken"),
        Sentence("nothing taken"),
        Sentence("not known"),
        Sentence("all"),
    )
    table = Table(head, tuple(rows))
    return (Figure("taken", Sentence("Doses"), says, table, notes=_notes(taken)),)


def _stated(day: date, taken: Collection[date], left_out: Collection[date]) -> Taking:
    if day in taken:
        return Taking.TAKEN
    return Taking.LEFT_OUT if day in left_out else Taking.UNKNOWN


def _row(words: Sentence, stated: dict[date, Taking]) -> tuple[Value, ...]:
    found = Counter(stated.values())
    by_state = (found[Taking.TAKEN], found[Taking.LEFT_OUT], found[Taking.UNKNOWN])
    return (words, *by_state, len(stated))


def _notes(taken: Counter[date]) -> tuple[Sentence, ...]:
    twice = sum(doses > 1 for doses in taken.values())
    if not twice:
        return ()
    one = "On %(count)d day more than one dose stands."
    return (counted(twice, one, "On %(count)d days more than one dose stands."),)
