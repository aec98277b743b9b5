"""The report on paper: tagged for screen readers, fetched from nowhere, with a neutral name."""

import base64
import io
import os
import sys

import pypdf
import pytest

from limen.web.report_pdf import NoPrintingHereError, pdf

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


@pytest.fixture
def printing() -> None:
    """Leave a test out where nothing can be printed; in CI that is a failure."""
    try:
        pdf('<html lang="en"><title>Notes</title></html>')
    except NoPrintingHereError:
        if os.environ.get("CI"):
            pytest.fail("Pango is missing: apt-get install libpango-1.0-0 libpangoft2-1.0-0")
        pytest.skip("Pango is missing, so no report was printed")


@pytest.fixture(scope="module")
def printed() -> list[bytes]:
    """The file of the example report, once a test has asked for it."""
    return []


@pytest.fixture
def octets(window, printing, printed) -> bytes:
    """The file of the example report."""
    del printing  # that it can be printed is wanted, not what it gives
    if not printed:
        printed.append(window.client.get("/x.pdf").content)
    return printed[0]


@pytest.fixture
def example(octets) -> pypdf.PdfReader:
    """The example report, read by another library."""
    return pypdf.PdfReader(io.BytesIO(octets), strict=True)


@pytest.fixture
def picture(printing, tmp_path) -> str:
    """The address of a picture on this computer."""
    del printing  # as above
    path = tmp_path / "dot.png"
    path.write_bytes(base64.b64decode(DOT))
    return path.as_uri()


@pytest.mark.usefixtures("printing")
def test_the_file_has_a_neutral_name_and_the_day(window):
    window.send("/t/e", **RATED)

    answer = window.client.get("/r.pdf", **{"limen.moment": window.at})

    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes-2026-03-02.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_tagged_has_a_language_and_a_title(example):
    root = example.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/StructTreeRoot" in root
    assert example.metadata.title == "Notes"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_picture_has_its_words_and_every_table_its_heads(example):
    tags = list(_tags(example.trailer["/Root"]["/StructTreeRoot"]))

    pictures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    kinds = {tag.get("/S") for tag in tags}
    assert len(pictures) == 9
    assert all(tag.get("/Alt") for tag in pictures)
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds


def test_it_says_what_the_page_says(example):
    text = " ".join(page.extract_text() for page in example.pages)

    assert "This was not blinded." in text
    assert "You wrote down 71 of 84 days." in text
    assert "Limen" not in text


def test_twelve_weeks_fit_into_a_hundred_kilobytes(octets):
    assert len(octets) <= 100_000


def test_nothing_is_fetched_for_it(picture):
    import weasyprint  # noqa: PLC0415 -- fails where Pango is missing

    page = f'<html lang="en"><title>Notes</title><img alt="x" src="{picture}"></html>'
    fetched = weasyprint.HTML(string=page).write_pdf()
    assert len(pypdf.PdfReader(io.BytesIO(fetched)).pages[0].images) == 1

    made = pypdf.PdfReader(io.BytesIO(pdf(page)))

    assert len(made.pages[0].images) == 0


def test_without_an_entry_there_is_nothing_to_print(window):
    assert window.client.get("/r.pdf").headers["Location"] == "/r"


def test_where_it_cannot_be_printed_the_page_says_what_to_install(window, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    window.send("/t/e", **RATED)

    answer = window.client.get("/r.pdf", **{"limen.moment": window.at})

    assert answer.status_code == 501
    assert "apt-get install libpango-1.0-0" in answer.content.decode()


def _tags(node):
    if isinstance(node, list):
        for one in node:
            yield from _tags(one.get_object())
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from _tags(node["/K"].get_object())


@pytest.mark.usefixtures("printing")
def test_the_file_speaks_the_language_of_its_reader(window):
    answer = window.client.get("/x.pdf", HTTP_ACCEPT_LANGUAGE="de")

    read = pypdf.PdfReader(io.BytesIO(answer.content), strict=True)
    text = " ".join(page.extract_text() for page in read.pages)
    assert read.trailer["/Root"]["/Lang"] == "de"
    assert "Das war nicht verblindet." in text
    assert "Was es nicht bedeutet" in text
