"""The section about ratings: every number as it was given, row by row."""

from collections.abc import Iterator, Mapping
from datetime import date

from limen.instruments.rows import DAILY_ROWS, HIGHEST, LOWEST, SLEEP_ROW
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import IMPORTED_SET, CheckInSaved
from limen.protocols.fold import Protocols
from limen.reports.figures import NOT_THERE, Figure, OwnWords, Sentence, Table, Value, counted
from limen.reports.figures_drawing import series
from limen.reports.practice_days import Practice, weekday_names, weeks_of


def build(practice: Practice) -> tuple[Figure, ...]:
    """One figure a row; a day without a number stays empty.

    Ratings from another program keep the scale of their source and are counted, not drawn.
    """
    evenings = practice.saved(Sitting.EVENING)
    own = {day: one for day, one in evenings.items() if not one.set.startswith(IMPORTED_SET)}
    notes = _brought(len(evenings) - len(own))
    known = _words(practice.protocols)
    return tuple(
        _figure(practice, name, known.get(name), points, notes)
        for name, points in _points(practice, own)
    )


_Words = tuple[Value, Value, Value]
"""The label of a row and the words at both ends."""


def _points(
    practice: Practice, evenings: Mapping[date, CheckInSaved]
) -> Iterator[tuple[str, dict[date, int]]]:
    """The numbers of each row, the main measure of the plan first."""
    found: dict[str, dict[date, int]] = {}
    if practice.plan:
        found[practice.plan.stated.main_measure] = {}
    for day, saved in evenings.items():
        for name, rating in saved.scales.items():
            found.setdefault(name, {})[day] = rating
    return ((name, points) for name, points in found.items() if points)


def _figure(
    practice: Practice,
    name: str,
    words: _Words | None,
    points: dict[date, int],
    notes: tuple[Sentence, ...],
) -> Figure:
    label, low, high = words or (OwnWords(name), Sentence("low"), Sentence("high"))
    values: dict[str, Value] = {
        "rated": len(points),
        "passed": len(practice.days),
        "lowest": min(points.values()),
        "highest": max(points.values()),
    }
    ends = Sentence("1 is %(low)s, 7 is %(high)s.", {"low": low, "high": high})
    return Figure(
        id=f"row-{name}",
        title=label,
        says=Sentence(
            "You gave a number on %(rated)d of %(passed)d days, from %(lowest)d to %(highest)d.",
            values,
        ),
        table=_table(practice, points),
        drawing=series(points, (practice.first, practice.last), (LOWEST, HIGHEST)),
        notes=(ends, *notes),
    )


def _table(practice: Practice, points: Mapping[date, int]) -> Table:
    names = weekday_names(practice)
    head = (Sentence("Week of"), *map(Sentence, names), Sentence("rated"))
    rows: list[tuple[Value, ...]] = [
        (
            week[0],
            *(points.get(day, NOT_THERE) for day in week),
            _of(sum(day in points for day in week), sum(day in practice.days for day in week)),
        )
        for week in weeks_of(practice)
    ]
    every = _of(len(points), len(practice.days))
    rows.append((Sentence("All"), *(Sentence("") for _ in names), every))
    return Table(head, tuple(rows))


def _of(rated: int, passed: int) -> Sentence:
    return Sentence("%(rated)d of %(passed)d", {"rated": rated, "passed": passed})


def _words(protocols: Protocols) -> dict[str, _Words]:
    known: dict[str, _Words] = {
        row.id: (Sentence(row.label), Sentence(row.low_words), Sentence(row.high_words))
        for row in (*DAILY_ROWS, SLEEP_ROW)
    }
    for plan in protocols.each:
        for one in plan.stated.measures:
            if one.label:
                known[one.id] = (
                    OwnWords(one.label),
                    OwnWords(one.low_words) if one.low_words else Sentence("low"),
                    OwnWords(one.high_words) if one.high_words else Sentence("high"),
                )
    return known


def _brought(count: int) -> tuple[Sentence, ...]:
    if not count:
        return ()
    one = "%(count)d day came from another program, with a scale of its own. It is not shown here."
    many = (
        "%(count)d days came from another program, with a scale of their own. They are not shown "
        "here."
    )
    return (counted(count, one, many),)
