"""The first pages: the start address, unlocking, what stands open, and the lock."""

import threading
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from limen.actions.help_page import help_page, latest_day
from limen.terms.errors import LimenError
from limen.web.addresses import UNLOCK
from limen.web.carrying import Carried, brought, caught
from limen.web.clock import today
from limen.web.language import voice
from limen.web.onward import SeeOther
from limen.web.refusals import refused, status_of, told
from limen.web.visited import visited

_one_at_a_time = threading.Lock()


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Give the browser that opens the printed address the cookie that all pages ask for."""
    here = visited(request)
    token = request.GET.get("t", "")
    if not here.knows(token) or not here.start.use():
        says = _(
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
        return _asked(request)
    carried = brought(request)
    with _one_at_a_time:
        try:
            if not here.openness.is_open:
                here.openness.mark_opened(here.unlock(request.POST.get("typed", "")))
        except LimenError as error:
            return _asked(request, carried, error)
    if carried is not None:
        return render(request, "carried.html", {"name": here.name, "carried": carried})
    return SeeOther("/")


def ask_to_unlock(request: HttpRequest) -> HttpResponse:
    """Answer a request that a locked vault cannot answer; what it sent is carried along."""
    if request.method != "POST":
        return SeeOther(UNLOCK)
    return _asked(request, caught(request))


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Have this image replaced as soon as this answer is sent."""
    visited(request).openness.order_lock()
    return SeeOther(UNLOCK)


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Answer with the static help page, whatever is locked, damaged or absent."""
    here = visited(request)
    day = latest_day(here.folder, today(), here.inside.newest_day)
    return HttpResponse(help_page(day, here.name, (voice(),)))


def _asked(
    request: HttpRequest, carried: Carried | None = None, error: LimenError | None = None
) -> HttpResponse:
    shown: dict[str, object] = {"name": visited(request).name, "carried": carried}
    if error is not None:
        shown["says"], shown["fix"] = told(error)
    status = HTTPStatus.OK if error is None else status_of(error)
    response = render(request, "unlock.html", shown, status=status)
    if error is None:
        response.headers["Clear-Site-Data"] = '"cache"'
    return response
