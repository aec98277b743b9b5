"""What is peculiar in the sittings of `pacutes.csv`: who came when, under which arm, and agreement.

A sitting is one participant at one time ("w1s1"). Nothing is corrected; each quirk is told.

Source: datasets.md section 2.1, and the file itself.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from limen.studies.published.declaration import Cell
from limen.studies.published.rows import Rows
from limen.studies.published.source import Finding
from limen.studies.published.szigeti2021_outcomes import OUTCOMES, Visit

OF_THE_PARTICIPANT = (
    "age",
    "sex",
    "psychiatric_past",
    "sss",
    "expectation",
    "n_micro_months",
    "n_macro_exp",
    "drug",
    "dose",
)

_VISITS = 8


def condition_of_day_or_week(rows: Rows) -> Finding:
    """The same column means the capsule of a day, and the kind of a week."""
    participants, times, arms = _participants(rows), rows.words("tp"), rows.words("condition")
    day = {
        (who, time[:2]): arm
        for who, time, arm in zip(participants, times, arms, strict=True)
        if time.endswith(Visit.ACUTE)
    }
    met = sum(
        time.endswith(Visit.POST_ACUTE) and day.get((who, time[:2]), arm) != arm
        for who, time, arm in zip(participants, times, arms, strict=True)
    )
    return Finding(
        "condition-of-day-or-week",
        "At acute visits the condition is the capsule of that day, at post-acute visits the kind "
        "of week. These post-acute rows have another condition than the day of the same week.",
        met,
    )


def one_arm_only(rows: Rows) -> Finding:
    """Who has rows under one arm only is compared with other people, not with themselves."""
    visits = [(who, time[2:]) for who, time in _sittings(rows)]
    arms = _collected(visits, rows.words("condition"))
    alone = {visit for visit, seen in arms.items() if len(seen) == 1}
    counts = Counter(visit for _, visit in alone)
    return Finding(
        "one-arm-only",
        f"{counts[Visit.ACUTE]} participants at acute visits and {counts[Visit.POST_ACUTE]} at "
        "post-acute visits have rows under one arm only: their differences are between people.",
        sum(visit in alone for visit in visits),
    )


def visits_missing(rows: Rows) -> Finding:
    """Not everybody came to every visit."""
    seen = _collected(_participants(rows), rows.words("tp"))
    fewer = {who for who, times in seen.items() if len(times) < _VISITS}
    return Finding(
        "visits-missing",
        f"{len(fewer)} of {len(seen)} participants have rows from fewer than {_VISITS} visits. "
        "Nothing is filled in.",
        sum(who in fewer for who in _participants(rows)),
    )


def tests_missing(rows: Rows) -> Finding:
    """Not every test was done in every sitting."""
    asked = Counter(outcome.visit for outcome in OUTCOMES)
    done = Counter(_sittings(rows))
    fewer = {sitting: n for sitting, n in done.items() if n < asked[Visit(sitting[1][2:])]}
    return Finding(
        "tests-missing",
        f"{len(fewer)} of {len(done)} sittings lack a row for at least one of their tests. "
        "Nothing is filled in.",
        sum(fewer.values()),
    )


def sittings_disagree(rows: Rows) -> Finding:
    """Condition and guess belong to the sitting, not to the test."""
    pairs = zip(rows.words("condition"), rows.words("guess"), strict=True)
    return Finding(
        "sittings-disagree",
        "Condition or guess differ between the tests of one sitting.",
        _rows_of_disagreeing(_sittings(rows), pairs),
    )


def covariates_disagree(rows: Rows) -> Finding:
    """Age, sex and the other covariates belong to the participant, not to the row."""
    pairs = zip(*(rows.columns[name] for name in OF_THE_PARTICIPANT), strict=True)
    return Finding(
        "covariates-disagree",
        "Covariates differ between the rows of one participant.",
        _rows_of_disagreeing(_participants(rows), pairs),
    )


def numbers_with_gaps(rows: Rows) -> Finding:
    """Numbers of participants are labels, not counts."""
    seen = set(_participants(rows))
    unused = max(seen) - min(seen) + 1 - len(seen)
    return Finding(
        "numbers-with-gaps",
        f"{len(seen)} participants are numbered {min(seen):.0f} to {max(seen):.0f}; "
        f"{unused:.0f} numbers in between are not used.",
        rows.accepted,
    )


SITTING_QUIRKS = (
    condition_of_day_or_week,
    one_arm_only,
    visits_missing,
    tests_missing,
    sittings_disagree,
    covariates_disagree,
    numbers_with_gaps,
)


Key = TypeVar("Key", bound=Hashable)


def _participants(rows: Rows) -> Sequence[float]:
    return rows.numbers("trial_id")


def _sittings(rows: Rows) -> list[tuple[float, str]]:
    return list(zip(_participants(rows), rows.words("tp"), strict=True))


def _collected(
    keys: Iterable[Key], values: Iterable[Cell | tuple[Cell, ...]]
) -> dict[Key, set[Cell | tuple[Cell, ...]]]:
    """The distinct values seen under each key."""
    seen: dict[Key, set[Cell | tuple[Cell, ...]]] = defaultdict(set)
    for key, value in zip(keys, values, strict=True):
        seen[key].add(value)
    return seen


def _rows_of_disagreeing(
    keys: Iterable[Hashable], values: Iterable[Cell | tuple[Cell, ...]]
) -> int:
    labels = list(keys)
    seen = _collected(labels, values)
    return sum(len(seen[label]) > 1 for label in labels)
