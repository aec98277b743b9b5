"""What a person states about themselves, and which of the first steps is still to come."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from limen.actions.diary import Sent
from limen.actions.person import (
    Step,
    next_step,
    put_off,
    state_place,
    state_support,
    steps_left,
    steps_put_off,
)
from limen.actions.projections import State, state_of
from limen.actions.visit import Visit
from limen.actions.visiting import new_identifier, participant, state_adult
from limen.journal.kinds.person import AgeBand, SupportStated
from limen.store import opening
from limen.terms.calendar import Zone
from limen.terms.errors import NotAllowed
from limen.terms.identifiers import ChainId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)


@pytest.fixture
def visit(vault) -> Visit:
    """An evening in March."""
    return participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))


@pytest.fixture
def adult(visit: Visit) -> Visit:
    """The same, once they said that they are 18 or over."""
    state_adult(visit, "web")
    return visit


def sent() -> Sent:
    return Sent(new_identifier(), date(2026, 3, 2))


def now(visit: Visit) -> State:
    return state_of(visit.chain)


def test_a_place_keeps_what_was_stated_before(adult: Visit) -> None:
    before = now(adult).diary.person

    state_place(adult, sent(), "DE", AgeBand.FROM_65)

    said = now(adult).diary.person
    assert said == replace(before, country="DE", age_band=AgeBand.FROM_65)


def test_a_place_is_said_after_the_age_alone(visit: Visit) -> None:
    with pytest.raises(NotAllowed, match="18 or over"):
        state_place(visit, sent(), "DE", None)


def test_the_same_said_again_is_no_new_entry(adult: Visit) -> None:
    later = replace(adult, at=AT + timedelta(minutes=5))
    for visit in (adult, later):
        state_place(visit, sent(), None, None)
        state_support(visit, sent(), SupportStated(person="Ada"))

    assert now(adult).head.n == 3


def test_a_region_goes_with_its_country(adult: Visit) -> None:
    state_place(adult, sent(), "US", None, region="US-OR")
    state_place(adult, sent(), "AT", None)

    assert (now(adult).diary.person.country, now(adult).diary.person.region) == ("AT", None)


def test_the_steps_come_one_after_the_other(adult: Visit) -> None:
    first = steps_left(now(adult))
    state_place(adult, sent(), None, None)
    second = next_step(now(adult))
    state_support(adult, sent(), SupportStated())

    assert first == (Step.PLACE, Step.SUPPORT, Step.SCREENING, Step.PLAN)
    assert (second, next_step(now(adult))) == (Step.SUPPORT, Step.SCREENING)


def test_what_is_put_off_is_passed_over(adult: Visit) -> None:
    assert next_step(now(adult), {Step.PLACE}) is Step.SUPPORT
    assert next_step(now(adult), set(Step)) is None


def test_what_was_put_off_stays_so_after_a_lock(adult: Visit, vault: object) -> None:
    put_off(adult, Step.PLAN)
    put_off(adult, Step.PLACE)
    put_off(adult, Step.PLACE)

    opening.leave()
    opening.open_vault(vault)

    assert steps_put_off() == {Step.PLACE, Step.PLAN}
