"""Leaving quickly: the vault locks, and a page that tells nothing stands where the last one was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from limen.web.addresses import NEUTRAL
from limen.web.onward import SeeOther
from limen.web.visited import visited


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Have this image replaced as soon as this answer is sent; nothing half written is kept."""
    here = visited(request)
    if here.openness.is_open:
        here.openness.order_lock()
    return SeeOther(NEUTRAL)


@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """A page with the neutral name alone."""
    response = render(request, "neutral.html", {"name": visited(request).name})
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
