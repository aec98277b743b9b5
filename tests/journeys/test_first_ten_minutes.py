"""From the printed address of an empty folder to the first evening, following the pages alone."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from limen.instruments.rows import DAILY_ROWS

TEN_MINUTES = 600


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(context, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window at both widths, with and without script."""
    width = context.new_page().viewport_size
    made = chromium.new_context(viewport=width, java_script_enabled=request.param)
    made.set_default_timeout(15_000)
    yield made.new_page()
    made.close()


def choose(page: Page, group: str, words: str) -> None:
    page.get_by_role("group", name=group).get_by_text(words, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page) -> None:
    """Look at the example, say the age, choose a name and take the six words."""
    page.get_by_role("link", name="See an example report").click()
    page.get_by_role("heading", name="An example report").wait_for()
    page.go_back()
    page.get_by_role("link", name="Start").click()
    press(page, "Yes")
    choose(page, "What shall it be called?", "Garden")
    choose(page, "What opens it?", "The six words above")
    press(page, "Make the lock")


def keep_sheet(page: Page) -> None:
    """Make the recovery sheet, and type back the groups that it asks for."""
    press(page, "Make the sheet")
    groups = page.locator(".groups strong").all_inner_texts()
    for field in page.locator("input[name^=group_]").all():
        number = int(field.get_attribute("name").removeprefix("group_"))
        field.fill(groups[number - 1])
    press(page, "I have it on paper")


def say_who(page: Page) -> None:
    """Say where and how old, and who stands by."""
    page.get_by_label("Where are you?").select_option(label="Germany")
    choose(page, "How old are you?", "25 to 64")
    press(page, "Go on")
    page.get_by_label("Their name").fill("Ada")
    press(page, "Go on")


def plan(page: Page) -> None:
    """Plan a protocol in its three pages."""
    page.get_by_role("link", name="Plan it now").click()
    page.get_by_label("Your question").fill("Do I feel calmer on those days?")
    choose(page, "What do you hope changes?", "Calm")
    choose(page, "When do you think it acts?", "same day")
    page.get_by_label("What is the smallest change").select_option("0.5")
    press(page, "Go on")
    choose(page, "How do you expect it to change?", "a little better")
    choose(page, "How sure are you", "a bit")
    press(page, "Go on")
    choose(page, "Schedule", "One day on, two days off")
    starts = date.fromisoformat(page.get_by_label("Start").input_value())
    page.get_by_label("End date", exact=True).fill((starts + timedelta(days=27)).isoformat())
    page.get_by_label("Rest until").fill((starts + timedelta(days=55)).isoformat())
    press(page, "Save the plan")


def test_the_pages_lead_from_an_empty_folder_to_the_first_evening(
    page: Page,
    serve: Callable[[Path], str],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    page.goto(serve(tmp_path / "notes"))
    began = time.monotonic()

    begin(page)
    keep_sheet(page)
    say_who(page)
    plan(page)
    for row in DAILY_ROWS:
        page.get_by_role("group", name=row.label).get_by_text("5", exact=True).click()
    press(page, "Save")

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
    press(page, "No")

    page.get_by_role("heading", name="This is not for you yet.").wait_for()
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["control"]
    page.close()
