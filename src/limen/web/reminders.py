"""Reminders: a calendar file with neutral words, made when it is asked for and never sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from limen.actions.reminders import WORDS, calendar_file, reminders_end
from limen.terms.errors import LimenError
from limen.web.refusals import refused, said, status_of
from limen.web.visited import visited
from limen.web.visits import here


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """Say what a reminder says, when it comes and when it ends."""
    at = here(request)
    told = {
        "name": visited(request).name,
        "section": "more",
        "words": WORDS,
        "time": visited(request).inside.preferences.evening,
        "zone": at.visit.zone.name,
        "ends": reminders_end(at.state.protocols, at.today),
    }
    return render(request, "reminders.html", told)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Answer with the calendar file."""
    at = here(request)
    rings = visited(request).inside.preferences.evening
    try:
        made = calendar_file(
            at.state.protocols, at.today, at.visit.at, at.visit.zone, rings, _(WORDS)
        )
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    headers = {"Content-Disposition": 'attachment; filename="notes.ics"'}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)
