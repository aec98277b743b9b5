"""The page of an answer that is not what was asked for: neutral, and without anything personal."""

from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
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
    return " ".join(part for part in told(error) if part)


def told(error: LimenError) -> tuple[str, str]:
    """What is wrong, and what to do, in the reader's language; the second may be empty."""
    says, fix = (_(part) if part else "" for part in error.phrases)
    if error.values is None:
        return says, fix
    values = {name: _shown(value) for name, value in error.values.items()}
    return says % values, fix % values


def _shown(value: object) -> object:
    """A reason or a day within a sentence in the reader's language; numbers as they are."""
    if isinstance(value, date):
        return date_format(value)
    return _(value) if isinstance(value, str) and value else value


def refused(status: HTTPStatus, says: str, name: str) -> HttpResponse:
    """A page with a sentence or two and the way to help; the first is its heading.

    Args:
        status: of the answer.
        says: the sentences.
        name: neutral title.
    """
    heading, end, more = says.partition(". ")
    told = {"name": name, "heading": heading + end.strip(), "more": more}
    page = render_to_string("refused.html", told)
    return HttpResponse(page, status=status)


def not_found(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Answer that there is no such page."""
    return refused(HTTPStatus.NOT_FOUND, _("There is no such page here."), visited(request).name)


def bad_request(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Answer to a request that no page can read."""
    return refused(HTTPStatus.BAD_REQUEST, _("This could not be read."), visited(request).name)


def stale_form(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Answer to a form that was not made by this vault, or too long ago."""
    says = _(
        "This form is no longer good, so nothing was saved. Go back, reload, and send it again."
    )
    return refused(HTTPStatus.FORBIDDEN, says, visited(request).name)


def permission_denied(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Answer that this may not be done."""
    return refused(HTTPStatus.FORBIDDEN, _("This may not be done here."), visited(request).name)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer to a mistake in Limen, without anything of its content."""
    says = _("Limen stopped here because of a mistake in Limen itself. Nothing new was saved.")
    return refused(HTTPStatus.INTERNAL_SERVER_ERROR, says, visited(request).name)
