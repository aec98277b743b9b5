"""The card of a day on which a capsule was noticed: what that asks for, and how strong it was."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.actions.erasure import closed_trials
from limen.diary.diary import DoseEvent
from limen.terms.errors import LimenError
from limen.terms.felt import Strength
from limen.terms.phrases import phrase
from limen.web.addresses import NOTICED
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_STRENGTHS = {Strength.FAINT: phrase("Faintly"), Strength.CLEAR: phrase("Clearly")}


class StrengthForm(SentForm):
    """How strongly it was noticed; nobody has to say."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["strength"] = forms.ChoiceField(
            label=_("How strongly? (optional)"),
            choices=[(one.value, _(words)) for one, words in _STRENGTHS.items()],
            widget=Choices(),
            error_messages={"required": _("Choose faintly or clearly, or leave this page.")},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def noticed_day(request: HttpRequest) -> HttpResponse:
    """Say what such a day asks for, and keep how strongly it was noticed.

    Raises:
        Http404: nothing was noticed today.
    """
    at = here(request)
    dose = _latest(at)
    if request.method != "POST":
        return _page(request, at, dose, StrengthForm(initial=_known(dose)))
    if dose is None:
        raise Http404
    form = StrengthForm(request.POST)
    if not form.is_valid():
        return _page(request, at, dose, form, status=400)
    entry = sent(form.cleaned_data["sent"], at.today)
    try:
        diary.save_strength(at.visit, entry, dose.id, Strength(form.cleaned_data["strength"]))
    except LimenError as error:
        return _page(request, at, dose, form, says=said(error), status=status_of(error))
    return SeeOther(NOTICED)


def _latest(at: Here) -> DoseEvent | None:
    """The dose of today that was noticed last, or None."""
    found = [dose for dose in at.state.diary.doses if dose.day == at.today and dose.is_noticed]
    return found[-1] if found else None


def _known(dose: DoseEvent | None) -> dict[str, str]:
    strength = dose.felt.strength if dose and dose.felt else None
    return {"strength": strength.value} if strength else {}


def _page(
    request: HttpRequest,
    at: Here,
    dose: DoseEvent | None,
    form: StrengthForm,
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "form": form if dose else None,
        "is_said": bool(_known(dose)),
        "is_sealed": any(closed_trials(at.state)),
        "says": says,
    }
    return render(request, "noticed.html", told, status=status)
