"""A report as a tagged PDF, made in memory from the same templates as its page."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from limen.web.visited import visited


class NoPrintingHereError(Exception):
    """The library that prints, or Pango below it, is missing on this computer."""


def pdf_answer(request: HttpRequest, told: Mapping[str, object], day: date) -> HttpResponse:
    """The file with a neutral name and the day; where it cannot be made, how to change that."""
    name = visited(request).name
    html = render_to_string("report_pdf.html", {**told, "name": name}, request)
    try:
        made = pdf(html)
    except NoPrintingHereError:
        page = {"name": name, "section": "more"}
        return render(request, "report_no_pdf.html", page, status=HTTPStatus.NOT_IMPLEMENTED)
    headers = {"Content-Disposition": f'attachment; filename="notes-{day.isoformat()}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def pdf(html: str) -> bytes:
    """A page as a PDF that screen readers can read (PDF/UA-1); nothing else is fetched for it.

    Raises:
        NoPrintingHereError: see there.
    """
    try:
        import weasyprint  # type: ignore[import-untyped]  # -- ships no types; slow, so only here
    except (ImportError, OSError) as error:
        raise NoPrintingHereError from error
    style = (resources.files("limen.web") / "printing" / "report.css").read_text(encoding="utf-8")
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=nothing)
    sheets = [weasyprint.CSS(string=style, url_fetcher=nothing)]
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=sheets))
