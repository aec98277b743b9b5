"""After an evening with something unwanted: how bad it was, and help where it was needed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.actions.stops import questions_of
from limen.diary.effects import EFFECTS, Effect
from limen.journal.kinds.harms import AdverseReported, Relation, Severity
from limen.journal.kinds.measures import CheckInSaved
from limen.screening.stop_rules import StopRule, stop_page_of_report
from limen.screening.worsening import TERMS
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import HELP, TODAY
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.stops import let_rest, page_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_LONGEST = 500
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
    """One question about each effect that was tapped, and four about all of them."""

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
        self.fields["serious"] = forms.ChoiceField(
            label=_("Was it serious?"),
            help_text=_("A stay in hospital, a danger to life, lasting harm, or serious to you."),
            choices=[("yes", _("yes")), ("no", _("no"))],
            widget=Choices(),
            error_messages={"required": _("Choose yes or no.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("What was it, and what did you do about it? (optional)"),
            max_length=_LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def report(self, effect: Effect, dose: EventId | None) -> AdverseReported:
        """What is recorded about one effect, on a day with this dose or with none."""
        severity = Severity(self.cleaned_data[f"bad_{effect.id}"])
        is_serious = self.cleaned_data["serious"] == "yes"
        return AdverseReported(
            term=effect.id,
            words=self.cleaned_data["words"] or None,
            severity=severity,
            serious=is_serious or severity is Severity.NEEDED_HELP,
            dose=dose,
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
    """Ask about what was tapped in one list.

    Raises:
        Http404: there is no such list, or nothing was tapped.
    """
    at = here(request)
    return _asked(request, at, _tapped(at, entry))


@require_http_methods(["GET", "HEAD", "POST"])
def worse(request: HttpRequest, instrument: str) -> HttpResponse:
    """Ask about what a score that is worse than at the start may stand for.

    Raises:
        Http404: no such question is open.
    """
    at = here(request)
    terms = [one.term for one in questions_of(at.state, at.today) if one.instrument == instrument]
    if request.method == "POST":
        terms = [TERMS[instrument]]
    if not terms:
        raise Http404
    return _asked(request, at, _Tapped(at.today, [one for one in EFFECTS if one.id in terms]))


def asked_about(saved: CheckInSaved) -> list[Effect]:
    """What was tapped and is asked about; thoughts of harm have pages of their own."""
    return [one for one in EFFECTS if one.id in saved.effects and not one.asks_for_help]


@dataclass(frozen=True, slots=True)
class _Tapped:
    """What was tapped on a day."""

    day: date
    effects: list[Effect]


def _asked(request: HttpRequest, at: Here, tapped: _Tapped) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UnwantedForm(tapped.effects))
    form = UnwantedForm(tapped.effects, request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        reports = _saved(at, tapped, form)
    except LimenError as error:
        return _page(request, form, says=said(error), status=status_of(error))
    let_rest(at, form.cleaned_data["sent"])
    signs = [rule for one in reports if (rule := stop_page_of_report(one)) is not None]
    if signs:
        return SeeOther(page_of(min(signs, key=[*StopRule].index)))
    return SeeOther(HELP if form.needs_help else TODAY)


def _saved(at: Here, tapped: _Tapped, form: UnwantedForm) -> list[AdverseReported]:
    doses = [dose.id for dose in at.state.diary.doses if dose.day == tapped.day]
    reports = [form.report(one, doses[-1] if doses else None) for one in tapped.effects]
    for report in reports:
        name = sent(form.cleaned_data["sent"], tapped.day, report.term)
        diary.report_unwanted(at.visit, name, report)
    return reports


def _tapped(at: Here, entry: UUID) -> _Tapped:
    for one in at.state.diary.check_ins:
        if one.id == entry and (effects := asked_about(one.stated)):
            return _Tapped(one.day, effects)
    raise Http404


def _page(
    request: HttpRequest, form: UnwantedForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "form": form,
        "here": request.path,
        "says": says,
    }
    return render(request, "unwanted.html", told, status=status)
