"""A hard answer leads to help at once, whatever else the page still asks."""

from playwright.sync_api import Browser

from limen.instruments.phq9 import PHQ9


def choose(page, item, words):
    page.get_by_role("group", name=item.words).get_by_text(words, exact=True).click()


def test_the_ninth_item_leads_to_help_before_anything_else(opened):
    page = opened.page
    page.goto(page.url.replace("/t", "/w/fortnight"))

    choose(page, PHQ9.items[8], "Several days")

    page.get_by_role("heading", name="You are not alone").wait_for()
    assert "/c" in page.url
    page.get_by_role("link", name="Answer three short questions").click()
    for answer in ("No", "No", "Rather not say"):
        page.get_by_text(answer, exact=True).click()
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Call the emergency number").wait_for()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("link", name="Help is here").wait_for()


def test_without_script_the_saved_page_leads_to_help(opened, chromium: Browser):
    plain = chromium.new_context(java_script_enabled=False)
    plain.add_cookies(opened.page.context.cookies())
    page = plain.new_page()
    page.goto(opened.page.url.replace("/t", "/w/fortnight"))

    choose(page, PHQ9.items[8], "Nearly every day")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("heading", name="You are not alone").wait_for()
    plain.close()
