"""The first page of all: what Limen is, where there is no vault yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.web.addresses import AGE, TODAY
from limen.web.onward import SeeOther
from limen.web.visited import visited


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go on to what there is to do today; before there is a vault, show where to begin."""
    here = visited(request)
    if here.is_vacant:
        return render(request, "welcome.html", {"name": here.name})
    is_age_next = here.inside.needs_age and not here.inside.needs_sheet
    return SeeOther(AGE if is_age_next else TODAY)
