"""A note for a clinician: kept in the journal, and shown to nobody before the person does."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.journal.kinds.measures import NoteWritten
from limen.terms.errors import LimenError
from limen.web.addresses import NOTE
from limen.web.forms import SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

NOTES_A_PAGE = 28
_LONGEST, _DIGITS = 4000, 7


class NoteForm(SentForm):
    """The words of a note."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["words"] = forms.CharField(
            label=_("What do you want to tell them?"),
            max_length=_LONGEST,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={
                "required": _("Write your note first."),
                "max_length": _("Write at most 4000 characters."),
            },
        )


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Ask for a note and keep it, with those that were written before."""
    at = here(request)
    form = NoteForm(request.POST if request.method == "POST" else None)
    told = {
        "name": visited(request).name,
        "section": "more",
        "form": form,
        **_latest(at, request.GET.get("before", "")),
    }
    if not form.is_bound:
        return render(request, "note.html", told)
    if not form.is_valid():
        return render(request, "note.html", told, status=400)
    written = NoteWritten(words=form.cleaned_data["words"])
    try:
        diary.save_note(at.visit, sent(form.cleaned_data["sent"], at.today), written)
    except LimenError as error:
        told["says"] = said(error)
        return render(request, "note.html", told, status=status_of(error))
    return SeeOther(NOTE)


def _latest(at: Here, before: str) -> dict[str, object]:
    """The latest notes, or those before the note of a number, and the number of the earliest."""
    written = at.state.diary.notes
    end = (
        min(int(before), len(written))
        if before.isdecimal() and len(before) < _DIGITS
        else len(written)
    )
    start = max(end - NOTES_A_PAGE, 0)
    return {"notes": written[start:end][::-1], "earlier": start}
