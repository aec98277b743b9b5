"""The first steps of an open vault: where somebody is, who stands by them, and a plan."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from limen.actions import person
from limen.actions.person import Step
from limen.diary.checkins import is_saved
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.person import AgeBand, SupportStated
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import EVENING, PLACE, PLAN, PLAN_OFFER, SAFETY, SCREENING, SUPPORT, TODAY
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.visited import Visited, visited
from limen.web.visits import Here, here, sent

_ADDRESSES = {
    Step.PLACE: PLACE,
    Step.SUPPORT: SUPPORT,
    Step.SCREENING: SCREENING,
    Step.PLAN: PLAN_OFFER,
}
_CAME_FROM = {"safety": SAFETY, "screening": SCREENING}
_NOT_SAID = "-"
_AGES = {
    AgeBand.FROM_18_TO_20.value: phrase("18 to 20"),
    AgeBand.FROM_21_TO_24.value: phrase("21 to 24"),
    AgeBand.FROM_25_TO_64.value: phrase("25 to 64"),
    AgeBand.FROM_65.value: phrase("65 or over"),
    _NOT_SAID: phrase("Rather not say"),
}


class PlaceForm(SentForm):
    """Country and age, each of which may stay unsaid."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["country"] = forms.ChoiceField(
            label=_("Where are you?"),
            help_text=_("So that the help page shows the numbers of that place first."),
            choices=_countries(),
            error_messages={"required": _("Choose a country, or rather not say.")},
        )
        self.fields["age"] = forms.ChoiceField(
            label=_("How old are you?"),
            help_text=_("A trial asks for 21 or over. Unsaid counts as 18 to 20 there."),
            choices=[(value, _(words)) for value, words in _AGES.items()],
            widget=Choices(),
            error_messages={"required": _("Choose an age, or rather not say.")},
        )

    @property
    def country(self) -> str | None:
        """The code of the country, or None where it stays unsaid."""
        said_country = str(self.cleaned_data["country"])
        if self.region is not None:
            return said_country.partition("-")[0]
        return None if said_country == _NOT_SAID else said_country

    @property
    def region(self) -> str | None:
        """The code of the part of a country that has law of its own, or None."""
        said_country = str(self.cleaned_data["country"])
        return said_country if said_country in law_table().regions else None

    @property
    def age_band(self) -> AgeBand | None:
        """The age, or None where it stays unsaid."""
        said_age = self.cleaned_data["age"]
        return None if said_age == _NOT_SAID else AgeBand(said_age)


class SupportForm(SentForm):
    """Somebody to turn to, what to write to them, and a plan of one's own; all of it optional."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["person"] = forms.CharField(
            label=_("Their name (optional)"), max_length=80, required=False
        )
        self.fields["message"] = forms.CharField(
            label=_("A message that you could send them (optional)"),
            help_text=_("For instance: could you call me tonight?"),
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["safety_plan"] = forms.CharField(
            label=_("What helps you in a hard moment (optional)"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def stated(self) -> SupportStated:
        """What was written down; None for what was left empty."""
        given = {name: self.cleaned_data[name] or None for name in _SUPPORT}
        return SupportStated(**given)


_SUPPORT = ("person", "message", "safety_plan")


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """Ask where somebody is and how old."""
    at = here(request)
    if request.method != "POST":
        return _page(request, Step.PLACE, PlaceForm(initial=_known_place(at)))
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, Step.PLACE, form, status=400)
    entry = sent(form.cleaned_data["sent"], at.today)
    try:
        person.state_place(at.visit, entry, form.country, form.age_band, region=form.region)
    except LimenError as error:
        return _page(request, Step.PLACE, form, says=said(error), status=status_of(error))
    return _onward(request, Step.PLACE)


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest) -> HttpResponse:
    """Ask who stands by somebody; the page for a hard moment shows it."""
    at = here(request)
    if request.method != "POST":
        return _page(request, Step.SUPPORT, SupportForm(initial=_known_support(at)))
    form = SupportForm(request.POST)
    if not form.is_valid():
        return _page(request, Step.SUPPORT, form, status=400)
    try:
        person.state_support(at.visit, sent(form.cleaned_data["sent"], at.today), form.stated)
    except LimenError as error:
        return _page(request, Step.SUPPORT, form, says=said(error), status=status_of(error))
    return _onward(request, Step.SUPPORT)


@require_safe
def plan_offer(request: HttpRequest) -> HttpResponse:
    """Say what a plan is, before its three pages."""
    told = {"name": visited(request).name, "section": "", "later": _after(request, Step.PLAN)}
    return render(request, "plan_offer.html", told)


@require_POST
def put_off(request: HttpRequest) -> HttpResponse:
    """Leave the next step for another time; its card is not shown again by itself."""
    visit = here(request).visit
    try:
        for step in Step:
            if step.value == request.POST.get("step"):
                person.put_off(visit, step)
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return SeeOther(TODAY)


def next_step(request: HttpRequest, at: Here) -> Step | None:
    """The first step whose card stands on Today."""
    known = visited(request)
    if known.inside.needs_sheet or known.openness.reason:
        return None
    return person.next_step(at.state, person.steps_put_off())


def after_plan(at: Here, known: Visited) -> str:
    """Where a saved plan leads: in the first ten minutes on to the first evening."""
    return EVENING if known.inside.is_beginning and not at.state.diary.check_ins else PLAN


def later_than_plan(request: HttpRequest) -> str:
    """Where a plan in the first ten minutes is left for later; empty at any other time."""
    return _after(request, Step.PLAN) if visited(request).inside.is_beginning else ""


def later_than(request: HttpRequest, step: Step) -> str:
    """Where a step that is done or left leads: in the first ten minutes on to the next one."""
    return _after(request, step) if visited(request).inside.is_beginning else TODAY


def _onward(request: HttpRequest, step: Step) -> HttpResponse:
    came_from = _came_from(request)
    if came_from:
        return SeeOther(_CAME_FROM[came_from])
    return SeeOther(TODAY if "leave" in request.POST else _after(request, step))


def _came_from(request: HttpRequest) -> str:
    """The page that was left to change what it shows; empty in the first steps."""
    name = request.GET.get("to", "")
    return name if name in _CAME_FROM else ""


def _after(request: HttpRequest, step: Step) -> str:
    """The address of the first step after this one that was never taken, then of the evening."""
    at = here(request)
    order = tuple(Step)
    for one in order[order.index(step) + 1 :]:
        if one in person.steps_left(at.state):
            return _ADDRESSES[one]
    return TODAY if is_saved(at.state.diary, at.today, Sitting.EVENING) else EVENING


def _page(
    request: HttpRequest, step: Step, form: SentForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "",
        "form": form,
        "says": says,
        "later": _after(request, step),
        "came_from": _came_from(request),
        "back": _CAME_FROM.get(_came_from(request), ""),
    }
    return render(request, f"{step.value}.html", told, status=status)


def _known_place(at: Here) -> dict[str, object]:
    """What was said before; nothing is chosen for whoever was never asked."""
    stated = at.state.diary.person
    if stated is None or Step.PLACE in person.steps_left(at.state):
        return {}
    return {
        "country": stated.region or stated.country or _NOT_SAID,
        "age": stated.age_band.value if stated.age_band else _NOT_SAID,
    }


def _known_support(at: Here) -> dict[str, object]:
    stated = at.state.diary.support
    return {name: getattr(stated, name) or "" for name in _SUPPORT} if stated else {}


def _countries() -> list[tuple[str, str]]:
    countries, regions = crisis_table().countries, law_table().regions
    known = {code: _(name) for code, name in countries.items()}
    known |= {code: f"{known[code.partition('-')[0]]}: {_(name)}" for code, name in regions.items()}
    return [
        ("", _("Choose")),
        (_NOT_SAID, _("Rather not say, or another country")),
        *sorted(known.items(), key=lambda item: item[1]),
    ]
