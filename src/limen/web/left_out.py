"""A planned dose that was not taken: said with one tap, never guessed from silence."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.journal.kinds.doses import DoseSkipped, SkippedWhy
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import TODAY
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import here, sent

_WHY = {
    SkippedWhy.FORGOT: phrase("I forgot"),
    SkippedWhy.CHOSE: phrase("I chose not to"),
    SkippedWhy.ILL: phrase("I was unwell"),
    SkippedWhy.SAFETY: phrase("to stay on the careful side"),
    SkippedWhy.OTHER: phrase("something else"),
}


class LeftOutForm(SentForm):
    """Why nothing was taken on a planned day."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["why"] = forms.ChoiceField(
            label=_("Why not today?"),
            choices=[(one.value, _(words)) for one, words in _WHY.items()],
            widget=Choices(),
            error_messages={"required": _("Choose a reason; something else is one, too.")},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def left_out(request: HttpRequest) -> HttpResponse:
    """Ask why nothing was taken, and record it."""
    at = here(request)
    form = LeftOutForm(request.POST if request.method == "POST" else None)
    told = {"name": visited(request).name, "section": "today", "form": form}
    if not form.is_bound:
        return render(request, "left_out.html", told)
    if not form.is_valid():
        return render(request, "left_out.html", told, status=400)
    stated = DoseSkipped(why=SkippedWhy(form.cleaned_data["why"]))
    try:
        diary.save_dose_left_out(at.visit, sent(form.cleaned_data["sent"], at.today), stated)
    except LimenError as error:
        told["says"] = said(error)
        return render(request, "left_out.html", told, status=status_of(error))
    return SeeOther(TODAY)
