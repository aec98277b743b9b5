"""What was unwanted and is still there, until the person says that it is over."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.actions.visiting import new_identifier
from limen.diary.effects import EFFECTS
from limen.diary.harms import ongoing_harms
from limen.journal.kinds.harms import AdverseEnded
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import UNWANTED
from limen.web.forms import SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.visited import visited
from limen.web.visits import here, sent

_WORDS = {one.id: one.words for one in EFFECTS}
_SAYS = phrase("Open this page again, and choose what is over.")


class OverForm(SentForm):
    """Which report is over."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        says = _(_SAYS)
        self.fields["report"] = forms.UUIDField(error_messages={"required": says, "invalid": says})


@require_http_methods(["GET", "HEAD", "POST"])
def still_there(request: HttpRequest) -> HttpResponse:
    """List what is still there, or record that one of it is over."""
    at = here(request)
    if request.method != "POST":
        harms = ongoing_harms(at.state.diary)
        shown = [(one, _(_WORDS.get(one.stated.term, "something else"))) for one in harms]
        told = {
            "name": visited(request).name,
            "section": "more",
            "harms": [(one, words, str(new_identifier())) for one, words in shown],
        }
        return render(request, "still_there.html", told)
    form = OverForm(request.POST)
    if not form.is_valid():
        _field, says = next(iter(form.errors_in_order()))
        return refused(HTTPStatus.BAD_REQUEST, says, visited(request).name)
    ended = AdverseEnded(report=EventId(form.cleaned_data["report"]))
    try:
        diary.save_unwanted_over(at.visit, sent(form.cleaned_data["sent"], at.today), ended)
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return SeeOther(UNWANTED)
