"""Every page in German, and in a longer language written from the right, on narrow phones."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page

from limen.web import urls

pytestmark = pytest.mark.browser

WIDTHS = (320, 390)
NAMES_AN_ENTRY = "<uuid:"
FROM_THE_RIGHT = """() => {
  document.documentElement.dir = "rtl";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.nodeValue;
    if (said.trim()) texts.currentNode.nodeValue = said + " ~~~~".repeat(said.length / 12);
  }
}"""
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def german(
    chromium: Browser, serve: Callable[[Path], str], empty_vault: Path, tmp_path: Path
) -> Iterator[Page]:
    """A German window before an empty vault that was unlocked in it."""
    folder = Path(shutil.copytree(empty_vault, tmp_path / "notes"))
    folder.chmod(0o700)
    context = chromium.new_context(locale="de-DE", viewport={"width": 320, "height": 640})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(serve(folder))
    page.get_by_label("Passphrase").fill("six words that open a test")
    page.get_by_role("button", name="Entsperren").click()
    page.get_by_role("heading", name="Heute", exact=True).wait_for()
    yield page
    context.close()


@pytest.fixture
def addresses(load: Callable[[Path], ModuleType], root: Path) -> tuple[str, ...]:
    """Every address that shows a page and names no entry."""
    told = load(root / "tests" / "addresses.py")
    pages = (told.Seen.FRAMED, told.Seen.BARE)
    return tuple(
        told.address(one, told.NAMED)
        for one in urls.urlpatterns
        if told.DECLARED[str(one.pattern)].seen in pages and NAMES_AN_ENTRY not in str(one.pattern)
    )


def test_no_page_scrolls_sideways_in_german_or_from_the_right(german, addresses):
    start, wide = german.url.removesuffix("/t"), []
    for path in addresses:
        german.goto(start + path)
        for side in ("left", "right"):
            if side == "right":
                german.evaluate(FROM_THE_RIGHT)
            for width in WIDTHS:
                german.set_viewport_size({"width": width, "height": 640})
                if german.evaluate(TOO_WIDE):
                    wide.append((path, side, width))
    german.evaluate("document.querySelector('main').style.minWidth = '500px'")

    assert len(addresses) > 20
    assert wide == []
    assert german.evaluate(TOO_WIDE)  # what is too wide is found
