"""Every page in both themes, on a phone and on a desk: open to everybody, and never too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = ("/t", "/t/e", "/t/x", "/t/n", "/b", "/l", "/o", "/p", "/p/new", "/c", "/c/q", "/c/n")
LONGER = ("/w/week", "/w/fortnight", "/w/fortnight_second")


def found(page: Page) -> dict[str, list[str]]:
    """What axe says is wrong, by rule."""
    result = Axe().run(page).response
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in result["violations"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(opened, theme):
    page, start = opened.page, opened.page.url.removesuffix("/t")
    page.emulate_media(color_scheme=theme)

    wrong = {}
    for path in (*PAGES, *LONGER):
        page.goto(start + path)
        wrong[path] = found(page)

    assert {path: rules for path, rules in wrong.items() if rules} == {}


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_no_page_scrolls_sideways_on_the_narrowest_phone(opened, chromium: Browser, size):
    narrow = chromium.new_context(viewport={"width": 320, "height": 640})
    narrow.add_cookies(opened.page.context.cookies())
    page = narrow.new_page()

    too_wide = []
    for path in (*PAGES, *LONGER):
        page.goto(opened.page.url.removesuffix("/t") + path)
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(path)
    narrow.close()

    assert too_wide == []
