"""The example report: invented weeks, shown before anything was written, and stored nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.actions.example import LAST, example_report
from limen.web.addresses import EXAMPLE_PDF
from limen.web.report_pdf import pdf_answer
from limen.web.visited import visited


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Show a finished report of invented data, whether or not the vault is open."""
    here = visited(request)
    told = {
        "name": here.name,
        "section": "more",
        "report": example_report(),
        "is_example": True,
        "pdf": EXAMPLE_PDF,
        "is_open": here.openness.is_open,
    }
    return render(request, "example.html", told)


@require_safe
def example_pdf(request: HttpRequest) -> HttpResponse:
    """Answer with the same as a file."""
    told = {"report": example_report(), "is_example": True}
    return pdf_answer(request, told, LAST)
