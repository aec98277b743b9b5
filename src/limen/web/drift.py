"""The card about drift: one of three answers, or not for some days; and whom to talk to."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import drift as drift_actions
from limen.journal.kinds.protocols import DriftChoice
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import DRIFT, PLAN, TODAY
from limen.web.forms import SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

PUT_OFF = "put_off"
_ONWARD = {
    DriftChoice.BACK_TO_PROTOCOL: PLAN,
    DriftChoice.PAUSE: PLAN,
    DriftChoice.TALK: DRIFT,
}
_SAYS = phrase("Choose one of the answers of the card.")


class ChoiceForm(SentForm):
    """What the person does about the card."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["choice"] = forms.ChoiceField(
            choices=[(name, name) for name in (*(one.value for one in DriftChoice), PUT_OFF)],
            error_messages={"required": _(_SAYS), "invalid_choice": _(_SAYS)},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def drift(request: HttpRequest) -> HttpResponse:
    """Show whom to talk to, or record what was chosen on the card."""
    at = here(request)
    if request.method != "POST":
        told = {
            "name": visited(request).name,
            "section": "today",
            "support": at.state.diary.support,
        }
        return render(request, "talk.html", told)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        _field, says = next(iter(form.errors_in_order()))
        return refused(HTTPStatus.BAD_REQUEST, says, visited(request).name)
    try:
        return SeeOther(_chosen(at, form))
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)


def _chosen(at: Here, form: ChoiceForm) -> str:
    entry = sent(form.cleaned_data["sent"], at.today)
    chosen = form.cleaned_data["choice"]
    if chosen == PUT_OFF:
        drift_actions.put_off(at.visit, entry)
        return TODAY
    drift_actions.answer_card(at.visit, entry, DriftChoice(chosen))
    return _ONWARD[DriftChoice(chosen)]
