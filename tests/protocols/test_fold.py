"""The fold of protocols loses nothing, never raises, and grows event by event.

Goal REL-9.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved, CheckInSkipped, NoteWritten
from limen.journal.kinds.person import PersonStated
from limen.journal.kinds.protocols import (
    EndedWhy,
    ExpectancyStated,
    PausedWhy,
    ProtocolEnded,
    ProtocolExtended,
    ProtocolPaused,
    ProtocolPlanned,
    ProtocolResumed,
)
from limen.journal.standing import Standing
from limen.protocols.fold import Protocols, extend, protocols
from limen.protocols.occasions import OccasionState
from limen.protocols.protocol import Pause
from limen.protocols.states import State
from limen.terms.calendar import later_day
from limen.terms.errors import NotFound
from limen.terms.identifiers import EventId

START = date(2026, 3, 2)
NUMBERS = st.integers(0, 60)
IDS = st.integers(1, 5).map(lambda number: EventId(UUID(int=number)))
PAST_THE_LAST = OccasionState.PLANNED, OccasionState.OPEN


def day(number: int) -> date:
    return later_day(START, number)


def plan(first: int, length: int, rest: int, schedule: str) -> ProtocolPlanned:
    return replace(
        ProtocolPlanned.example(),
        schedule=schedule,
        starts=day(first),
        ends=day(first + length),
        rests_until=day(first + length + rest),
        reviews_on=day(first + length),
    )


def extension(protocol: EventId, last: int, rest: int, answer: str) -> ProtocolExtended:
    return replace(
        ProtocolExtended.example(),
        protocol=protocol,
        ends=day(last),
        rests_until=day(last + rest),
        review={"what_changed": answer},
    )


PLANS = st.builds(
    plan,
    NUMBERS,
    st.sampled_from([0, 13, 27, 168, 169]),
    st.sampled_from([0, 13, 14, 28]),
    st.sampled_from(["cycle", "cycle", "cycle", "moon"]),
)
CHANGES = st.one_of(
    st.builds(ProtocolPaused, protocol=IDS, why=st.just(PausedWhy.ILL)),
    st.builds(ProtocolResumed, protocol=IDS, why=st.just(PausedWhy.ILL)),
    st.builds(ProtocolEnded, protocol=IDS, why=st.just(EndedWhy.STOPPED)),
    st.builds(
        extension, IDS, NUMBERS, st.sampled_from([13, 14, 28]), st.sampled_from(["Yes.", " "])
    ),
    st.just(ExpectancyStated.example()),
)
OTHERS = st.one_of(
    st.builds(
        lambda sitting, recalled: replace(
            CheckInSaved.example(), sitting=sitting, recalled=recalled
        ),
        st.sampled_from(Sitting),
        st.booleans(),
    ),
    st.builds(CheckInSkipped, sitting=st.sampled_from(Sitting)),
    st.sampled_from(["00:00", "06:00"]).map(
        lambda start: replace(PersonStated.example(), day_start=start)
    ),
    st.just(NoteWritten.example()),
)


@st.composite
def journals(draw: st.DrawFn) -> list[Standing]:
    """Standing events of every kind in any order: most contradict another or the calendar."""
    payloads = draw(st.lists(PLANS | CHANGES | CHANGES | OTHERS, max_size=14))
    return [
        Standing(
            n=n,
            id=EventId(UUID(int=n)),
            day=draw(NUMBERS.map(day)),
            at=datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 1500))),
            zone=draw(st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "Nowhere"])),
            by="participant",
            via="web",
            jump=None,
            payload=payload,
        )
        for n, payload in enumerate([ProtocolPlanned.example(), *payloads], start=1)
    ]


@given(journals(), st.data())
def test_growing_by_parts_gives_the_same_as_all_at_once(
    journal: list[Standing], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(journal)))

    assert extend(protocols(journal[:cut]), journal[cut:]) == protocols(journal)


@given(journals())
def test_growing_leaves_what_was_there_as_it_was(journal: list[Standing]) -> None:
    before = protocols(journal[:3])
    again = protocols(journal[:3])

    extend(before, journal[3:])

    assert before == again


@given(journals())
def test_every_change_is_made_or_found_to_contradict(journal: list[Standing]) -> None:
    known = protocols(journal)

    contradicting = {event for finding in known.findings for event in finding.events}
    silent = {
        event.id
        for number, event in enumerate(journal)
        if isinstance(event.payload, ProtocolPlanned | CHANGE_KINDS)
        and protocols(journal[:number]).each == protocols(journal[: number + 1]).each
    }
    assert silent - contradicting == set()
    assert {finding.id for finding in known.findings} <= {"protocol"}
    assert all(finding.says.endswith(".") for finding in known.findings)


CHANGE_KINDS = (
    ProtocolPaused | ProtocolResumed | ProtocolExtended | ProtocolEnded | ExpectancyStated
)


@given(journals(), NUMBERS)
def test_on_every_day_a_protocol_has_one_state_and_doses_fall_on_running_days(
    journal: list[Standing], number: int
) -> None:
    for protocol in protocols(journal).each:
        state = protocol.state_on(day(number))

        scheduled = protocol.schedule.days(protocol.dates.starts, protocol.dates.ends)
        assert set(protocol.dose_days) <= set(scheduled)
        if day(number) in protocol.dose_days and protocol.ending is None:
            assert state is State.RUNNING


@given(journals(), NUMBERS)
def test_every_planned_occasion_has_one_state(journal: list[Standing], number: int) -> None:
    known, today = protocols(journal), day(number)

    for protocol in known.each:
        found = known.occasions(protocol.id, today=today)
        assert len({(one.day, one.sitting) for one in found}) == len(found)
        for one in found:
            if one.event is None:
                is_past = one.day < today
                assert is_past == (one.state is OccasionState.MISSED)
                assert is_past != (one.state in PAST_THE_LAST)


@given(journals())
def test_only_an_extension_with_its_review_moves_an_end(journal: list[Standing]) -> None:
    for protocol in protocols(journal).each:
        ends = [protocol.stated.ends, *(one.stated.ends for one in protocol.extensions)]

        assert protocol.dates.ends == ends[-1]
        assert ends == sorted(set(ends))
        assert all(any(one.stated.review.values()) for one in protocol.extensions)
        assert (protocol.dates.ends - protocol.dates.starts).days <= 168


@given(journals())
def test_no_clock_orders_anything(journal: list[Standing]) -> None:
    moved = [replace(event, at=datetime(2020, 1, 1, tzinfo=UTC)) for event in journal]

    known, other = protocols(journal), protocols(moved)

    assert (other.each, other.findings) == (known.each, known.findings)


def says(known: Protocols) -> list[str]:
    return [finding.says for finding in known.findings]


def test_a_whole_protocol_is_told(make) -> None:
    known = protocols(
        make.journal(
            (-1, make.stated()),
            (-1, ExpectancyStated.example()),
            (5, make.paused()),
            (9, make.resumed()),
            (27, make.extended(41)),
            (41, make.ended(why=EndedWhy.COMPLETED)),
        )
    )

    (protocol,) = known.each
    assert known.findings == ()
    assert protocol.expectancy == ExpectancyStated.example()
    assert protocol.pauses == (Pause(make.day(5), PausedWhy.ILL, make.day(9)),)
    assert protocol.last_day == make.day(41)
    assert protocol.ending is not None
    assert protocol.ending.why is EndedWhy.COMPLETED


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"schedule": "moon"}, "Limen does not know this schedule."),
        ({"schedule_version": 2}, "Limen does not know this schedule."),
        ({"schedule_parameters": {"pattern": (0, 0)}}, "A pattern has at least one dose day."),
        ({"rests_until": date(2026, 4, 1)}, "Choose a rest of at least 2 weeks."),
    ],
)
def test_a_plan_that_cannot_be_is_a_finding(make, fields: dict[str, object], sentence: str) -> None:
    known = protocols(make.journal((0, make.stated(**fields)), (3, make.paused())))

    assert known.each == ()
    assert says(known) == [sentence, "This protocol is not in your notes."]
    assert [finding.events for finding in known.findings] == [(make.id(1),), (make.id(2),)]
    assert [finding.day for finding in known.findings] == [make.day(0), make.day(3)]


def test_a_plan_inside_a_rest_is_kept_and_found(make) -> None:
    known = protocols(make.journal((0, make.stated()), (30, make.stated(40, 60))))

    assert [protocol.id for protocol in known.each] == [make.id(1), make.id(2)]
    assert says(known) == ["Another protocol runs or rests in these weeks."]


def test_an_extension_into_another_plan_is_kept_and_found(make) -> None:
    journal = make.journal((0, make.stated()), (0, make.stated(60, 80)), (20, make.extended(41)))

    known = protocols(journal)

    assert known.each[0].last_day == make.day(41)
    assert says(known) == ["Another protocol runs or rests in these weeks."]


def test_what_is_expected_of_no_protocol_is_a_finding(make) -> None:
    known = protocols(make.journal((0, ExpectancyStated.example())))

    assert says(known) == ["You have planned no protocol yet."]


def test_answers_are_judged_by_the_day_start_stated_before_them(make) -> None:
    at = datetime(2026, 3, 3, 1, tzinfo=UTC)
    early, late = make.person("00:00"), make.person("06:00")
    said = [make.stated(), early, make.saved(), late, make.saved(Sitting.WEEK)]

    known = protocols([make.event(n, 0, one, at=at) for n, one in enumerate(said, start=1)])

    assert {place: answer.state for place, answer in known.answers.items()} == {
        (make.day(0), Sitting.EVENING): OccasionState.LATE,
        (make.day(0), Sitting.WEEK): OccasionState.DONE,
    }


def test_occasions_of_a_protocol_that_is_not_there_are_refused() -> None:
    with pytest.raises(NotFound):
        Protocols().occasions(EventId(UUID(int=1)), today=START)
