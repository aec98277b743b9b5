"""The page of an answer that is not what was asked for: neutral, and without anything personal."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from limen.terms.errors import BadInput, CheckFailed, LimenError, NotAllowed, NotFound, RuleBroken
from limen.web.visited import visited

_STATUSES: tuple[tuple[type[LimenError], HTTPStatus], ...] = (
    (BadInput, HTTPStatus.BAD_REQUEST),
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (NotFound, HTTPStatus.NOT_FOUND),
    (CheckFailed, HTTPStatus.UNPROCESSABLE_ENTITY),
    (RuleBroken, HTTPStatus.CONFLICT),
)


def status_of(error: LimenError) -> HTTPStatus:
    """The status of an answer that tells of an error."""
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def said(error: LimenError) -> str:
    """What a page says about an error: what is wrong, and what to do."""
    return " ".join(_(part) for part in (error.says, error.fix) if part)


def refused(status: HTTPStatus, says: str, name: str) -> HttpResponse:
    """A page with one sentence and the way to help.

    Args:
        status: of the answer.
        says: the sentence.
        name: neutral title.
    """
    page = render_to_string("refused.html", {"name": name, "says": says})
    return HttpResponse(page, status=status)


def not_found(request: HttpRequest, *_: object, **_told: object) -> HttpResponse:
    """Answer that there is no such page."""
    return refused(HTTPStatus.NOT_FOUND, "There is no such page here.", visited(request).name)


def bad_request(request: HttpRequest, *_: object, **_told: object) -> HttpResponse:
    """Answer to a request that no page can read."""
    return refused(HTTPStatus.BAD_REQUEST, "This could not be read.", visited(request).name)


def stale_form(request: HttpRequest, *_: object, **_told: object) -> HttpResponse:
    """Answer to a form that was not made by this vault, or too long ago."""
    says = "This form is no longer good, so nothing was saved. Go back, reload, and send it again."
    return refused(HTTPStatus.FORBIDDEN, says, visited(request).name)


def permission_denied(request: HttpRequest, *_: object, **_told: object) -> HttpResponse:
    """Answer that this may not be done."""
    return refused(HTTPStatus.FORBIDDEN, "This may not be done here.", visited(request).name)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer to a mistake in Limen, without anything of its content."""
    says = "Limen stopped here because of a mistake in Limen itself. Nothing new was saved."
    return refused(HTTPStatus.INTERNAL_SERVER_ERROR, says, visited(request).name)
