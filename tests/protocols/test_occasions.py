"""Every planned occasion is in exactly one state, and silence is never an answer."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from limen.journal.kinds.doses import Sitting
from limen.protocols.changes import changed
from limen.protocols.fold import Protocols, protocols
from limen.protocols.occasions import Occasion, OccasionState, occasions
from limen.terms.calendar import DayStart, Zone, days_from, end_of_day


def states(known: Protocols, make, *, today: int) -> dict[tuple[int, str], str]:
    """The states that are not PLANNED, by the number of the day and the sitting."""
    return {
        ((one.day - make.day(0)).days, one.sitting.value): one.state.value
        for one in known.occasions(make.id(1), today=make.day(today))
        if one.state is not OccasionState.PLANNED
    }


def test_every_evening_and_every_full_week_is_planned_once(make) -> None:
    found = occasions(make.protocol(0, 16), {}, today=make.day(-1))

    evenings = [one.day for one in found if one.sitting is Sitting.EVENING]
    weeks = [one.day for one in found if one.sitting is Sitting.WEEK]
    assert evenings == list(days_from(make.day(0), make.day(16)))
    assert weeks == [make.day(6), make.day(13)]
    assert {one.state for one in found} == {OccasionState.PLANNED}
    assert set(Counter((one.day, one.sitting) for one in found).values()) == {1}


def test_without_an_entry_an_occasion_is_planned_then_open_then_missed(make) -> None:
    known = protocols(make.journal((0, make.stated())))

    by_day = [states(known, make, today=today).get((1, "evening")) for today in (0, 1, 2)]

    assert by_day == [None, "open", "missed"]


def test_each_entry_has_its_state(make) -> None:
    known = protocols(
        [
            make.event(1, 0, make.stated()),
            make.event(2, 0, make.saved()),
            make.event(3, 1, make.skipped()),
            make.event(4, 2, make.saved(recalled=True)),
            make.event(5, 3, make.saved(), at=datetime(2026, 3, 6, 12, tzinfo=UTC)),
            make.event(6, 6, make.saved(Sitting.WEEK)),
        ]
    )

    assert states(known, make, today=7) == {
        (0, "evening"): "done",
        (1, "evening"): "skipped",
        (2, "evening"): "recalled",
        (3, "evening"): "late",
        (4, "evening"): "missed",
        (5, "evening"): "missed",
        (6, "evening"): "missed",
        (6, "week"): "done",
        (7, "evening"): "open",
    }


def test_an_occasion_names_its_entry(make) -> None:
    known = protocols(make.journal((0, make.stated()), (0, make.saved())))

    first, second, *_ = known.occasions(make.id(1), today=make.day(1))

    assert first == Occasion(make.day(0), Sitting.EVENING, OccasionState.DONE, make.id(2))
    assert second == Occasion(make.day(1), Sitting.EVENING, OccasionState.OPEN, None)


@pytest.mark.parametrize(
    ("zone", "day_start"),
    [
        ("Europe/Berlin", "04:00"),
        ("Europe/Berlin", "00:00"),
        ("America/Los_Angeles", "04:00"),
        ("Pacific/Kiritimati", "06:00"),
    ],
)
def test_an_answer_is_late_from_the_moment_its_day_is_over(make, zone: str, day_start: str) -> None:
    # Clocks change in Berlin at the end of the 27th day.
    ends = end_of_day(make.day(26), Zone(zone), DayStart.parse(day_start))
    person = make.person(day_start)

    found = [
        states(protocols([*make.journal((0, person)), planned, answer]), make, today=27)
        for planned in [make.event(2, 0, make.stated(), id=make.id(1))]
        for at in (ends - timedelta(milliseconds=1), ends)
        for answer in [make.event(3, 26, make.saved(), at=at, zone=zone)]
    ]

    assert [one[26, "evening"] for one in found] == ["done", "late"]


def test_a_day_belongs_to_the_zone_in_which_it_was_stated(make) -> None:
    # Six in the morning in Berlin is nine in the evening of the day before in Los Angeles.
    at = datetime(2026, 3, 3, 5, tzinfo=UTC)

    found = [
        states(
            protocols([*make.journal((0, make.stated())), make.event(2, 0, make.saved(), **where)]),
            make,
            today=1,
        )[0, "evening"]
        for where in (
            {"at": at, "zone": "America/Los_Angeles"},
            {"at": at, "zone": "Europe/Berlin"},
        )
    ]

    assert found == ["done", "late"]


def test_nothing_is_called_late_where_its_zone_is_unknown(make) -> None:
    a_year_later = datetime(2027, 3, 3, 5, tzinfo=UTC)
    answer = make.event(2, 0, make.saved(), at=a_year_later, zone="Mars/Olympus_Mons")

    known = protocols([*make.journal((0, make.stated())), answer])

    assert states(known, make, today=0) == {(0, "evening"): "done"}


def test_the_first_of_two_answers_counts(make) -> None:
    twice = [(0, make.saved()), (0, make.saved(recalled=True)), (0, make.skipped())]

    known = protocols(make.journal((0, make.stated()), *twice))

    assert states(known, make, today=0) == {(0, "evening"): "done"}


def test_an_answer_counts_more_than_having_left_it_out_before(make) -> None:
    said = [(0, make.skipped()), (0, make.skipped()), (0, make.saved())]

    before = protocols(make.journal((0, make.stated()), *said[:2]))
    after = protocols(make.journal((0, make.stated()), *said))

    assert states(before, make, today=0) == {(0, "evening"): "skipped"}
    assert before.occasions(make.id(1), today=make.day(0))[0].event == make.id(2)
    assert states(after, make, today=0) == {(0, "evening"): "done"}


def test_occasions_follow_from_the_plan_alone(make) -> None:
    protocol = make.protocol()
    paused = changed(protocol, make.paused(), make.day(3))

    places = [
        [(one.day, one.sitting) for one in occasions(plan, {}, today=today)]
        for plan in (protocol, paused)
        for today in (make.day(0), make.day(99))
    ]

    assert places == [places[0]] * 4


def test_an_early_end_leaves_no_occasion_after_it(make) -> None:
    ended = changed(make.protocol(), make.ended(), make.day(7))

    found = occasions(ended, {}, today=make.day(99))

    assert [one.day for one in found if one.sitting is Sitting.EVENING] == list(
        days_from(make.day(0), make.day(7))
    )


def test_a_missing_day_is_missed_and_never_a_day_without_a_dose(make) -> None:
    known = protocols(make.journal((0, make.stated())))

    found = known.occasions(make.id(1), today=date(2027, 1, 1))

    assert Counter((one.state, one.event) for one in found) == {(OccasionState.MISSED, None): 32}
