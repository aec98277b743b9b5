"""Of two check-ins for one sitting the person says which one is right, and both stay readable."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from limen.actions.choosing import choose_check_in
from limen.actions.diary import Sent, save_check_in
from limen.actions.projections import state_of
from limen.actions.visit import Visit
from limen.actions.visiting import new_identifier, participant
from limen.journal.kinds.measures import CheckInSaved
from limen.terms.calendar import Zone
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)


@pytest.fixture
def visit(vault) -> Visit:
    """An evening in March."""
    return participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))


@pytest.fixture
def pair(visit: Visit) -> list[EventId]:
    """Two check-ins for that evening, with a mood of 2 and of 6."""
    names = [sent() for _ in range(2)]
    for name, mood in zip(names, (2, 6), strict=True):
        save_check_in(visit, name, replace(CheckInSaved.example(), scales={"mood": mood}))
    return [EventId(name.id) for name in names]


def sent() -> Sent:
    return Sent(new_identifier(), date(2026, 3, 2))


@pytest.mark.parametrize(("right", "mood"), [(0, 2), (1, 6)])
def test_the_other_one_no_longer_counts(
    visit: Visit, pair: list[EventId], right: int, mood: int
) -> None:
    choose_check_in(visit, sent(), right=pair[right], wrong=pair[1 - right])

    state = state_of(visit.chain)
    assert [one.stated.scales["mood"] for one in state.diary.check_ins] == [mood]
    assert state.diary.findings == ()
    assert state.head.n == 3


def test_the_same_answer_twice_is_recorded_once(visit: Visit, pair: list[EventId]) -> None:
    answer = sent()

    for _ in range(2):
        choose_check_in(visit, answer, right=pair[0], wrong=pair[1])

    assert state_of(visit.chain).head.n == 3


def test_what_is_not_asked_cannot_be_answered(visit: Visit, pair: list[EventId]) -> None:
    first, second = pair
    with pytest.raises(RuleBroken, match="not asked any more"):
        choose_check_in(visit, sent(), right=first, wrong=EventId(new_identifier()))

    choose_check_in(visit, sent(), right=first, wrong=second)

    with pytest.raises(RuleBroken, match="not asked any more"):
        choose_check_in(visit, sent(), right=second, wrong=first)
