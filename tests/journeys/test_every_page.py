"""Every page in both themes and three widths: open to everybody, from here alone, never too wide.

Which pages there are is asked of the addresses: one that nobody declared fails.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from limen.actions import diary
from limen.actions.append import append_all
from limen.actions.demo_practice import practice_drafts
from limen.actions.diary import Sent
from limen.actions.projections import state_of
from limen.actions.visiting import new_identifier, present, state_adult
from limen.journal.kinds.doses import BatchAdded
from limen.journal.kinds.harms import MedicineStarted
from limen.journal.kinds.measures import CheckInSaved
from limen.protocols.sittings import LongerPage
from limen.store import opening
from limen.store.dice import SystemDice
from limen.store.keys import Cost
from limen.terms.calendar import Zone
from limen.web import urls

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
# In the gate each page is seen at every width and in both themes; nightly in all six ways.
GATE = ((320, "light"), (390, "dark"), (1280, "light"))
EVERY = tuple(product((320, 390, 1280), ("light", "dark")))
ONCE = ((390, "light"),)
NARROWEST = 320
EXAMPLE = "/x"
LAST, ZONE = date(2026, 5, 24), Zone("UTC")
AT = datetime(2026, 5, 24, 20, 30, tzinfo=UTC)
RULES = json.dumps({"resultTypes": ["violations"]})
WRONG = f"axe.run({RULES}).then(found => found.violations.map(one => one.id))"
TOO_WIDE = """size => {
  document.documentElement.style.fontSize = size;
  const is = document.documentElement.scrollWidth > window.innerWidth;
  document.documentElement.style.fontSize = '';
  return is;
}"""


@dataclass(slots=True)
class Looked:
    """What was found wrong, by page, and every address that a page asked for."""

    page: Page
    wrong: dict[str, list[object]]
    asked: set[str]
    ways: tuple[tuple[int, str], ...]

    def at(self, what: str, ways: tuple[tuple[int, str], ...] = ()) -> None:
        """Look at the page that is open, at each width and in each theme that are wanted."""
        self.page.evaluate(AXE_SCRIPT)
        for width, theme in ways or self.ways:
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.emulate_media(color_scheme=theme)
            for rule in self.page.evaluate(WRONG):
                self._find(what, rule, theme, width)
            for size in ("100%", "200%") if width == NARROWEST else ():
                if self.page.evaluate(TOO_WIDE, size):
                    self._find(what, f"wider than {width} at {size}")

    def _find(self, what: str, *told: object) -> None:
        self.wrong.setdefault(what, []).append(told)


@pytest.fixture(params=[GATE, pytest.param(EVERY, marks=pytest.mark.nightly)], ids=["gate", "all"])
def look(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Looked]:
    """One window, whose size and theme change; a colour that fades has no contrast to measure."""
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(15_000)
    found = Looked(context.new_page(), {}, set(), request.param)
    found.page.on("request", lambda request: found.asked.add(request.url))
    yield found
    context.close()


@pytest.fixture
def practised(tmp_path: Path, unblocked: None) -> tuple[Path, dict[str, object]]:
    """A vault with twelve invented weeks, and the names of its entries in addresses."""
    del unblocked  # what it does is wanted, not what it gives
    folder = tmp_path / "notes"
    opening.create(folder, PASSPHRASE, Cost(), SystemDice())
    opening.confirm_sheet()
    visit = present(AT, ZONE)
    state_adult(visit)
    append_all(visit, tuple(practice_drafts(LAST, ZONE)))
    diary.save_batch(visit, _sent(), BatchAdded.example())
    diary.save_medicine(visit, _sent(), MedicineStarted(name="lithium"))
    evening = diary.save_check_in(visit, _sent(), CheckInSaved.example())[0]
    state = state_of(visit.chain)
    (medicine,), (plan, *_) = state.diary.medicines, state.protocols.each
    opening.leave()
    return folder, {"entry": evening.header.id, "plan": plan.id, "medicine": medicine}


@pytest.fixture
def addresses(load: Callable[[Path], ModuleType], root: Path) -> ModuleType:
    """Every address with what is expected of it."""
    return load(root / "tests" / "addresses.py")


def test_every_page_of_an_open_vault_is_open_to_everybody(
    look: Looked,
    serve: Callable[[Path], str],
    practised: tuple[Path, dict[str, object]],
    addresses: ModuleType,
) -> None:
    folder, named = practised
    page, start = look.page, serve(folder)
    page.goto(start)
    look.at("locked")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("heading", name="Today").wait_for()

    own = start.partition("/start")[0]
    for path, declared in _pages(addresses, {**addresses.NAMED, **named}):
        page.goto(own + path)
        # The example is drawn like the report, and has as many cells.
        look.at(path, ONCE if path == EXAMPLE else ())
        if declared.sent == 400 and page.locator("main form .main").count():
            page.locator("main form .main").first.click()
            look.at(f"{path} sent empty", ONCE)

    assert look.wrong == {}
    assert {url for url in look.asked if not url.startswith((own, "data:"))} == set()


def test_every_page_before_there_is_a_vault_is_open_to_everybody(
    look: Looked, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    page, start = look.page, serve(tmp_path / "none")

    page.goto(start)
    look.at("welcome")
    for path in ("/a", "/n", "/nowhere"):
        page.goto(start.partition("/start")[0] + path)
        look.at(path)
    page.goto(start)
    look.at("an address that was used before")
    page.goto(start.partition("/start")[0] + "/a")
    page.get_by_role("button", name="Yes", exact=True).click()
    look.at("lock")
    page.get_by_role("group", name="What opens it?").get_by_text("The six words above").click()
    page.get_by_role("button", name="Make the lock").click()
    look.at("sheet")
    page.get_by_role("button", name="Make the sheet").click()
    look.at("sheet made")
    page.get_by_role("button", name="I have it on paper").click()
    look.at("sheet asked")

    assert look.wrong == {}


def _pages(addresses: ModuleType, named: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The address of every page that an open vault shows, the longer ones each by its name."""
    for pattern in urls.urlpatterns:
        declared = addresses.DECLARED[str(pattern.pattern)]
        if declared.seen in {addresses.Seen.FRAMED, addresses.Seen.BARE}:
            path = addresses.address(pattern, named)
            is_longer = "<longer:" in str(pattern.pattern)
            for longer in [one.value for one in LongerPage] if is_longer else [""]:
                yield path.replace("/week", f"/{longer}") if is_longer else path, declared


def _sent() -> Sent:
    return Sent(new_identifier(), LAST)
