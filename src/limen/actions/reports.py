"""Making the report of an open practice: of one plan, or of all recorded days."""

from dataclasses import replace
from datetime import date

from limen.actions.projections import State
from limen.journal.kinds.doses import FeltAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.standing import Standing, StandingEvents
from limen.protocols.fold import Protocols
from limen.protocols.protocol import Protocol
from limen.protocols.rows_asked import holding_plan
from limen.protocols.states import State as ProtocolState
from limen.reports.practice import PracticeReport, practice_report
from limen.reports.practice_days import Practice, practice_of_all_days, practice_of_plan
from limen.terms.errors import NotFound
from limen.terms.identifiers import EventId


def latest_report(state: State, today: date) -> PracticeReport | None:
    """The report of the plan that began last, else of all days; None where nothing has passed."""
    for plan in begun_plans(state.protocols, today):
        if report := _report(state, _of_plan(state, plan, today)):
            return report
    return whole_report(state, today)


def plan_report(state: State, name: EventId, today: date) -> PracticeReport | None:
    """The report of one plan, or None where none of its days has passed.

    Raises:
        NotFound: there is no such plan.
    """
    for plan in state.protocols.each:
        if plan.id == name:
            return _report(state, _of_plan(state, plan, today))
    raise NotFound("This protocol is not in your notes.", at="protocol")


def whole_report(state: State, today: date) -> PracticeReport | None:
    """The report of all recorded days, or None where there is none."""
    corrected = _corrected(state.standing)
    days = practice_of_all_days(state.diary, state.protocols, today, corrected)
    return _report(state, days)


def begun_plans(protocols: Protocols, today: date) -> tuple[Protocol, ...]:
    """Every plan that has begun, the latest first."""
    begun = (one for one in protocols.each if one.has_begun and one.dates.starts <= today)
    return tuple(sorted(begun, key=lambda one: one.dates.starts, reverse=True))


def has_ended(protocols: Protocols, today: date) -> bool:
    """Whether a plan has ended whose rest goes on, so that its report is of interest now."""
    plan = holding_plan(protocols, today)
    return plan is not None and plan.has_begun and plan.state_on(today) is ProtocolState.ENDED


def _of_plan(state: State, plan: Protocol, today: date) -> Practice | None:
    corrected = _corrected(state.standing)
    return practice_of_plan(state.diary, state.protocols, plan, today, corrected)


def _report(state: State, practice: Practice | None) -> PracticeReport | None:
    if practice is None:
        return None
    return practice_report(replace(practice, screening=state.screening))


def _corrected(standing: StandingEvents) -> list[date]:
    return [event.day for event in standing.events if _is_corrected(event)]


def _is_corrected(event: Standing) -> bool:
    """Whether an earlier statement said something else; how strongly is added, never changed."""
    now = event.day, _without_strength(event.payload)
    return any((one.day, _without_strength(one.payload)) != now for one in event.earlier)


def _without_strength(stated: Payload) -> Payload:
    return replace(stated, strength=None) if isinstance(stated, FeltAnswered) else stated
