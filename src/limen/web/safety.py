"""Safety: the person's own plan, whom they named, the numbers near them, and what a home needs."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.actions.help_page import nearby_help
from limen.web.language import voice
from limen.web.visited import visited
from limen.web.visits import here


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show on one page what a hard moment needs, before there is one."""
    at = here(request)
    person = at.state.diary.person
    near = nearby_help(at.facts_day, person.country if person else None, voice())
    told = {
        "name": visited(request).name,
        "section": "more",
        "support": at.state.diary.support,
        "has_place": bool(person and person.country),
        **asdict(near),
    }
    return render(request, "safety.html", told)
