"""From the first evening to a report, its file, the example and the reminders."""

import io

import pypdf
from axe_playwright_python.sync_playwright import Axe

from limen.instruments.rows import DAILY_ROWS


def test_an_evening_becomes_a_report_and_a_file(opened, tmp_path):
    page = opened.page
    page.get_by_role("link", name="Write it down").click()
    for row in DAILY_ROWS:
        page.get_by_role("group", name=row.label).get_by_text("5", exact=True).click()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="More").click()
    page.get_by_role("link", name="Report", exact=True).click()

    page.get_by_role("heading", name="This was not blinded.").wait_for()
    assert page.title() == "Notes"
    assert violations(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save as PDF").click()
    assert waiting.value.suggested_filename.startswith("notes-")
    waiting.value.save_as(tmp_path / "notes.pdf")
    made = pypdf.PdfReader(io.BytesIO((tmp_path / "notes.pdf").read_bytes()))
    assert "You wrote down 1 of 1 days." in made.pages[0].extract_text()


def test_the_example_needs_no_unlocking_and_fits_every_width(opened):
    page = opened.page
    page.get_by_role("link", name="More").click()
    page.get_by_role("button", name="Lock now").click()
    page.get_by_label("Passphrase").wait_for()

    page.goto(page.url.replace("/unlock", "/x"))

    page.get_by_text("This is an example.").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_reminders_without_a_plan_lead_to_one(opened):
    page = opened.page
    page.get_by_role("link", name="More").click()

    page.get_by_role("link", name="Reminders").click()

    page.get_by_role("link", name="Plan a protocol").wait_for()
    assert violations(page) == []


def violations(page) -> list[str]:
    """What axe finds wrong on a page."""
    return [one["id"] for one in Axe().run(page).response["violations"]]
