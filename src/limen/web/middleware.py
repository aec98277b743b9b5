"""The gate in front of every page: who may ask at all, in the order of trust.md section 7."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from limen.web.addresses import (
    AGE,
    EXAMPLE,
    EXAMPLE_PDF,
    HELP,
    LEAVE,
    LOCK,
    NEUTRAL,
    NEW_LOCK,
    START,
    UNLOCK,
)
from limen.web.assets import PREFIX
from limen.web.headers import HEADERS
from limen.web.onward import SeeOther
from limen.web.refusals import refused
from limen.web.unlock import ask_to_unlock
from limen.web.visited import LOOPBACK, Visited, visited

MOST_OCTETS = 1024 * 1024
_READING = {"GET", "HEAD"}
_WITHOUT_TOKEN = {HELP, START}
_WHILE_LOCKED = {HELP, START, UNLOCK, LEAVE, NEUTRAL, EXAMPLE, EXAMPLE_PDF}
_WHILE_VACANT = _WHILE_LOCKED - {UNLOCK} | {"/", AGE, NEW_LOCK}
_BEFORE_AGE = _WHILE_LOCKED | {"/", AGE, LOCK}

Answer = Callable[[HttpRequest], HttpResponse]


def gate(answer: Answer) -> Answer:
    """Let through what may pass, and put the headers of the vault on every answer."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = _turned_away(request, visited(request)) or _answered(request, answer)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


def only_open(answer: Answer) -> Answer:
    """Lead every page of a locked vault to the unlock page, with what was typed.

    Where there is no vault yet, everything leads to the page that begins one; where nobody said
    how old they are, to the page that asks it.
    """

    def opened(request: HttpRequest) -> HttpResponse:
        here = visited(request)
        if here.openness.is_open:
            return SeeOther(AGE) if _asks_age_first(request, here) else answer(request)
        is_vacant = here.is_vacant
        if _is_among(request.path, _WHILE_VACANT if is_vacant else _WHILE_LOCKED):
            return answer(request)
        return SeeOther("/") if is_vacant else ask_to_unlock(request)

    return opened


def _asks_age_first(request: HttpRequest, here: Visited) -> bool:
    """Whether a vault that could be written in waits for its person to say that they are adult."""
    is_next = here.inside.needs_age and not here.inside.needs_sheet
    return is_next and not _is_among(request.path, _BEFORE_AGE)


def _answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    if request.path not in _WITHOUT_TOKEN:
        visited(request).openness.mark_used()
    return answer(request)


def _turned_away(request: HttpRequest, here: Visited) -> HttpResponse | None:
    """The answer to a request that may not reach a page, before anything of its body is read."""
    return _wrong_way_in(request, here) or _wrong_body(request) or _wrong_origin(request, here)


def _is_among(path: str, served: set[str]) -> bool:
    return path in served or path.startswith(PREFIX)


def _wrong_way_in(request: HttpRequest, here: Visited) -> HttpResponse | None:
    if request.META.get("REMOTE_ADDR") != LOOPBACK:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    if request.META.get("HTTP_HOST") != here.host:
        return HttpResponse(status=HTTPStatus.MISDIRECTED_REQUEST)
    if request.path not in _WITHOUT_TOKEN and not here.knows(request.COOKIES.get(here.cookie, "")):
        return refused(
            HTTPStatus.FORBIDDEN,
            _(
                "This window was not opened by the address that Limen printed. Stop Limen in its "
                "terminal, start it again, and open the new address within a minute."
            ),
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
        _(
            "This was sent by another page, so nothing was done with it. "
            "Go back to your own window."
        ),
        here.name,
    )
