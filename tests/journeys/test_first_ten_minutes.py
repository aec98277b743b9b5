"""From the printed address of an empty folder to the first evening, following the pages alone."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page

from limen.instruments.rows import DAILY_ROWS

TEN_MINUTES = 600


class Hands(Protocol):
    """How a person uses a page; see hands.py."""

    page: Page

    def press(self, name: str) -> None: ...
    def follow(self, name: str) -> None: ...
    def choose(self, group: str, words: str) -> None: ...
    def write(self, label: str, words: str) -> None: ...
    def write_day(self, label: str, day: date) -> None: ...
    def select(self, label: str, words: str) -> None: ...


WAYS = {
    "phone": (390, True, "Pointer"),
    "phone-no-script": (390, False, "Pointer"),
    "desk-no-script": (1280, False, "Pointer"),
    "desk-keys": (1280, True, "Keyboard"),
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def hands(
    request: pytest.FixtureRequest, chromium: Browser, load: Callable[[Path], ModuleType]
) -> Iterator[Hands]:
    """A window at both widths, with script and without, by pointer and by keys alone."""
    width, script, way = request.param
    window = chromium.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=script
    )
    window.set_default_timeout(15_000)
    yield getattr(load(Path(__file__).with_name("hands.py")), way)(window.new_page())
    window.close()


def begin(hands: Hands) -> None:
    """Look at the example, say the age, choose a name and take the six words."""
    hands.follow("See an example report")
    hands.page.get_by_role("heading", name="An example report").wait_for()
    hands.page.go_back()
    hands.follow("Start")
    hands.press("Yes")
    hands.choose("What shall it be called?", "Garden")
    hands.choose("What opens it?", "The six words above")
    hands.press("Make the lock")


def keep_sheet(hands: Hands) -> None:
    """Make the recovery sheet, and type back the groups that it asks for."""
    hands.press("Make the sheet")
    hands.page.get_by_role("button", name="I have it on paper").wait_for()
    groups = hands.page.locator(".groups strong").all_inner_texts()
    for field in hands.page.locator("input[name^=group_]").all():
        number = int(field.get_attribute("name").removeprefix("group_"))
        hands.write(field.evaluate("one => one.labels[0].innerText"), groups[number - 1])
    hands.press("I have it on paper")


def say_who(hands: Hands) -> None:
    """Say where and how old, and who stands by; put screening off after its first page."""
    hands.select("Where are you?", "Germany")
    hands.choose("How old are you?", "25 to 64")
    hands.press("Go on")
    hands.write("Their name (optional)", "Ada")
    hands.press("Go on")
    hands.page.get_by_role("heading", name="Screening").wait_for()
    hands.follow("Start")
    hands.page.get_by_text("Question 1 of 12").wait_for()
    hands.press("Later")


def plan(hands: Hands) -> None:
    """Plan a protocol in its three pages."""
    hands.follow("Plan it now")
    hands.write("Your question, in your own words", "Do I feel calmer on those days?")
    hands.choose("What do you hope changes?", "Calm")
    hands.choose("When do you think it acts?", "same day")
    hands.select("What is the smallest change you would care about?", "0.5")
    hands.press("Go on")
    hands.choose("How do you expect it to change?", "a little better")
    hands.choose("How sure are you of that?", "a bit")
    hands.press("Go on")
    hands.choose("Schedule", "One day on, two days off")
    starts = date.fromisoformat(hands.page.get_by_label("Start").input_value())
    hands.write_day("End date", starts + timedelta(days=27))
    hands.write_day("Rest until", starts + timedelta(days=55))
    hands.press("Save the plan")


def test_the_pages_lead_from_an_empty_folder_to_the_first_evening(
    hands: Hands,
    serve: Callable[[Path], str],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    page = hands.page
    page.goto(serve(tmp_path / "notes"))
    began = time.monotonic()

    begin(hands)
    keep_sheet(hands)
    say_who(hands)
    plan(hands)
    for row in DAILY_ROWS:
        hands.choose(row.label, "5")
    hands.press("Save")

    page.get_by_text("You are done for today.").wait_for()
    took = time.monotonic() - began
    record_property("counted", f"{took:.1f} s of {TEN_MINUTES} s without reading")
    assert took < TEN_MINUTES
    assert (page.title(), page.get_by_role("heading", name="A question of your own").count()) == (
        "Garden",
        0,
    )


def test_whoever_is_not_18_leaves_nothing_behind(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    page = chromium.new_page()
    page.goto(serve(tmp_path / "notes"))

    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="No", exact=True).click()

    page.get_by_role("heading", name="This is not for you yet.").wait_for()
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["control"]
    page.close()
