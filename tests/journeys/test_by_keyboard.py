"""A whole evening without a mouse; and REL-12: double clicks, back and reload leave one entry."""

import pytest
from playwright.sync_api import Browser, Page, expect

from limen.actions import unlocking
from limen.instruments.rows import DAILY_ROWS

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
MOST_STOPS = 60
EVENINGS = 8


def tab_to(page: Page, selector: str) -> int:
    """Press Tab until something has the focus, and say how often."""
    for pressed in range(MOST_STOPS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return pressed
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("context", [1280], indirect=True)
def test_an_evening_is_written_down_by_keyboard_alone(opened):
    page = opened.page
    page.goto(page.url)  # nothing has the focus yet

    tab_to(page, 'a[href="/t/e"]')
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="How was today?").wait_for()
    assert tab_to(page, "#leave button") <= 1  # leaving comes first
    numbers = ("5", "2", "7", "1")
    for row, number in zip(DAILY_ROWS, numbers, strict=True):
        tab_to(page, f'input[name="row_{row.id}"]')
        page.keyboard.press(number)
    page.keyboard.press("ArrowRight")
    chosen = [
        page.locator(f'input[name="row_{row.id}"]:checked').get_attribute("value")
        for row in DAILY_ROWS
    ]
    tab_to(page, 'input[name="effects"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert chosen == ["5", "2", "7", "2"]
    page.get_by_role("group", name="How bad was it").wait_for()
    for name in ("bad_", "relation", "ongoing", "serious"):
        tab_to(page, f'input[name^="{name}"]')
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("You are done for today.").wait_for()


@pytest.mark.parametrize("context", [1280], indirect=True)
def test_what_is_focused_is_seen(opened):
    page = opened.page
    page.goto(page.url.replace("/t", "/t/e"))

    unseen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const one = document.activeElement;
              if (one === document.body) return null;
              const shown = one.matches('input') ? one.labels[0] || one : one;
              const has = style => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
              return [one.outerHTML.slice(0, 60), has(getComputedStyle(shown))
                || has(getComputedStyle(one))];
            }"""
        )
        if told is None:
            break
        unseen += [] if told[1] else [told[0]]

    assert unseen == []


@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize("context", [390], indirect=True)
def test_double_clicks_back_and_reload_leave_one_entry_each(opened, chromium: Browser):
    plain = chromium.new_context(java_script_enabled=False)
    plain.add_cookies(opened.page.context.cookies())
    before = unlocking.unlock(opened.folder, PASSPHRASE).events
    unlocking.lock()
    start = opened.page.url.removesuffix("/t")

    for number in range(EVENINGS):
        page = (opened.page, plain.pages[0] if plain.pages else plain.new_page())[number % 2]
        page.goto(start + "/t/s")
        page.get_by_role("group", name="Mood").get_by_text("5", exact=True).click()
        page.get_by_role("button", name="Save").dblclick()
        expect(page).to_have_url(start + "/t")
        page.reload()
        page.go_back()
        page.get_by_role("button", name="Save").click()  # the row is empty again
        page.goto(start + "/t")
    plain.close()

    after = unlocking.unlock(opened.folder, PASSPHRASE).events
    unlocking.lock()
    assert after == before + EVENINGS
