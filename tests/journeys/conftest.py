"""A real browser before the real `limen serve` on loopback, with a real vault behind it."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from limen.actions.visiting import present, state_adult
from limen.store import opening
from limen.store.dice import SystemDice
from limen.store.keys import Cost
from limen.terms.calendar import Zone

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """A browser window that has unlocked a vault, and where that vault answers."""

    page: Page
    address: str
    folder: Path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window; where it is missing these tests are left out."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing, so no page was tried in a browser")
    # The loop that drives the browser lives in this thread for good; tables asked for by other
    # tests meanwhile are asked for between its steps, never inside them.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> Path:
    """A folder with a new vault of an adult whose sheet was read back."""
    folder = tmp_path_factory.mktemp("made") / "notes"
    with django_db_blocker.unblock():
        opening.create(folder, PASSPHRASE, Cost(), SystemDice())
        opening.confirm_sheet()
        state_adult(present(datetime(2026, 3, 1, 19, 0, tzinfo=UTC), Zone("UTC")))
        opening.leave()
    return folder


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Start `limen serve` on a vault, and give the address that it prints."""
    running: list[subprocess.Popen[str]] = []

    def served(folder: Path) -> str:
        where = ("--vault", str(folder), "--port", str(_free_port()))
        command = (sys.executable, "-m", "limen", "serve", *where)
        started = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        running.append(started)
        for line in started.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/start\?t=\S+", line):
                return found[0]
        raise AssertionError("no address was printed")

    yield served

    for started in running:
        started.terminate()
        started.wait(PATIENCE_SECONDS)
        started.stdout.close()


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """A window of a phone, and one of a desk."""
    made = chromium.new_context(viewport={"width": request.param, "height": 844})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def vault_to_open(empty_vault: Path, tmp_path: Path) -> Path:
    """A copy of the vault for one test."""
    folder = Path(shutil.copytree(empty_vault, tmp_path / "notes"))
    folder.chmod(0o700)
    return folder


@pytest.fixture
def opened(context: BrowserContext, serve: Callable[[Path], str], vault_to_open: Path) -> Opened:
    """An empty vault, unlocked in the window."""
    folder = vault_to_open
    address = serve(folder)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("heading", name="Today").wait_for()
    return Opened(page, address, folder)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
