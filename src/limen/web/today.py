"""Today: what there is to do now, and nothing more."""

from dataclasses import dataclass
from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.actions import diary as diary_actions
from limen.actions import hard_moments, reports
from limen.actions.diary import Sent
from limen.actions.visiting import new_identifier
from limen.diary.checkins import is_saved
from limen.diary.diary import Batch
from limen.diary.dose import Taking, repeatable_amount, taking_on
from limen.journal.kinds.doses import Sitting
from limen.protocols.sittings import evening_opens, week_number
from limen.protocols.states import State
from limen.terms.amount import Amount
from limen.web.dose_form import is_dose_day, open_batches
from limen.web.person import next_step
from limen.web.visited import visited
from limen.web.visits import Here, here, other_zone
from limen.web.which_one import asked_which_one


@dataclass(frozen=True, slots=True)
class Repeat:
    """A confirmed amount of one batch that a button may offer again."""

    amount: Amount
    batch: Batch
    sent: str
    time: str


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what this day asks for, or that it is done."""
    at = here(request)
    state, diary = at.state, at.state.diary
    step = hard_moments.attend(at.visit, Sent(new_identifier(), at.today), state)
    told = {
        "name": visited(request).name,
        "section": "today",
        "inside": visited(request).inside,
        "hard_step": step.value if step else "",
        "longer": diary_actions.longer_pages_due(state, at.today),
        "has_ended": reports.has_ended(state.protocols, at.today),
        "next_step": next_step(request, at),
        "which_one": asked_which_one(at),
        "day": at.today,
        "week": _week(at),
        "is_dose_day": is_dose_day(at),
        "is_open": taking_on(diary, at.today) is Taking.UNKNOWN,
        "taken": [dose for dose in diary.doses if dose.day == at.today],
        "repeat": _repeat(at),
        "is_done": is_saved(diary, at.today, Sitting.EVENING),
        "evening": visited(request).inside.preferences.evening,
        "opens": _opens(request, at),
        "zone": at.visit.zone.name,
        "other_zone": other_zone(at),
    }
    return render(request, "today.html", told)


def _opens(request: HttpRequest, at: Here) -> time | None:
    """When the evening opens, or None where it has."""
    opens = evening_opens(visited(request).inside.preferences.evening)
    clock = at.visit.zone.clock
    is_open = at.visit.at >= datetime.combine(at.today, opens, clock)
    return None if is_open else opens


def _week(at: Here) -> tuple[int, int] | None:
    """The week of the running plan, from 1, and how many it has; None where none runs."""
    running = (one for one in at.state.protocols.each if one.state_on(at.today) is State.RUNNING)
    plan = next(running, None)
    if plan is None:
        return None
    starts, ends = plan.dates.starts, plan.dates.ends
    return week_number(starts, at.today), week_number(starts, ends)


def _repeat(at: Here) -> Repeat | None:
    batches = open_batches(at)
    if not batches:
        return None
    amount = repeatable_amount(at.state.diary, batches[-1].id)
    if amount is None:
        return None
    now = at.visit.at.astimezone(at.visit.zone.clock).strftime("%H:%M")
    return Repeat(amount, batches[-1], str(new_identifier()), now)
