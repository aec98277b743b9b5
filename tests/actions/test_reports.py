"""Which report a person gets: of the plan that began last, of another one, or of all days."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from limen.actions.append import append
from limen.actions.projections import state_of
from limen.actions.reports import begun_plans, has_ended, latest_report, plan_report, whole_report
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.meta import EventCorrected
from limen.journal.kinds.protocols import EndedWhy, ProtocolEnded, ProtocolPlanned
from limen.journal.payloads import correction
from limen.terms.errors import NotFound
from limen.terms.identifiers import EventId

TODAY = date(2026, 3, 2)
PLAN = ProtocolPlanned.example()


def later(days: int) -> date:
    """A day after the first."""
    return TODAY + timedelta(days=days)


def test_an_empty_journal_has_no_report(visit):
    state = state_of(visit.chain)

    assert latest_report(state, TODAY) is None
    assert whole_report(state, TODAY) is None


def test_without_a_plan_all_days_are_reported(visit, record):
    record(1, CheckInSaved.example())

    report = latest_report(state_of(visit.chain), TODAY)

    assert report == whole_report(state_of(visit.chain), TODAY)
    assert len(report.practice.days) == 1


def test_the_plan_that_began_last_is_reported(visit, record):
    record(1, PLAN)
    record(2, CheckInSaved.example())

    report = latest_report(state_of(visit.chain), TODAY)

    assert report.practice.plan.id == UUID(int=1)


def test_a_plan_without_a_day_behind_it_gives_way_to_all_days(visit, record):
    record(1, replace(PLAN, starts=later(1)))
    record(2, CheckInSaved.example())

    state = state_of(visit.chain)

    assert latest_report(state, TODAY).practice.plan is None
    assert begun_plans(state.protocols, TODAY) == ()
    assert plan_report(state, EventId(UUID(int=1)), TODAY) is None


def test_on_its_first_morning_a_plan_has_no_day_behind_it(visit, record):
    record(1, PLAN)

    assert latest_report(state_of(visit.chain), TODAY) is None


def test_a_plan_is_reported_by_its_name(visit, record):
    record(1, PLAN)
    record(2, CheckInSaved.example())
    state = state_of(visit.chain)

    assert plan_report(state, EventId(UUID(int=1)), TODAY).practice.plan is not None
    with pytest.raises(NotFound):
        plan_report(state, EventId(UUID(int=7)), TODAY)


def test_corrected_entries_are_counted(visit, record, draft):
    record(1, CheckInSaved.example())
    said = correction(EventId(UUID(int=1)), replace(CheckInSaved.example(), effects=()), reason="")
    assert isinstance(said, EventCorrected)
    append(visit, draft(2, said), lambda _: (said,))

    assert whole_report(state_of(visit.chain), TODAY).practice.corrections == 1


def test_a_report_is_offered_from_the_end_to_the_end_of_the_rest(visit, record):
    record(1, PLAN)
    plans = state_of(visit.chain).protocols

    offered = [has_ended(plans, later(days)) for days in (0, 27, 28, 55, 56)]

    assert offered == [False, False, True, True, False]


def test_a_plan_given_up_before_its_start_offers_none(visit, record):
    record(1, replace(PLAN, starts=later(5)))
    record(2, ProtocolEnded(protocol=EventId(UUID(int=1)), why=EndedWhy.OTHER))

    assert not has_ended(state_of(visit.chain).protocols, later(6))
