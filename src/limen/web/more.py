"""More: everything that is not asked for on a day, and the lock."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.web.screening import state_words
from limen.web.visited import visited
from limen.web.visits import here


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """List the further pages, and say when the vault locks by itself."""
    known = visited(request)
    told = {
        "name": known.name,
        "section": "more",
        "openness": known.openness,
        "inside": known.inside,
        "screening": state_words(here(request)),
    }
    return render(request, "more.html", told)
