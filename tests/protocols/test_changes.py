"""What may be done to a protocol, by whom, and on which day; every refusal is a sentence."""

from dataclasses import replace

import pytest

from limen.journal.kinds.protocols import ExpectancyStated
from limen.protocols.changes import (
    change_protocol,
    changed,
    expected,
    found,
    plan_protocol,
    planned,
    require_rest,
)
from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.schedules.cycle import Cycle
from limen.protocols.states import State
from limen.terms.errors import BadInput, LimenError, NotAllowed, NotFound, ProtocolRefused


def refusal(asked) -> str:
    """The sentence with which a change is refused."""
    with pytest.raises(LimenError) as refused:
        asked()
    return refused.value.says


def test_a_plan_becomes_a_protocol_with_its_schedule(make) -> None:
    protocol = make.protocol()

    assert protocol.schedule == Cycle((1, 0, 0))
    assert protocol.stated == make.stated()
    assert (protocol.dates.starts, protocol.dates.ends) == (make.day(0), make.day(27))


def test_a_plan_of_an_unknown_schedule_is_refused(make) -> None:
    says = refusal(lambda: make.protocol(schedule="moon"))

    assert says == "Limen does not know this schedule."


def test_a_diary_from_tomorrow_is_planned_in_four_steps(make) -> None:
    preset = PRESETS[0].schedule
    tomorrow, end, rest = make.day(1), make.day(28), make.day(56)

    stated = make.stated(
        schedule=preset.id,
        schedule_version=preset.version,
        schedule_parameters=preset.parameters,
        starts=tomorrow,
        ends=end,
        rests_until=rest,
        reviews_on=end,
    )

    assert plan_protocol((), stated, name=make.id(1), day=make.day(0)) == (stated,)
    assert planned(make.id(1), stated).dose_days[0] == tomorrow


def test_a_plan_may_start_today_and_not_yesterday(make) -> None:
    stated = make.stated()

    assert plan_protocol((), stated, name=make.id(1), day=make.day(0)) == (stated,)
    late = refusal(lambda: plan_protocol((), stated, name=make.id(1), day=make.day(1)))
    assert late == "The start has passed already."


@pytest.mark.parametrize("first", [0, 27, 28, 55])
def test_no_plan_starts_while_another_runs_or_rests(make, first: int) -> None:
    known, stated = (make.protocol(),), make.stated(first, first + 27)

    says = refusal(lambda: plan_protocol(known, stated, name=make.id(2), day=make.day(0)))

    assert says == "Another protocol runs or rests in these weeks."


def test_a_plan_may_start_on_the_day_after_the_rest(make) -> None:
    known, stated = (make.protocol(),), make.stated(56, 80)

    assert plan_protocol(known, stated, name=make.id(2), day=make.day(56)) == (stated,)


def test_no_plan_is_drafted_while_the_rest_of_another_goes_on(make) -> None:
    known, stated = (make.protocol(),), make.stated(56, 80)

    says = {
        refusal(lambda: plan_protocol(known, stated, name=make.id(2), day=make.day(day)))  # noqa: B023 -- called at once
        for day in (28, 55)
    }

    assert says == {"The rest of your last protocol goes on."}


def test_a_rest_may_not_reach_into_a_later_plan(make) -> None:
    later, stated = make.protocol(40, 60), make.stated(0, 27)

    says = refusal(lambda: plan_protocol((later,), stated, name=make.id(2), day=make.day(0)))

    assert says == "Another protocol runs or rests in these weeks."


def test_a_plan_given_up_before_its_start_asks_for_no_rest(make) -> None:
    given_up = changed(make.protocol(first=7), make.ended(), make.day(3))

    require_rest(planned(make.id(2), make.stated()), [given_up])

    assert not given_up.has_begun


def test_a_pause_is_written_as_it_was_stated(make) -> None:
    known, pause = (make.protocol(),), make.paused()

    assert change_protocol(known, pause, day=make.day(3), by="limen") == (pause,)


def test_only_the_participant_goes_on(make) -> None:
    known = (changed(make.protocol(), make.paused(), make.day(3)),)

    with pytest.raises(NotAllowed):
        change_protocol(known, make.resumed(), day=make.day(4), by="limen")

    assert change_protocol(known, make.resumed(), day=make.day(4), by="participant") == (
        make.resumed(),
    )


def test_a_change_of_a_protocol_that_is_not_there_is_refused(make) -> None:
    with pytest.raises(NotFound) as refused:
        change_protocol((make.protocol(),), make.paused(9), day=make.day(3), by="participant")

    assert refused.value.says == "This protocol is not in your notes."
    assert found((make.protocol(),), make.id(1)) == make.protocol()


@pytest.mark.parametrize(
    ("day", "change", "says"),
    [
        (-1, "paused", "This protocol has not started yet."),
        (-1, "extended", "This protocol has not started yet."),
        (3, "resumed", "This protocol is not paused."),
        (28, "paused", "This protocol has ended."),
        (28, "extended", "This protocol has ended."),
    ],
)
def test_a_change_needs_its_state(make, day: int, change: str, says: str) -> None:
    stated = getattr(make, change)()

    assert refusal(lambda: changed(make.protocol(), stated, make.day(day))) == says


@pytest.mark.parametrize("day", [5, 12, 40])
def test_what_has_ended_takes_no_further_change(make, day: int) -> None:
    ended = changed(make.protocol(), make.ended(), make.day(10))

    assert refusal(lambda: changed(ended, make.ended(), make.day(day))) == (
        "This protocol has ended."
    )


def test_a_pause_does_not_begin_before_an_earlier_one(make) -> None:
    paused = changed(make.protocol(), make.paused(), make.day(10))
    resumed = changed(paused, make.resumed(), make.day(12))

    says = {
        refusal(lambda: changed(resumed, make.paused(), make.day(4))),
        refusal(lambda: changed(paused, make.ended(), make.day(4))),
    }

    assert says == {"This day lies before an earlier pause."}


def test_an_extension_with_an_answered_review_moves_end_and_rest(make) -> None:
    before, extension = make.protocol(), make.extended(41)

    after = changed(before, extension, make.day(27))

    assert (after.dates.ends, after.dates.rests_until) == (make.day(41), make.day(69))
    assert after.dose_days[: len(before.dose_days)] == before.dose_days
    assert after.state_on(make.day(41)) is State.RUNNING
    assert [one.stated for one in after.extensions] == [extension]
    assert after.stated.ends == make.day(27)


def test_a_paused_protocol_stays_paused_when_it_is_extended(make) -> None:
    paused = changed(make.protocol(), make.paused(), make.day(10))

    assert changed(paused, make.extended(), make.day(11)).state_on(make.day(30)) is State.PAUSED


@pytest.mark.parametrize("answer", ["", "   ", "\n"])
def test_an_extension_without_answers_is_refused(make, answer: str) -> None:
    blank = make.extended(review={"what_changed": "Not much yet.", "what_next": answer})

    says = refusal(lambda: changed(make.protocol(), blank, make.day(20)))

    assert says == "An extension needs an answer to every question of the review."


def test_an_extension_without_a_review_does_not_exist(make) -> None:
    with pytest.raises(BadInput) as refused:
        make.extended(review={})

    assert refused.value.says == "An extension needs the answered review."


def test_a_protocol_is_extended_once(make) -> None:
    after = changed(make.protocol(), make.extended(41), make.day(9))

    says = refusal(lambda: changed(after, make.extended(55), make.day(30)))

    assert says == "A protocol gets a later end once. The rest comes next."


def test_an_extension_does_not_shorten(make) -> None:
    for last in (20, 27):
        says = refusal(lambda last=last: changed(make.protocol(), make.extended(last), make.day(9)))
        assert says == "An extension ends later than the protocol does now."


def test_an_extension_keeps_the_rest_and_the_24_weeks(make) -> None:
    no_rest = make.extended(41, rests_until=make.day(54))

    assert refusal(lambda: changed(make.protocol(), no_rest, make.day(9))) == (
        "Choose a rest of at least 2 weeks."
    )
    with pytest.raises(ProtocolRefused):
        changed(make.protocol(), make.extended(169), make.day(9))
    assert changed(make.protocol(), make.extended(168), make.day(9)).last_day == make.day(168)


def test_an_extension_does_not_reach_into_the_next_plan(make) -> None:
    known = (make.protocol(), planned(make.id(2), make.stated(60, 80)))

    says = refusal(
        lambda: change_protocol(known, make.extended(41), day=make.day(20), by="participant")
    )

    assert says == "Another protocol runs or rests in these weeks."
    short = make.extended(30)
    assert change_protocol(known, short, day=make.day(20), by="participant") == (short,)


def test_what_is_expected_is_asked_once_and_before_the_start(make) -> None:
    hoped = ExpectancyStated.example()

    told = expected(make.protocol(), hoped, make.day(0))

    assert told.expectancy == hoped
    assert refusal(lambda: expected(told, hoped, make.day(0))) == (
        "You have said what you expect of this protocol."
    )
    assert refusal(lambda: expected(make.protocol(), hoped, make.day(1))) == (
        "What you expect of a protocol is asked before it starts."
    )


def test_a_plan_on_the_last_days_of_the_calendar_is_refused(make) -> None:
    last = make.day(0).replace(year=9998, month=12, day=31)
    stated = replace(make.stated(), starts=last, ends=last, rests_until=last, reviews_on=last)

    assert refusal(lambda: planned(make.id(1), stated)) == "Choose a rest of at least 2 weeks."
