"""What is set on the settings page, by keyboard alone, is seen at once and until it is undone."""

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
DARK = "rgb(18, 25, 29)"


def colour(page) -> str:
    """The colour behind the page."""
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def press(page, place: str, *keys: str) -> None:
    """Press keys on one input or button."""
    page.locator(place).focus()
    for key in keys:
        page.keyboard.press(key)


def test_what_is_set_is_seen_at_once_after_a_lock_and_until_it_is_undone(opened):
    page = opened.page
    page.get_by_role("link", name="More").click()
    page.get_by_role("link", name="Settings").click()
    press(page, "input[name=theme][value=system]", "ArrowRight", "ArrowRight")
    press(page, "input[name=called][value=Notes]", "ArrowRight", "Enter")

    page.get_by_text("Theme: Dark (before: As the system)").wait_for()
    assert (page.title(), colour(page)) == ("Garden", DARK)

    page.get_by_role("button", name="Lock now").click()
    page.get_by_label("Passphrase").wait_for()
    assert page.title() == "Garden"
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("heading", name="Today").wait_for()
    assert (page.title(), colour(page)) == ("Garden", DARK)

    page.goto(page.url.removesuffix("/t") + "/i")
    press(page, "input[name=theme][value=dark]", "ArrowLeft", "Enter")
    page.get_by_text("Theme: Light (before: Dark)").wait_for()
    press(page, "form[action='/i/back'] button", "Enter")
    page.get_by_text("Theme: Dark (before: Light)").wait_for()
    assert colour(page) == DARK
