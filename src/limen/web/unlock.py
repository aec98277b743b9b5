"""The first pages: the start address, unlocking, what stands open, and the lock."""

import threading
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from limen.actions.help_page import help_page
from limen.terms.errors import LimenError
from limen.web.middleware import UNLOCK, today
from limen.web.onward import SeeOther
from limen.web.refusals import refused, status_of
from limen.web.visited import visited

_one_at_a_time = threading.Lock()


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Give the browser that opens the printed address the cookie that all pages ask for."""
    here = visited(request)
    token = request.GET.get("t", "")
    if not here.knows(token) or not here.start.use():
        says = (
            "This address is good once, for a minute after the start. Stop Limen in its terminal, "
            "start it again, and open the new address."
        )
        return refused(HTTPStatus.FORBIDDEN, says, here.name)
    response = SeeOther("/")
    response.set_cookie(here.cookie, token, path="/", httponly=True, samesite="Strict")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for what opens the vault, and open it in this image."""
    here = visited(request)
    if here.openness.is_open:
        return SeeOther("/")
    if request.method != "POST":
        response = render(request, "unlock.html", {"name": here.name})
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
    with _one_at_a_time:
        try:
            if not here.openness.is_open:
                here.openness.mark_opened(here.unlock(request.POST.get("typed", "")))
        except LimenError as error:
            told = {"name": here.name, "says": error.says, "fix": error.fix}
            return render(request, "unlock.html", told, status=status_of(error))
    return SeeOther("/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say that the vault is open, and offer to lock it."""
    here = visited(request)
    told = {"name": here.name, "openness": here.openness}
    return render(request, "open.html", told)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Have this image replaced as soon as this answer is sent."""
    visited(request).openness.order_lock()
    return SeeOther(UNLOCK)


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Answer with the static help page, whatever is locked, damaged or absent."""
    return HttpResponse(help_page(today(), visited(request).name))
