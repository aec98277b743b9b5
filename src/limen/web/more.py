"""More: everything that is not asked for on a day, and the lock."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.web.visited import visited


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """List the further pages, and say when the vault locks by itself."""
    here = visited(request)
    told = {"name": here.name, "section": "more", "openness": here.openness, "inside": here.inside}
    return render(request, "more.html", told)
