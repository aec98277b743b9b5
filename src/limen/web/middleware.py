"""The gate in front of every page: who may ask at all, in the order of trust.md section 7."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from limen.web.headers import HEADERS
from limen.web.onward import SeeOther
from limen.web.refusals import refused
from limen.web.visited import LOOPBACK, Visited, visited

MOST_OCTETS = 1024 * 1024
HELP, START, UNLOCK = "/help", "/start", "/unlock"
_READING = {"GET", "HEAD"}
_WITHOUT_TOKEN = {HELP, START}
_WHILE_LOCKED = {HELP, START, UNLOCK}

Answer = Callable[[HttpRequest], HttpResponse]


def gate(answer: Answer) -> Answer:
    """Let through what may pass, and put the headers of the vault on every answer."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = _turned_away(request, visited(request)) or _answered(request, answer)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


def today() -> date:
    """The date of the system's clock, for the pages that ask how old a fact is."""
    return datetime.now(UTC).date()


def _answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    if request.path not in _WITHOUT_TOKEN:
        visited(request).openness.mark_used()
    return answer(request)


def _turned_away(request: HttpRequest, here: Visited) -> HttpResponse | None:
    """The answer to a request that may not reach a page, before anything of its body is read."""
    refusal = _wrong_way_in(request, here) or _wrong_body(request) or _wrong_origin(request, here)
    if refusal is not None:
        return refusal
    if not here.openness.is_open and request.path not in _WHILE_LOCKED:
        return SeeOther(UNLOCK)
    return None


def _wrong_way_in(request: HttpRequest, here: Visited) -> HttpResponse | None:
    if request.META.get("REMOTE_ADDR") != LOOPBACK:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    if request.META.get("HTTP_HOST") != here.host:
        return HttpResponse(status=HTTPStatus.MISDIRECTED_REQUEST)
    if request.path not in _WITHOUT_TOKEN and not here.knows(request.COOKIES.get(here.cookie, "")):
        return refused(
            HTTPStatus.FORBIDDEN,
            "This window was not opened by the address that Limen printed. Stop Limen in its "
            "terminal, start it again, and open the new address within a minute.",
            here.name,
        )
    return None


def _wrong_body(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH", "")
    if request.method not in _READING and not length.isdecimal():
        return HttpResponse(status=HTTPStatus.LENGTH_REQUIRED)
    if length.isdecimal() and int(length) > MOST_OCTETS:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


def _wrong_origin(request: HttpRequest, here: Visited) -> HttpResponse | None:
    if request.method in _READING:
        return None
    is_own = request.META.get("HTTP_ORIGIN") == f"http://{here.host}"
    if is_own and request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin":
        return None
    return refused(
        HTTPStatus.FORBIDDEN,
        "This was sent by another page, so nothing was done with it. Go back to your own window.",
        here.name,
    )
