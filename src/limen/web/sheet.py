"""The recovery sheet of a vault that has none: shown once as a page to print, then read back."""

from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from limen.actions.unlocking import RecoverySheet, new_sheet, read_sheet_back
from limen.actions.visiting import state_adult
from limen.reports.recovery_sheet import squares, squares_path
from limen.terms.errors import LimenError
from limen.web.addresses import PLACE, SHEET
from limen.web.clock import today
from limen.web.inside import Inside
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.visited import visited
from limen.web.visits import here as at_this_moment

Answer = Callable[[HttpRequest], HttpResponse]


def sheet_first(answer: Answer) -> Answer:
    """Lead the first page of an open vault to its recovery sheet, while it has none."""

    def answered(request: HttpRequest) -> HttpResponse:
        here = visited(request)
        inside = here.inside
        is_wanted = here.openness.is_open and inside.needs_sheet and not inside.is_sheet_put_off
        if is_wanted and request.path == "/":
            return SeeOther(SHEET)
        return answer(request)

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Say why there is to be a sheet; asked to, make one and show it in this one answer."""
    here = visited(request)
    if not here.inside.needs_sheet:
        return SeeOther("/")
    if request.method != "POST":
        return render(request, "sheet.html", {"name": here.name})
    with here.inside.one_at_a_time:
        made = here.inside.sheet = new_sheet(monotonic)
    told = {
        "name": here.name,
        "today": today(),
        "groups": enumerate(made.groups, start=1),
        "squares": squares_path(made.groups),
        "size": len(squares(made.groups)),
        "asked": made.asked,
    }
    return render(request, "sheet_made.html", told)


@require_POST
def read_back(request: HttpRequest) -> HttpResponse:
    """Take the two groups that were asked for; the sheet itself is not shown again."""
    here = visited(request)
    with here.inside.one_at_a_time:
        shown = here.inside.sheet
        if shown is None:
            says = _("There is no sheet to read back. Make one first.")
            return refused(HTTPStatus.CONFLICT, says, here.name)
        try:
            read_sheet_back(shown, _typed(request, shown))
        except LimenError as error:
            told = {"name": here.name, "says": said(error), "asked": shown.asked}
            return render(request, "sheet_asked.html", told, status=status_of(error))
        here.inside.sheet, here.inside.needs_sheet = None, False
        _record_age(request, here.inside)
    return SeeOther(PLACE if here.inside.is_beginning else "/")


@require_POST
def put_off(request: HttpRequest) -> HttpResponse:
    """Go on to the pages, on which nothing can be recorded yet."""
    visited(request).inside.is_sheet_put_off = True
    return SeeOther("/")


def _record_age(request: HttpRequest, inside: Inside) -> None:
    """Make what was answered before the vault was made its first entry."""
    if inside.is_adult and inside.needs_age:
        state_adult(at_this_moment(request).visit, "web")
        inside.needs_age = False


def _typed(request: HttpRequest, shown: RecoverySheet) -> list[str]:
    return [str(request.POST.get(f"group_{number}", "")) for number in shown.asked]
