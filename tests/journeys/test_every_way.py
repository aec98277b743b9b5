"""A dose day, a correction, a week that locks in mid-form, leaving: in every way to use a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from limen.instruments.phq4 import PHQ4
from limen.instruments.phq9 import PHQ9
from limen.instruments.rows import DAILY_ROWS, HABIT_QUESTIONS, WEEKLY_ROWS

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
WAYS = {
    "phone": (390, True, "Pointer"),
    "phone-no-script": (390, False, "Pointer"),
    "desk-no-script": (1280, False, "Pointer"),
    "desk-keys": (1280, True, "Keyboard"),
}


class Hands(Protocol):
    """How a person uses a page; see hands.py."""

    page: Page
    has_script: bool

    def press(self, name: str) -> None: ...
    def follow(self, name: str) -> None: ...
    def choose(self, group: str, words: str) -> None: ...
    def write(self, label: str, words: str) -> None: ...
    def select(self, label: str, words: str) -> None: ...


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def hands(
    request: pytest.FixtureRequest,
    chromium: Browser,
    serve: Callable[[Path], str],
    vault_to_open: Path,
    load: Callable[[Path], ModuleType],
) -> Iterator[Hands]:
    """A vault that was unlocked in one of the ways."""
    width, script, way = request.param
    window = chromium.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=script
    )
    window.set_default_timeout(15_000)
    page = window.new_page()
    page.goto(serve(vault_to_open))
    made = getattr(load(Path(__file__).with_name("hands.py")), way)
    used = made(page, has_script=script)
    unlock(used)
    yield used
    window.close()


def unlock(hands: Hands) -> None:
    hands.write("Passphrase, or the code of the recovery sheet", PASSPHRASE)
    hands.press("Unlock")


def open_page(hands: Hands, address: str) -> Page:
    hands.page.goto(hands.page.url[: hands.page.url.index("/", 8)] + address)
    return hands.page


def test_days_are_written_down_mended_and_left(hands: Hands) -> None:
    hands.page.get_by_role("heading", name="Today").wait_for()
    a_dose_day(hands)
    an_evening_that_is_mended(hands)
    a_week_that_locks_in_mid_form(hands)
    a_hard_answer(hands)
    a_report_and_its_file(hands)
    leaving(hands)


def a_dose_day(hands: Hands) -> None:
    """A batch first, then an amount ten times too large, asked about and typed anew."""
    page = open_page(hands, "/t/d")
    page.get_by_text("Add a batch so that we do not mix them up.").wait_for()
    hands.write("Name of the batch", "B")
    hands.select("What is it?", "Psilocybe cubensis")
    hands.select("Form", "dried")
    hands.choose("What does an amount of it say?", "weighed material")
    hands.choose("Single pieces or powder?", "powder")
    hands.choose("Was it tested by a laboratory?", "no")
    hands.press("Save")
    for amount in ("1", "0.1", "0.1"):
        hands.write("Amount", amount)
        hands.select("Unit", "g")
        hands.press("Save")
    page.get_by_role("heading", name="Today").wait_for()
    expect(page.get_by_text("You wrote down 0.1 g")).to_have_count(1)


def an_evening_that_is_mended(hands: Hands) -> None:
    """Four rows and whether it was noticed, then the rows changed on the timeline."""
    hands.follow("Write it down")
    for row in DAILY_ROWS:
        hands.choose(row.label, "5")
    hands.choose("Did you notice the capsule itself?", "No")
    hands.press("Save")
    hands.follow("Timeline")
    hands.follow("Change")
    for row in DAILY_ROWS:
        hands.choose(row.label, "6")
    hands.press("Save the change")
    hands.page.get_by_role("heading", name="Timeline").wait_for()
    expect(hands.page.locator("dl.facts").first.locator("dd")).to_have_text(["6"] * len(DAILY_ROWS))


def a_week_that_locks_in_mid_form(hands: Hands) -> None:
    """Another window locks it; what was typed is there after unlocking, and saved."""
    page = open_page(hands, "/w/week")
    for item in PHQ4.items:
        hands.choose(item.words, "Several days")
    for row in WEEKLY_ROWS:
        hands.choose(row.label, "4")
    for habit in HABIT_QUESTIONS:
        hands.choose(habit.words, "No")
    other = type(hands)(page.context.new_page())
    other.page.goto(page.url.replace("/w/week", "/o"))
    other.press("Lock now")
    other.page.get_by_label("Passphrase").wait_for()
    other.page.close()
    hands.press("Save")
    page.get_by_text("What you typed is kept in this window.").wait_for()
    unlock(hands)
    send = page.get_by_role("button", name="Send", exact=True)
    today = page.get_by_role("heading", name="Today", exact=True)
    send.or_(today).first.wait_for()
    if send.is_visible():
        hands.press("Send")
    today.wait_for()
    open_page(hands, "/l").get_by_text(PHQ4.name).wait_for()


def a_hard_answer(hands: Hands) -> None:
    """Help comes at once with a script, and with the saved page without one; nothing is lost."""
    page = open_page(hands, "/w/fortnight")
    hands.choose(PHQ9.items[8].words, "Several days")
    if not hands.has_script:
        hands.press("Save")
    page.get_by_role("heading", name="You are not alone").wait_for()


def a_report_and_its_file(hands: Hands) -> None:
    """What was written down, as a page and as a file."""
    page = open_page(hands, "/o")
    hands.follow("Report")
    page.get_by_role("heading", name="This was not blinded.").wait_for()
    with page.expect_download() as waiting:
        hands.follow("Save as PDF")
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-1.7")


def leaving(hands: Hands) -> None:
    """One press, and nothing that goes back shows what was there."""
    hands.press("Leave quickly")
    hands.page.wait_for_url("**/n")
    hands.page.go_back()
    hands.page.get_by_label("Passphrase").wait_for()
