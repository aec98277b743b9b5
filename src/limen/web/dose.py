"""What was taken: one page, and at most one question about a slip of the finger."""

from decimal import Decimal
from statistics import median

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.diary.dose import intakes
from limen.diary.slips import Intake, Slip
from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput, LimenError
from limen.terms.identifiers import parse_event_id
from limen.web.addresses import BATCH, TODAY
from limen.web.dose_form import DoseForm, amount_field, unit_field
from limen.web.forms import PlainForm
from limen.web.onward import SeeOther
from limen.web.reasons import notes_of_day
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

CHECKED, ANOTHER, CHANGE = "checked", "another", "change"


class Retyped(PlainForm):
    """The amount typed again, from empty."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # -- passed on as they came
        self.fields["again_amount"] = amount_field()
        self.fields["again_unit"] = unit_field(None)


@require_http_methods(["GET", "HEAD", "POST"])
def dose(request: HttpRequest) -> HttpResponse:
    """Ask what was taken, ask about a slip, and record it."""
    at = here(request)
    if request.method != "POST":
        form = DoseForm(at)
        return _page(request, form) if form.batches else SeeOther(f"{BATCH}?to=dose")
    form = DoseForm(at, request.POST)
    if not form.is_valid() or CHANGE in request.POST:
        return _page(request, form, status=400 if form.errors else 200)
    return _asked(request, at, form) or _saved(request, at, form)


def _asked(request: HttpRequest, at: Here, form: DoseForm) -> HttpResponse | None:
    """One question before saving, where there is one that was not answered yet."""
    before = [one for one in at.state.diary.doses if one.day == form.day]
    if before and ANOTHER not in request.POST:
        return _question(request, form, {"before": before[-1], "kind": ANOTHER})
    asked = diary.slip_asked(at.state, Intake(form.amount, form.batch))
    if asked is Slip.CONFIRM and request.POST.get(CHECKED) != str(form.amount):
        return _question(
            request, form, {"kind": CHECKED, "times": _times(at, form), "amount": form.amount}
        )
    if asked is Slip.RETYPE:
        return _retyped(request, form)
    return None


def _retyped(request: HttpRequest, form: DoseForm) -> HttpResponse | None:
    """Ask for number and unit again; the second time, what was typed last stands."""
    if "again_amount" not in request.POST:
        return _question(request, form, {"kind": "again", "again": Retyped()})
    again = Retyped(request.POST)
    if not again.is_valid():
        return _question(request, form, {"kind": "again", "again": again}, status=400)
    try:
        typed = _typed_again(again, form)
    except BadInput as error:
        again.add_error("again_amount", said(error))
        return _question(request, form, {"kind": "again", "again": again}, status=400)
    if typed != form.amount and "differed" not in request.POST:
        told = {"kind": "again", "again": Retyped(), "differed": True}
        return _question(request, form, told, status=400)
    form.amount = typed  # both are kept: the second as a correction of the first
    return None


def _typed_again(again: Retyped, form: DoseForm) -> Amount:
    return parse_amount(
        again.cleaned_data["again_amount"],
        again.cleaned_data["again_unit"],
        form.batch.stated.form.value,
    )


def _saved(request: HttpRequest, at: Here, form: DoseForm) -> HttpResponse:
    name, first = form.cleaned_data["sent"], form.entry(form.typed_first)
    try:
        taken = diary.save_dose(at.visit, sent(name, form.day), first)[0]
        if form.amount != form.typed_first:
            again, meant = sent(name, at.today, "typed again"), form.entry(form.amount)
            why = _("Typed twice.")
            diary.correct(at.visit, again, parse_event_id(taken.header.id), meant, why)
    except LimenError as error:
        return _page(request, form, says=said(error), status=status_of(error))
    return SeeOther(TODAY)


def _times(at: Here, form: DoseForm) -> Decimal | None:
    """How many times the usual amount of this batch was entered, to one digit, or None."""
    known = [
        one.amount.value
        for one in intakes(at.state.diary)
        if one.batch.id == form.batch.id and one.amount.unit is form.amount.unit
    ]
    if not known:
        return None
    return (form.amount.value / median(known)).quantize(Decimal("0.1")).normalize()


def _question(
    request: HttpRequest, form: DoseForm, told: dict[str, object], *, status: int = 200
) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "again_amount", "again_unit"}
        for value in values
    ]
    shown = {"name": visited(request).name, "section": "today", "form": form, "kept": kept}
    return render(request, "dose_check.html", {**shown, **told}, status=status)


def _page(
    request: HttpRequest, form: DoseForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "form": form,
        "says": says,
        "notes": notes_of_day(form.at),
    }
    return render(request, "dose.html", told, status=status)
