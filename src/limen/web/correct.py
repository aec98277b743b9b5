"""A correction: an evening stated anew; the first statement stays readable."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.diary.diary import Recorded
from limen.journal.kinds.measures import CheckInSaved
from limen.protocols.rows_asked import daily_rows
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.web.addresses import TIMELINE
from limen.web.evening import EveningForm, check_in_of
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent


class CorrectionForm(EveningForm):
    """The same rows again, with what was said before, and why it is changed."""

    def __init__(self, at: Here, before: Recorded[CheckInSaved], *given: object) -> None:
        stated = before.stated
        known = {f"row_{name}": rating for name, rating in stated.scales.items()}
        super().__init__(
            daily_rows(at.state.protocols, before.day),
            (),
            *given,
            initial={**known, "effects": list(stated.effects)},
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why is it changed? (optional)"), max_length=200, required=False
        )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Show an evening again, and record what it was meant to say.

    Raises:
        Http404: there is no such evening.
    """
    at = here(request)
    before = _found(at, entry)
    if request.method != "POST":
        return _page(request, before, CorrectionForm(at, before))
    form = CorrectionForm(at, before, request.POST)
    if not form.is_valid():
        return _page(request, before, form, status=400)
    meant = check_in_of(form, is_recalled=before.stated.recalled)
    reason = form.cleaned_data["reason"] or _("Changed on the page.")
    try:
        name = sent(form.cleaned_data["sent"], at.today)
        diary.correct(at.visit, name, EventId(entry), meant, reason)
    except LimenError as error:
        return _page(request, before, form, says=said(error), status=status_of(error))
    return SeeOther(TIMELINE)


def _found(at: Here, entry: UUID) -> Recorded[CheckInSaved]:
    found = (one for one in at.state.diary.check_ins if one.id == entry)
    evening = next(found, None)
    if evening is None:
        raise Http404
    return evening


def _page(
    request: HttpRequest,
    before: Recorded[CheckInSaved],
    form: CorrectionForm,
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "timeline",
        "form": form,
        "before": before,
        "says": says,
    }
    return render(request, "correct.html", told, status=status)
