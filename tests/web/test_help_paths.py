"""SAF-1: on every path an answer about harm leads to help, saved first; no other answer does."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from random import Random  # noqa: TID251 -- which paths are tried: seeded, and no secret

import pytest

from limen.diary.effects import EFFECTS
from limen.journal.kinds.screening import CrisisShown
from limen.web.openness import Openness
from limen.web.visited import KEY

PATHS = 200
ITEMS = {f"item_{n}": "0" for n in range(1, 10)}
ROWS = {"row_week": "4", "row_week_sleep": "4", "row_week_mattered": "4"}
OPENED = {"opened": "2026-03-02T19:00:00.000Z"}
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
LANGUAGES = ("en", "de", "fr", "")
HELP = "/c"


@dataclass(frozen=True, slots=True)
class Path:
    """One way to an answer: the page, how it is sent, the answer, and the browser's language."""

    page: str
    how: str
    answer: str
    language: str

    @property
    def is_harm(self) -> bool:
        """Whether help has to come."""
        return self.answer not in {"", "0", "none"}


@pytest.fixture
def send(window: object) -> Callable[[Path, dict], tuple[int, str]]:
    """Send a form on a path, two days after the one before, so that nothing of it is left."""

    def sent(path: Path, fields: dict[str, object]) -> tuple[int, str]:
        window.client.defaults["HTTP_ACCEPT_LANGUAGE"] = path.language
        if path.how != "locked":
            return window.send(path.page, **fields)
        window.client.defaults[KEY] = replace(window.here, openness=_shut())
        _, page = window.send(path.page, **fields)
        window.client.defaults[KEY] = window.here
        kept = re.findall(r'name="carried_(\w+)" value="([^"]*)"', page)
        carried: dict[str, list[str]] = {}
        for name, value in kept:
            carried.setdefault(name, []).append(unescape(value))
        (to,) = carried.pop("to")
        return window.send(to, **carried)

    return sent


def test_two_hundred_paths_lead_to_help_when_they_must_and_never_else(
    window: object, send: Callable, state: Callable[[], object], record_property: Callable
) -> None:
    seen: Counter = Counter()
    wrong = []
    for path in paths(PATHS):
        window.at += timedelta(days=2)
        shown_before = _shown(state())
        status, leads = send(path, _fields(path))
        if path.how == "reload":
            status, leads = send(path, _fields(path)) if not path.is_harm else (status, leads)
        has_led = (status, leads) == (303, HELP)
        is_saved = _answer_is_saved(state(), path, window.at)
        is_shown = _shown(state()) == shown_before + 1
        if (has_led, is_shown) != (path.is_harm, path.is_harm) or (path.is_harm and not is_saved):
            wrong.append((path, status, leads[:40], is_saved, is_shown))
        seen[path.is_harm, path.page] += 1

    assert wrong == []
    assert len(seen) == 6
    record_property("counted", f"{PATHS} paths")


def test_help_is_the_whole_page_in_every_language(window: object) -> None:
    for language in LANGUAGES:
        page = window.client.get(
            HELP, HTTP_ACCEPT_LANGUAGE=language, **{"limen.moment": window.at}
        ).content.decode()

        assert "findahelpline.com" in page
        assert "<form" not in page.partition("</header>")[2].partition('href="/c/q"')[0]


def paths(count: int) -> Iterator[Path]:
    """So many paths, each way with and without harm."""
    dice = Random(9)  # noqa: S311 -- no secret
    ways = {
        "/w/fortnight": ("whole", "at once", "unfinished", "locked", "reload"),
        "/t/e": ("whole", "locked", "reload"),
        "/t/s": ("whole", "locked"),
    }
    for number in range(count):
        page = list(ways)[number % len(ways)]
        how = dice.choice(ways[page])
        harm = ("1", "2", "3") if page.startswith("/w") else ("harm",)
        none = ("0", "") if page.startswith("/w") else ("none",)
        answer = dice.choice(harm if dice.random() < 0.5 else none)
        yield Path(page, how, answer, dice.choice(LANGUAGES))


def _fields(path: Path) -> dict[str, object]:
    dice = Random(repr(path))  # noqa: S311 -- no secret
    if not path.page.startswith("/w"):
        others = [one.id for one in EFFECTS if not one.asks_for_help]
        tapped = dice.sample(others, dice.randint(0, 3))
        harm = [one.id for one in EFFECTS if one.asks_for_help] if path.is_harm else []
        return {**RATED, "effects": [*tapped, *harm]}
    ninth = {"item_9": path.answer} if path.answer else {}
    match path.how:
        case "at once":
            return {**OPENED, **ninth}
        case "unfinished":
            some = dice.sample(sorted(set(ITEMS) - {"item_9"}), dice.randint(1, 7))
            return {**OPENED, **{name: str(dice.randint(0, 3)) for name in some}, **ninth}
        case _:
            items = {name: str(dice.randint(0, 3)) for name in ITEMS if name != "item_9"}
            return {**OPENED, **items, **ROWS, **ninth}


def _answer_is_saved(state: object, path: Path, at: object) -> bool:
    if path.page.startswith("/w"):
        return any(
            one.at == at and str(one.stated.answers.get("9")) == path.answer
            for one in state.diary.questionnaires
        )
    return any(one.at == at and "harm" in one.stated.effects for one in state.diary.check_ins)


def _shown(state: object) -> int:
    return sum(isinstance(one.payload, CrisisShown) for one in state.standing.events)


def _shut() -> Openness:
    return Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
