"""Medicines: what is taken and since when, by the name on its packet, and what to look out for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from limen.actions import diary
from limen.diary.diary import Medicine
from limen.diary.medicines import standing_medicines
from limen.journal.kinds.harms import MedicineStopped
from limen.screening.gates import LapsedWhy, ScreeningState
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.web.addresses import MEDICINES
from limen.web.forms import SentForm
from limen.web.medicine_name import NamedMedicine, known_names, meant_field, name_field, named
from limen.web.onward import SeeOther
from limen.web.reasons import medicine_reasons
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent


class MedicineForm(SentForm):
    """A medicine by its name, and since when it is taken."""

    def __init__(self, today: date, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self._today = today
        self.fields["called"] = name_field(_("Name, as it stands on the packet"), required=True)
        meant = meant_field(str(self.data.get("called", ""))) if self.is_bound else None
        if meant is not None:
            self.fields["meant"] = meant
        self.fields["since"] = forms.DateField(
            label=_("Since when (optional)"),
            help_text=_("Left empty, it counts from today."),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}),
            error_messages={"invalid": _("Choose the day from the calendar.")},
        )

    @property
    def medicine(self) -> NamedMedicine:
        """The name that was written or chosen, with the rules that speak of it."""
        return named(self.cleaned_data["called"], self.cleaned_data.get("meant", ""))

    def clean_since(self) -> date:
        """The day, which is not in the future."""
        day = self.cleaned_data["since"] or self._today
        if not isinstance(day, date) or day > self._today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class MoveForm(SentForm):
    """That a medicine is no longer taken, or which entry about it was a mistake."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        says = _("Choose what holds for this medicine.")
        self.fields["move"] = forms.ChoiceField(
            choices=[("stop", "stop"), ("mistake", "mistake")],
            error_messages={"required": says, "invalid_choice": says},
        )
        self.fields["said_by"] = forms.UUIDField(required=False, error_messages={"invalid": says})


@dataclass(frozen=True, slots=True)
class StoppedMedicine:
    """A medicine that is no longer taken, and the entry that says so."""

    medicine: Medicine
    said_by: EventId


@require_http_methods(["GET", "HEAD", "POST"])
def medicines(request: HttpRequest) -> HttpResponse:
    """List what is taken, and take one more into the list."""
    at = here(request)
    if request.method != "POST":
        return _page(request, at, MedicineForm(at.today))
    form = MedicineForm(at.today, request.POST)
    if not form.is_valid():
        return _page(request, at, form, status=400)
    entry = sent(form.cleaned_data["sent"], form.cleaned_data["since"])
    try:
        diary.save_medicine(at.visit, entry, form.medicine.started)
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(MEDICINES)


@require_POST
def move(request: HttpRequest, medicine: EventId) -> HttpResponse:
    """Say that a medicine is no longer taken, or that what was said of it was a mistake."""
    at = here(request)
    form = MoveForm(request.POST)
    if not form.is_valid():
        _field, says = next(iter(form.errors_in_order()))
        return _page(request, at, MedicineForm(at.today), says=says, status=400)
    try:
        _move(at, form, EventId(medicine))
    except LimenError as error:
        again = MedicineForm(at.today)
        return _page(request, at, again, says=said(error), status=status_of(error))
    return SeeOther(MEDICINES)


def _move(at: Here, form: MoveForm, medicine: EventId) -> None:
    entry = sent(form.cleaned_data["sent"], at.today)
    said_by: UUID | None = form.cleaned_data["said_by"]
    if form.cleaned_data["move"] == "stop":
        diary.save_medicine_stopped(at.visit, entry, MedicineStopped(started=medicine))
    else:
        diary.take_back(at.visit, entry, EventId(said_by) if said_by else medicine)


def _stopped(at: Here) -> tuple[StoppedMedicine, ...]:
    known = at.state.diary.medicines
    return tuple(
        StoppedMedicine(known[event.payload.started], event.id)
        for event in at.state.standing.events
        if isinstance(event.payload, MedicineStopped) and event.payload.started in known
    )


def _has_lapsed(at: Here) -> bool:
    """Whether a new medicine ended what the twelve questions came to."""
    known, day = at.state.screening, at.facts_day
    is_over = known.state_on(day) in {ScreeningState.LAPSED, ScreeningState.STOP}
    return is_over and known.lapsed_why(day) is LapsedWhy.MEDICINE


def _page(
    request: HttpRequest, at: Here, form: MedicineForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    standing = standing_medicines(at.state.diary, at.today)
    told = {
        "name": visited(request).name,
        "section": "more",
        "form": form,
        "says": says,
        "taken": [
            (one, SentForm().initial["sent"], medicine_reasons(at, one))
            for one in standing
            if one.stopped_on is None
        ],
        "has_lapsed": _has_lapsed(at),
        "names": known_names(),
        "stopped": [(one, SentForm().initial["sent"]) for one in _stopped(at)],
    }
    return render(request, "medicines.html", told, status=status)
