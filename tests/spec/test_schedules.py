"""The rules of schedules and of the dates of a protocol, as tables.

The manual prints `DOSE_DAYS`, `PAUSES` and `REFUSED`; a refusal stands here in the words in which a
person meets it.
"""

from dataclasses import replace

import pytest

from limen.journal.kinds.protocols import (
    PausedWhy,
    ProtocolPaused,
    ProtocolPlanned,
    ProtocolResumed,
)
from limen.protocols.changes import changed, planned
from limen.protocols.protocol import planned_dates
from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.schedules.cycle import Cycle
from limen.protocols.schedules.fixed_weekdays import FixedWeekdays
from limen.protocols.schedules.schedule import Schedule
from limen.terms.calendar import later_day, parse_day
from limen.terms.errors import LimenError

PRESET = {preset.id: preset.schedule for preset in PRESETS}

# The schedule, the first day, and the dose days of the first two weeks as day and month.
DOSE_DAYS: dict[str, list[tuple[Schedule, str, str]]] = {
    "One on, two off counts from the start, whatever the weekday": [
        (PRESET["one_on_two_off"], "2026-03-02", "2.3 5.3 8.3 11.3 14.3"),
        (PRESET["one_on_two_off"], "2026-03-08", "8.3 11.3 14.3 17.3 20.3"),
        (PRESET["every_third_day"], "2026-03-02", "2.3 5.3 8.3 11.3 14.3"),
    ],
    "The end of a month, a leap day and the turn of the year move no dose day": [
        (PRESET["one_on_two_off"], "2026-02-22", "22.2 25.2 28.2 3.3 6.3"),
        (PRESET["one_on_two_off"], "2028-02-23", "23.2 26.2 29.2 3.3 6.3"),
        (PRESET["every_other_day"], "2026-12-28", "28.12 30.12 1.1 3.1 5.1 7.1 9.1"),
    ],
    "A change of clocks moves no dose day": [
        (PRESET["one_on_two_off"], "2026-03-26", "26.3 29.3 1.4 4.4 7.4"),
        (PRESET["one_on_two_off"], "2026-10-22", "22.10 25.10 28.10 31.10 3.11"),
    ],
    "Fixed weekdays are the same in every week, from any start": [
        (PRESET["two_fixed_weekdays"], "2026-03-02", "2.3 5.3 9.3 12.3"),
        (PRESET["two_fixed_weekdays"], "2026-03-06", "9.3 12.3 16.3 19.3"),
        (FixedWeekdays((7,)), "2026-03-02", "8.3 15.3"),
    ],
    "Days on and off in a row count from the start as well": [
        (PRESET["four_on_three_off"], "2026-03-04", "4.3 5.3 6.3 7.3 11.3 12.3 13.3 14.3"),
        (PRESET["five_on_two_off"], "2026-03-02", "2.3 3.3 4.3 5.3 6.3 9.3 10.3 11.3 12.3 13.3"),
    ],
    "An own pattern has 2 to 28 days": [
        (Cycle((0, 1)), "2026-03-02", "3.3 5.3 7.3 9.3 11.3 13.3 15.3"),
        (Cycle((1, 0, 1, 0, 0)), "2026-03-02", "2.3 4.3 7.3 9.3 12.3 14.3"),
        (Cycle((1, *[0] * 27)), "2026-03-02", "2.3"),
    ],
}

# Days of a pause and of going on, then the dose days that are left of 2 to 15 March.
PAUSES = [
    ("", "", "2.3 5.3 8.3 11.3 14.3"),
    ("2026-03-04", "", "2.3"),
    ("2026-03-04", "2026-03-09", "2.3 11.3 14.3"),
    ("2026-03-05", "2026-03-08", "2.3 8.3 11.3 14.3"),
    ("2026-03-05", "2026-03-05", "2.3 5.3 8.3 11.3 14.3"),
]

# The end, the last day of the rest and the review as chosen for a start on 2 March 2026.
REFUSED = [
    ("", "", "", "Choose an end date. A protocol without an end is a habit."),
    ("2026-03-29", "", "", "Choose a rest of at least 2 weeks."),
    ("2026-03-29", "2026-04-11", "", "Choose a rest of at least 2 weeks."),
    ("2026-03-29", "2026-04-12", "", "Taken: review on 2026-03-29."),
    ("2026-03-29", "2026-04-12", "2026-03-20", "Taken: review on 2026-03-20."),
    (
        "2026-03-29",
        "2026-04-12",
        "2026-03-30",
        "The review lies between the start and the end date.",
    ),
    ("2026-03-01", "2026-04-12", "", "The end date lies before the start."),
    ("2026-08-17", "2026-08-31", "", "Taken: review on 2026-08-17."),
    ("2026-08-18", "2026-09-30", "", "Choose an end date within 24 weeks."),
]


@pytest.mark.parametrize(
    ("schedule", "first", "expected"), [row for rows in DOSE_DAYS.values() for row in rows]
)
def test_dose_days_of_the_first_two_weeks(schedule: Schedule, first: str, expected: str) -> None:
    starts = parse_day(first)

    days = schedule.days(starts, later_day(starts, 13))

    assert " ".join(f"{day.day}.{day.month}" for day in days) == expected


@pytest.mark.parametrize(("pause", "goes_on", "expected"), PAUSES)
def test_a_pause_never_shifts_the_pattern(pause: str, goes_on: str, expected: str) -> None:
    example = ProtocolPlanned.example()
    name = ProtocolPaused.example().protocol
    protocol = planned(
        name, replace(example, ends=parse_day("2026-03-15"), reviews_on=parse_day("2026-03-15"))
    )

    for day, kind in ((pause, ProtocolPaused), (goes_on, ProtocolResumed)):
        if day:
            change = kind(protocol=name, why=PausedWhy.ILL)
            protocol = changed(protocol, change, parse_day(day))

    assert " ".join(f"{day.day}.{day.month}" for day in protocol.dose_days) == expected


@pytest.mark.parametrize(("ends", "rests_until", "reviews_on", "follows"), REFUSED)
def test_a_plan_needs_an_end_a_rest_and_a_review(
    ends: str, rests_until: str, reviews_on: str, follows: str
) -> None:
    chosen = [parse_day(text) if text else None for text in (ends, rests_until, reviews_on)]

    try:
        dates = planned_dates(
            parse_day("2026-03-02"), ends=chosen[0], rests_until=chosen[1], reviews_on=chosen[2]
        )
        found = f"Taken: review on {dates.reviews_on}."
    except LimenError as refused:
        found = refused.says

    assert found == follows
