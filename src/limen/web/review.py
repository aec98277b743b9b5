"""The review of a protocol: what it was, in the person's words, and once, a later end."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import protocols
from limen.journal.kinds.protocols import ProtocolExtended
from limen.protocols.protocol import Protocol
from limen.protocols.states import State
from limen.terms.calendar import days_between
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import PLAN
from limen.web.forms import SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.templatetags.wording import weekday
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_QUESTIONS = {
    "what_changed": phrase("What has changed since the start?"),
    "what_else": phrase("What else could it come from?"),
    "what_cost": phrase("What did it cost you, or keep you from?"),
}
_RUNS = {State.RUNNING, State.PAUSED}


class ReviewForm(SentForm):
    """Every question of the review, why it should go on, and the later end."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for name, words in _QUESTIONS.items():
            self.fields[name] = forms.CharField(
                label=_(words),
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Write a few words, or leave the end as it is.")},
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why should it end later?"),
            max_length=200,
            error_messages={"required": _("Write why it should end later.")},
        )
        self.fields["ends"] = forms.DateField(
            label=_("New end date"),
            help_text=_("The rest moves with it, as long as it was planned."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": _("Choose an end date. A protocol without an end is a habit."),
                "invalid": _("Enter the day like 2026-03-02."),
            },
        )

    def extension(self, plan: Protocol) -> ProtocolExtended:
        """What is recorded of it."""
        ends = cast("date", self.cleaned_data["ends"])
        rest = timedelta(days=days_between(plan.dates.ends, plan.dates.rests_until))
        return ProtocolExtended(
            protocol=plan.id,
            ends=ends,
            rests_until=ends + rest,
            review={name: self.cleaned_data[name] for name in _QUESTIONS},
            reason=self.cleaned_data["reason"],
        )


def may_review(plan: Protocol, today: date) -> bool:
    """Whether the review of a plan is open: from its day on, while it runs, and once."""
    return plan.state_on(today) in _RUNS and today >= plan.dates.reviews_on and not plan.extensions


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show the review of a plan, or record its later end.

    Raises:
        Http404: there is no such plan.
    """
    at = here(request)
    known = _found(at, plan)
    if request.method != "POST":
        if not may_review(known, at.today):
            return refused(HTTPStatus.CONFLICT, _not_open(known, at.today), visited(request).name)
        return _page(request, known, ReviewForm())
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, known, form, status=400)
    try:
        name = sent(form.cleaned_data["sent"], at.today)
        protocols.change(at.visit, name, form.extension(known))
    except LimenError as error:
        return _page(request, known, form, says=said(error), status=status_of(error))
    return SeeOther(PLAN)


def _found(at: Here, plan: UUID) -> Protocol:
    for one in at.state.protocols.each:
        if one.id == EventId(plan):
            return one
    raise Http404


def _not_open(plan: Protocol, today: date) -> str:
    if plan.extensions or plan.state_on(today) is State.ENDED:
        return _("The review of this protocol is over.")
    return _("The review of this protocol opens on %(day)s.") % {
        "day": weekday(plan.dates.reviews_on)
    }


def _page(
    request: HttpRequest, plan: Protocol, form: ReviewForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "more",
        "plan": plan,
        "form": form,
        "says": says,
    }
    return render(request, "review.html", told, status=status)
