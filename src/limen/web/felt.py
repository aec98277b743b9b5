"""What you noticed: amounts already taken, as counts; no curve, and nothing to aim for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.actions.noticing import Closed, what_was_noticed
from limen.web.visited import visited
from limen.web.visits import here


@require_safe
def felt(request: HttpRequest) -> HttpResponse:
    """Show what was noticed with each batch, or why it is not shown."""
    at = here(request)
    found = what_was_noticed(at.state, at.facts_day)
    told = {"name": visited(request).name, "section": "more"}
    if isinstance(found, Closed):
        is_hard = at.state.screening.stopped_on is not None
        return render(request, "felt_closed.html", {**told, "why": found.value, "is_hard": is_hard})
    figures = [batch.figure(number) for number, batch in enumerate(found.batches, start=1)]
    return render(request, "felt.html", {**told, "noticed": found, "figures": figures})
