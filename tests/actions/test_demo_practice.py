"""The invented practice: always the same weeks, up to yesterday, and gone afterwards."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from limen.actions import unlocking
from limen.actions.demo_practice import WEEKS, invented_practice, practice_drafts
from limen.actions.person import steps_left
from limen.actions.projections import state_of
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.screening.gates import ScreeningState
from limen.terms.calendar import Zone
from limen.terms.errors import NotAllowed

TODAY = date(2027, 1, 10)
AT = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
ZONE = Zone("Pacific/Auckland")


@pytest.fixture
def practice(unblocked):
    """The invented practice of a morning in January."""
    del unblocked  # what it does is wanted, not what it gives
    with invented_practice(AT, Zone("Europe/Berlin"), count(step=0.5).__next__) as made:
        yield made


def test_it_is_there_up_to_yesterday_with_a_plan_that_ends_today(practice) -> None:
    opened = unlocking.unlock(practice.folder, practice.passphrase)

    state = state_of(opened.chain)
    (plan,) = state.protocols.each
    assert (opened.reason, opened.needs_sheet, steps_left(state)) == ("", False, ())
    assert (plan.dates.starts, plan.dates.ends) == (TODAY - timedelta(weeks=WEEKS, days=-1), TODAY)
    assert max(one.day for one in state.diary.check_ins) == TODAY - timedelta(days=1)
    assert len(state.diary.doses) > WEEKS
    assert state.screening.state_on(TODAY) is ScreeningState.OPEN


def test_only_its_own_passphrase_opens_it(practice) -> None:
    with pytest.raises(NotAllowed):
        unlocking.unlock(practice.folder, "another horse battery staple")


@pytest.mark.usefixtures("unblocked")
def test_it_is_gone_with_its_folder_however_it_ends() -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        invented_practice(AT, ZONE, count(step=0.5).__next__) as made,
    ):
        raise KeyboardInterrupt

    assert not made.folder.parent.exists()


def test_it_is_the_same_on_every_day_but_for_its_dates() -> None:
    first = list(practice_drafts(TODAY, ZONE))
    later = list(practice_drafts(TODAY + timedelta(days=9), ZONE))

    assert [one.day + timedelta(days=9) for one in first] == [one.day for one in later]
    assert [one.id for one in first] == [one.id for one in later]
    assert [type(one.payload) for one in first] == [type(one.payload) for one in later]


def test_nothing_in_it_lies_in_the_future() -> None:
    drafts = list(practice_drafts(TODAY, ZONE))

    answered = [one for one in drafts if isinstance(one.payload, QuestionnaireAnswered)]
    assert max(one.at for one in drafts) < datetime(2027, 1, 10, tzinfo=ZONE.clock)
    assert all(one.payload.opened_at.date() == one.day for one in answered)
