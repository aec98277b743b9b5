"""Today: what there is to do now, and nothing more."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.actions import diary as diary_actions
from limen.actions import drift, hard_moments, reports, stops
from limen.actions.diary import Sent
from limen.actions.noticing import is_closed_again
from limen.actions.visiting import new_identifier
from limen.diary.checkins import is_saved
from limen.diary.diary import Batch
from limen.diary.dose import Taking, repeatable_amount, taking_on
from limen.journal.kinds.doses import Sitting, SkippedWhy
from limen.protocols.sittings import evening_opens, week_number
from limen.protocols.states import State
from limen.reports.drift_sentences import FACT_WORDS, card_sentences
from limen.reports.figures import Sentence
from limen.terms.amount import Amount
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.web.dose_form import is_dose_day, open_batches
from limen.web.person import next_step
from limen.web.stops import cards
from limen.web.unwanted import asked_about
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
    with suppress(LimenError):  # where nothing can be written, the cards are shown all the same
        stops.let_rest(at.visit, Sent(new_identifier(), at.today), state)
    told = {
        "name": visited(request).name,
        "section": "today",
        "inside": visited(request).inside,
        "hard_step": step.value if step else "",
        "longer": diary_actions.longer_pages_due(state, at.today),
        "has_ended": reports.has_ended(state.protocols, at.today),
        "next_step": next_step(request, at),
        "is_closed_again": is_closed_again(state, at.facts_day),
        "cards": cards(at),
        "unsaid": _unsaid(at),
        "drift": _drift(at),
        "not_a_day": _is_no_day(at),
        "morning": str(new_identifier()),
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


@dataclass(frozen=True, slots=True)
class ShownDrift:
    """The card about drift as the page shows it: sentences, and each fact with its days."""

    says: tuple[Sentence, ...]
    facts: tuple[tuple[Sentence, tuple[date, ...]], ...]
    sent: str


def _drift(at: Here) -> ShownDrift | None:
    """The card about drift, or None where nothing was counted or it was put off."""
    card = drift.card_of(at.state, at.today)
    if card is None or card.is_put_off:
        return None
    facts = tuple((Sentence(FACT_WORDS[fact.id]), fact.days) for fact in card.facts)
    return ShownDrift(tuple(card_sentences(card)), facts, str(new_identifier()))


def _unsaid(at: Here) -> EventId | None:
    """The list of today or yesterday in which something was tapped and not told about yet."""
    told = {(one.day, one.stated.term) for one in at.state.diary.adverse_events.values()}
    for one in reversed(at.state.diary.check_ins):
        if one.day < at.yesterday:
            continue
        if any((one.day, effect.id) not in told for effect in asked_about(one.stated)):
            return one.id
    return None


def _is_no_day(at: Here) -> bool:
    """Whether the person said this morning that this is not a day for it."""
    return any(
        one.day == at.today and one.stated.why is SkippedWhy.SAFETY
        for one in at.state.diary.skipped_doses
    )


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
