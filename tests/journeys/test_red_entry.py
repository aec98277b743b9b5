"""A red entry opens its page before anything else, and stays on Today until it is read."""

from limen.instruments.rows import DAILY_ROWS


def test_a_red_entry_leads_to_its_page_then_to_how_it_was(opened):
    page = opened.page
    page.get_by_role("link", name="Write it down").click()
    for row in DAILY_ROWS:
        page.get_by_role("group", name=row.label).get_by_text("5", exact=True).click()
    page.get_by_text("chest pain", exact=True).click()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("heading", name="call the emergency number now").wait_for()
    page.get_by_text("Nobody has been told.").wait_for()
    page.get_by_role("link", name="Go on").click()

    page.get_by_role("link", name="What to do now").wait_for()
    page.get_by_role("button", name="I have read this").click()
    page.get_by_role("link", name="What to do now").wait_for(state="detached")
    page.get_by_role("link", name="Say how it was").click()

    page.get_by_text("How bad was it: chest pain?").wait_for()
