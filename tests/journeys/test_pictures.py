"""The pictures of the manual, taken from the pages themselves: `make pictures` renews them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from limen.instruments.rows import DAILY_ROWS

MOST_OCTETS = 30_000
COLOURS = 48
NAMES = ("welcome", "today", "evening", "timeline", "report")


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    """Where they are kept: in the manual where that is asked for, and thrown away elsewhere."""
    asked = os.environ.get("LIMEN_PICTURES")
    return root / asked if asked else tmp_path


@pytest.mark.nightly
def test_every_picture_of_the_manual_can_be_taken(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path, folder: Path
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 700}, reduced_motion="reduce", color_scheme="light"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(serve(tmp_path / "vault"))
    take(page, folder / "welcome.png")
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    begin(page)
    page.goto(page.url.rpartition("/a/")[0] + "/t")
    take(page, folder / "today.png")
    page.get_by_role("link", name="Write it down").click()
    for row, number in zip(DAILY_ROWS, ("5", "4", "6", "5"), strict=True):
        page.get_by_role("group", name=row.label).get_by_text(number, exact=True).click()
    take(page, folder / "evening.png")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("You are done for today.").wait_for()
    page.get_by_role("link", name="Timeline").click()
    take(page, folder / "timeline.png")
    page.goto(page.url.replace("/l", "/x"))
    take(page, folder / "report.png")
    context.close()

    sizes = {name: (folder / f"{name}.png").stat().st_size for name in NAMES}
    assert {name for name, size in sizes.items() if not 1_000 < size < MOST_OCTETS} == set()


def begin(page: Page) -> None:
    """Make the lock and the sheet, and read two groups back."""
    page.get_by_role("group", name="What shall it be called?").get_by_text("Garden").click()
    page.get_by_role("group", name="What opens it?").get_by_text("The six words above").click()
    page.get_by_role("button", name="Make the lock").click()
    page.get_by_role("button", name="Make the sheet").click()
    page.get_by_role("button", name="I have it on paper").wait_for()
    groups = page.locator(".groups strong").all_inner_texts()
    for one in page.locator("input[name^=group_]").all():
        number = int((one.get_attribute("name") or "").removeprefix("group_"))
        one.fill(groups[number - 1])
    page.get_by_role("button", name="I have it on paper").click()


def take(page: Page, path: Path) -> None:
    """Keep what the window shows, in few colours: pages have no more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(COLOURS)
    few.save(path, optimize=True)
