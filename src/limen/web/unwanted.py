"""After an evening with something unwanted: how bad it was, and help where it was needed."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.diary.effects import EFFECTS, Effect
from limen.journal.kinds.harms import AdverseReported, Relation, Severity
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import HELP, TODAY
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_SEVERITIES = {
    Severity.LITTLE: phrase("a little"),
    Severity.LOT: phrase("a lot"),
    Severity.NEEDED_HELP: phrase("I needed help"),
}
_RELATIONS = {
    Relation.UNLIKELY: phrase("unlikely"),
    Relation.POSSIBLE: phrase("possible"),
    Relation.LIKELY: phrase("likely"),
    Relation.UNKNOWN: phrase("I do not know"),
}


class UnwantedForm(SentForm):
    """One question about each effect that was tapped, and two about all of them."""

    def __init__(self, effects: list[Effect], *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.effects = effects
        for effect in effects:
            self.fields[f"bad_{effect.id}"] = forms.ChoiceField(
                label=_("How bad was it: %(effect)s?") % {"effect": _(effect.words)},
                choices=[(one.value, _(words)) for one, words in _SEVERITIES.items()],
                widget=Choices(),
                error_messages={"required": _("Choose a little, a lot, or I needed help.")},
            )
        self.fields["relation"] = forms.ChoiceField(
            label=_("Could it come from what you took?"),
            choices=[(one.value, _(words)) for one, words in _RELATIONS.items()],
            widget=Choices(),
            error_messages={"required": _("Choose an answer; I do not know is one, too.")},
        )
        self.fields["ongoing"] = forms.ChoiceField(
            label=_("Is it still there?"),
            choices=[("yes", _("yes")), ("no", _("no"))],
            widget=Choices(),
            error_messages={"required": _("Choose yes or no.")},
        )

    def report(self, effect: Effect) -> AdverseReported:
        """What is recorded about one effect."""
        severity = Severity(self.cleaned_data[f"bad_{effect.id}"])
        return AdverseReported(
            term=effect.id,
            severity=severity,
            serious=severity is Severity.NEEDED_HELP,
            relation=Relation(self.cleaned_data["relation"]),
            ongoing=self.cleaned_data["ongoing"] == "yes",
        )

    @property
    def needs_help(self) -> bool:
        """Whether help was needed for any of them."""
        needed = Severity.NEEDED_HELP.value
        return any(self.cleaned_data[f"bad_{effect.id}"] == needed for effect in self.effects)


@require_http_methods(["GET", "HEAD", "POST"])
def unwanted(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Ask about what was tapped on one evening.

    Raises:
        Http404: there is no such evening, or nothing was tapped.
    """
    at = here(request)
    effects = _tapped(at, entry)
    if request.method != "POST":
        return _page(request, entry, UnwantedForm(effects))
    form = UnwantedForm(effects, request.POST)
    if not form.is_valid():
        return _page(request, entry, form, status=400)
    try:
        for effect in effects:
            name = sent(form.cleaned_data["sent"], at.today, effect.id)
            diary.report_unwanted(at.visit, name, form.report(effect))
    except LimenError as error:
        return _page(request, entry, form, says=said(error), status=status_of(error))
    return SeeOther(HELP if form.needs_help else TODAY)


def _tapped(at: Here, entry: UUID) -> list[Effect]:
    for evening in at.state.diary.check_ins:
        if evening.id == entry and evening.stated.effects:
            return [one for one in EFFECTS if one.id in evening.stated.effects]
    raise Http404


def _page(
    request: HttpRequest, entry: UUID, form: UnwantedForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "form": form,
        "entry": entry,
        "says": says,
    }
    return render(request, "unwanted.html", told, status=status)
