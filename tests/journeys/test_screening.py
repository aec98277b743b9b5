"""The twelve questions to three verdicts: with a finger without script, and by keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from limen.screening.questions import QUESTIONS
from limen.screening.tables import screening_table

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
MOST_STOPS = 60


class Hands(Protocol):
    """How a person uses a page; see hands.py."""

    page: Page

    def press(self, name: str) -> None: ...
    def follow(self, name: str) -> None: ...
    def choose(self, group: str, words: str) -> None: ...
    def write(self, label: str, words: str) -> None: ...
    def select(self, label: str, words: str) -> None: ...


@pytest.fixture
def begun(
    chromium: Browser,
    serve: Callable[[Path], str],
    vault_to_open: Path,
    load: Callable[[Path], ModuleType],
) -> Iterator[Callable[..., Hands]]:
    """Unlock a vault in a window of some width, with script or without, in one way to use it."""
    windows = []

    def opened(width: int, way: str, *, script: bool) -> Hands:
        size = {"width": width, "height": 844}
        window = chromium.new_context(viewport=size, java_script_enabled=script)
        window.set_default_timeout(15_000)
        windows.append(window)
        page = window.new_page()
        page.goto(serve(vault_to_open))
        hands = getattr(load(Path(__file__).with_name("hands.py")), way)(page)
        hands.write("Passphrase, or the code of the recovery sheet", PASSPHRASE)
        hands.press("Unlock")
        page.get_by_role("heading", name="Today").wait_for()
        return hands

    yield opened
    for window in windows:
        window.close()


def go(hands: Hands, address: str) -> Page:
    hands.page.goto(hands.page.url[: hands.page.url.index("/", 8)] + address)
    return hands.page


def say_age(hands: Hands) -> None:
    go(hands, "/a/w")
    hands.select("Where are you?", "Rather not say, or another country")
    hands.choose("How old are you?", "25 to 64")
    hands.press("Go on")
    hands.page.get_by_role("heading", name="Somebody who stands by you").wait_for()


def tick(hands: Hands, label: str) -> None:
    """Tick a line of a list with the keys, which every way has."""
    box = hands.page.get_by_label(label, exact=True)
    expect(box).to_be_visible()
    reach(box)
    hands.page.keyboard.press("Space")


def reach(wanted: Locator) -> None:
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError("no Tab leads there")


def answer(hands: Hands, **yes: Callable[[Hands], None]) -> None:
    """Answer all twelve with no, but for those that open a list."""
    go(hands, "/v/1")
    for number, asked in enumerate(QUESTIONS, start=1):
        hands.page.get_by_text(f"Question {number} of 12").wait_for()
        hands.choose(asked.words, "Yes" if asked.id in yes else "No")
        if asked.id in yes:
            yes[asked.id](hands)
        hands.press("Go on")


def ticked(rule_id: str) -> Callable[[Hands], None]:
    rule = screening_table().find(rule_id)
    return lambda hands: tick(hands, rule.label)


def headline(hands: Hands, words: str) -> None:
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(words)


def test_the_questions_lead_to_an_open_and_to_a_closed_verdict_without_script(begun) -> None:
    hands = begun(390, "Pointer", script=False)
    page = go(hands, "/v/6")
    expect(page.get_by_label("Something else, or I am not sure which")).to_be_hidden()
    say_age(hands)

    answer(hands)
    headline(hands, "Go on.")
    answer(hands, q_seizure=ticked("seizure"))
    headline(hands, "Do not start the trial.")

    go(hands, "/f")
    hands.follow("The reasons")
    headline(hands, "Do not start the trial.")


def test_a_medicine_is_named_asked_about_and_talked_about_by_keyboard_alone(begun) -> None:
    hands = begun(1280, "Keyboard", script=True)
    say_age(hands)

    answer(hands, q_other_medicines=named_with_a_slip)
    headline(hands, "Talk to someone first.")
    hands.follow("A note for a clinician, to print")
    expect(hands.page.get_by_role("heading", name="sertraline", exact=True)).to_be_visible()
    hands.follow("Back")
    tick(hands, "We spoke about each reason, and they agree that I go on")
    day = hands.page.get_by_label("When did you speak?")
    yesterday = "new Date(Date.now() - 86400000).toISOString().slice(0, 10)"
    day.fill(hands.page.evaluate(yesterday))
    hands.write("Who was it? (optional)", "Dr. Okafor")
    hands.press("Save")

    headline(hands, "Go on.")
    hands.page.get_by_text("You wrote down that you spoke with Dr. Okafor").wait_for()


def named_with_a_slip(hands: Hands) -> None:
    """Write a name with one letter missing, and say which one was meant."""
    hands.write("Name, as it stands on the packet (optional)", "sertralin")
    hands.press("Go on")
    hands.choose("Did you mean one of these?", "sertraline")
