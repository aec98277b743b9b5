"""The report of an open practice, as a page and as a file to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from limen.actions import reports
from limen.reports.practice import PracticeReport
from limen.terms.errors import LimenError
from limen.terms.identifiers import parse_event_id
from limen.web.addresses import REPORT, REPORT_PDF
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.report_pdf import pdf_answer
from limen.web.visited import visited
from limen.web.visits import Here, here

ALL_DAYS = "all"
"""Names the report of all recorded days in an address; a plan is named by its identifier."""


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the report of the latest plan, of another one, or of all recorded days."""
    at = here(request)
    of = request.GET.get("of", "")
    try:
        made = _made(at, of)
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    told = {
        "name": visited(request).name,
        "section": "more",
        "report": made,
        "pdf": f"{REPORT_PDF}?of={of}" if of else REPORT_PDF,
        "hard_step": at.state.hard_moment.step_at(at.visit.at),
        "others": _others(at, of),
    }
    return render(request, "report.html", told)


@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Answer with the same report as a file; without one, lead to its page."""
    at = here(request)
    try:
        made = _made(at, request.GET.get("of", ""))
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    if made is None:
        return SeeOther(REPORT)
    return pdf_answer(request, {"report": made}, at.today)


def _made(at: Here, of: str) -> PracticeReport | None:
    if of == ALL_DAYS:
        return reports.whole_report(at.state, at.today)
    if of:
        return reports.plan_report(at.state, parse_event_id(of), at.today)
    return reports.latest_report(at.state, at.today)


def _others(at: Here, of: str) -> list[tuple[str, str]]:
    """The address and the words of every other report."""
    plans = [
        (str(plan.id), plan.stated.question)
        for plan in reports.begun_plans(at.state.protocols, at.today)
    ]
    shown = of or (plans[0][0] if plans else ALL_DAYS)
    return [
        (f"{REPORT}?of={name}", words)
        for name, words in (*plans, (ALL_DAYS, _("All recorded days")))
        if name != shown
    ]
