"""A plan in three pages: the question, what is expected, and the dates; kept when all are there."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from limen.actions import protocols
from limen.actions.visiting import new_identifier
from limen.instruments.rows import DAILY_ROWS, SLEEP_ROW
from limen.journal.kinds.protocols import (
    EndedWhy,
    PausedWhy,
    ProtocolEnded,
    ProtocolPaused,
    ProtocolResumed,
)
from limen.protocols.changes import Change
from limen.protocols.protocol import Protocol
from limen.protocols.states import State
from limen.screening.rules import Rule
from limen.screening.tables import screening_table
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import PLAN
from limen.web.forms import TOO_OLD, SentForm
from limen.web.onward import SeeOther
from limen.web.person import after_plan, later_than_plan
from limen.web.plan_form import (
    DatesForm,
    ExpectancyForm,
    Note,
    QuestionForm,
    expectancy_of,
    plan_of,
)
from limen.web.reasons import notes_of_day
from limen.web.refusals import refused, said, status_of
from limen.web.review import may_review
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_MOVES: Mapping[str, Callable[[EventId], Change]] = {
    "pause": lambda name: ProtocolPaused(protocol=name, why=PausedWhy.CHOSE),
    "go_on": lambda name: ProtocolResumed(protocol=name, why=PausedWhy.CHOSE),
    "end": lambda name: ProtocolEnded(protocol=name, why=EndedWhy.STOPPED),
}
_STATES = {
    State.PLANNED: phrase("planned"),
    State.RUNNING: phrase("running"),
    State.PAUSED: phrase("paused"),
    State.ENDED: phrase("ended"),
}
_LABELS = {row.id: row.label for row in (*DAILY_ROWS, SLEEP_ROW)}
_FIELDS = ("question", "measure", "acts", "change", "expected", "sure", "hoped")


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Show every plan with its dates."""
    at = here(request)
    each = [
        (
            one,
            one.state_on(at.today).value,
            _(_STATES[one.state_on(at.today)]),
            _measure(one),
            str(new_identifier()),
            may_review(one, at.today),
        )
        for one in reversed(at.state.protocols.each)
    ]
    told = {"name": visited(request).name, "section": "more", "plans": each}
    return render(request, "plans.html", told)


@require_POST
def move(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Pause a plan, go on with it, or end it."""
    at, name = here(request), EventId(plan)
    made = request.POST.get("move", "")
    if made not in _MOVES:
        return refused(
            HTTPStatus.BAD_REQUEST, _("Choose pause, go on or end."), visited(request).name
        )
    form = SentForm(request.POST)
    if not form.is_valid():
        return refused(HTTPStatus.BAD_REQUEST, _(TOO_OLD), visited(request).name)
    try:
        protocols.change(at.visit, sent(form.cleaned_data["sent"], at.today), _MOVES[made](name))
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return SeeOther(PLAN)


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Ask page by page; what was answered travels along until the last page is sent."""
    at = here(request)
    kept = {name: request.POST[name] for name in _FIELDS if name in request.POST}
    step = request.POST.get("step", "") if request.method == "POST" else "begin"
    if step == "question":
        return _after_question(request, at, kept)
    if step == "expectancy":
        return _after_expectancy(request, at, kept)
    if step == "dates":
        return _after_dates(request, at, kept)
    try:
        protocols.require_free(at.state, at.today)
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return _page(request, "question", QuestionForm(), {})


def _after_question(request: HttpRequest, at: Here, kept: dict[str, str]) -> HttpResponse:
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, "question", form, {}, status=400)
    return _page(request, "expectancy", ExpectancyForm(), kept)


def _after_expectancy(request: HttpRequest, at: Here, kept: dict[str, str]) -> HttpResponse:
    form = ExpectancyForm(request.POST)
    if not form.is_valid():
        return _page(request, "expectancy", form, kept, status=400)
    return _page(request, "dates", DatesForm(at), kept)


def _after_dates(request: HttpRequest, at: Here, kept: dict[str, str]) -> HttpResponse:
    form = DatesForm(at, request.POST)
    if not form.is_valid():
        return _page(request, "dates", form, kept, status=400)
    earlier = QuestionForm(request.POST), ExpectancyForm(request.POST)
    if not all(one.is_valid() for one in earlier):
        return _page(request, "question", earlier[0], {}, status=400)
    stated, is_read = plan_of(kept, form), "is_read" in request.POST
    try:
        notice = protocols.exposure_of(at.state, stated)
        if notice and not is_read:
            form.ask_to_read(Note(notice, _what_is_known(at)))
            return _to_read(request, form, kept)
        protocols.plan(
            at.visit,
            sent(form.cleaned_data["sent"], at.today),
            stated,
            expectancy_of(stated.main_measure, kept),
            is_read=is_read,
        )
    except LimenError as error:
        return _page(request, "dates", form, kept, says=said(error), status=status_of(error))
    return SeeOther(after_plan(at, visited(request)))


def _what_is_known(at: Here) -> Rule | None:
    rule = screening_table().find("chronic_use")
    return rule if rule is not None and rule.is_known(at.facts_day) else None


def _to_read(request: HttpRequest, form: DatesForm, kept: dict[str, str]) -> HttpResponse:
    """The same page with the note about many dose days, which a tick says was read."""
    was_shown = "note" in request.POST
    if was_shown:
        form.add_error("is_read", _("Read the note about the number of dose days, and tick it."))
    status = HTTPStatus.BAD_REQUEST if was_shown else HTTPStatus.OK
    return _page(request, "dates", form, kept, status=status)


def _measure(plan: Protocol) -> str:
    """The label of the main measure, as Limen says it or as the person wrote it."""
    main = plan.stated.main_measure
    if main in _LABELS:
        return _(_LABELS[main])
    own = (one.label for one in plan.stated.measures if one.id == main and one.label)
    return next(own, main)


def _page(
    request: HttpRequest,
    step: str,
    form: SentForm,
    kept: dict[str, str],
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "note": form.note if isinstance(form, DatesForm) else None,
        "notes": notes_of_day(here(request)) if step == "dates" else (),
        "name": visited(request).name,
        "section": "more",
        "step": step,
        "later": later_than_plan(request),
        "form": form,
        "kept": [(name, value) for name, value in kept.items() if name not in form.fields],
        "says": says,
    }
    return render(request, "plan_new.html", told, status=status)
