"""SAF-12: screening closes trial, packing sheet and what was noticed, and nothing else.

Every address, after every verdict, at every age.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from limen.journal.kinds.screening import Answer
from limen.screening.gates import Gate
from limen.web import report_pdf, urls

YES = Answer.YES
NOTICED = "/f"
NOTICED_SAYS = "We show this after 8 answered days with one batch."
OWN_PAGES = "/v"
AGES = {"-": 3, "18_20": 3, "21_24": 1, "25_64": 0, "65_up": 2}
"""Each age, and what it asks for by itself: 1 to read, 2 to talk first, 3 not to start."""
TALKED = {"agreed": "on", "consulted": "2026-03-02"}


@dataclass(frozen=True, slots=True)
class Case:
    """What was answered and done, and what that asks for: 0 to 3 as for an age; None: nothing."""

    asks: int | None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)
    days: int = 0

    def opens(self, age: str) -> bool:
        """Whether the three things are open after it."""
        if self.asks is None or self.days > 90:
            return False
        asks = max(self.asks, AGES[age])
        return {0: True, 1: "read" in self.done, 2: "agreed" in self.done, 3: False}[asks]


FRIGHT = {"q_mind": YES, "anxiety_panic": YES}
PRESSURE = {"q_heart": YES, "htn": YES}
CASES = {
    "never": Case(None),
    "clear": Case(0),
    "to read": Case(1, FRIGHT),
    "read": Case(1, FRIGHT, {"read": "on"}),
    "talk first": Case(2, PRESSURE),
    "talked": Case(2, PRESSURE, TALKED),
    "stop": Case(3, {"q_seizure": YES, "seizure": YES}, {**TALKED, "read": "on"}),
    "not known": Case(2, {"q_birth": Answer.UNKNOWN}),
    "lapsed": Case(0, {}, {"read": "on", **TALKED}, 91),
}


EVERY_ROUTE = "25_64"
OTHERS = [
    pytest.param(age, marks=pytest.mark.nightly, id=f"{age} every route")
    for age in AGES
    if age != EVERY_ROUTE
]


@pytest.fixture
def paths(
    lived: Mapping[str, object],
    load: Callable[[Path], ModuleType],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[str, ...]:
    """Every address of the vault."""
    monkeypatch.setattr(report_pdf, "pdf", lambda _: b"%PDF")  # printed elsewhere, slowly
    addresses = load(root / "tests" / "addresses.py")
    named = {**lived, **addresses.NAMED}
    return tuple(addresses.address(pattern, named) for pattern in urls.urlpatterns)


@pytest.mark.parametrize("age", [EVERY_ROUTE, *OTHERS])
def test_a_verdict_changes_no_page_but_that_of_what_was_noticed(
    window: object,
    paths: tuple[str, ...],
    screened: Callable[..., None],
    age: str,
) -> None:
    found = {}

    for name, case in CASES.items():
        come_to(window, screened, age, case)
        found[name] = shown(window, paths)
    screened(age=age)
    found["again"] = shown(window, paths)  # on the day of the last one

    assert {name: NOTICED_SAYS in pages[NOTICED][1] for name, pages in found.items()} == {
        **{name: case.opens(age) for name, case in CASES.items()},
        "again": CASES["clear"].opens(age),
    }
    for name, pages in found.items():
        beside = found["again" if CASES.get(name, CASES["lapsed"]).days else "clear"]
        assert _others(pages) == _others(beside), name


@pytest.mark.parametrize("age", AGES)
def test_a_verdict_closes_three_things_at_every_age_and_no_entry(
    window: object,
    state: Callable[[], object],
    batch: str,
    screened: Callable[..., None],
    age: str,
) -> None:
    found, sent = {}, {}

    for name, case in CASES.items():
        come_to(window, screened, age, case)
        gates = state().screening.open_gates(window.at.date())
        found[name] = (gates, NOTICED_SAYS in window.open(NOTICED))
        sent[name] = recorded(window, state, batch)

    assert found == {
        name: (frozenset(Gate), True) if case.opens(age) else (frozenset(), False)
        for name, case in CASES.items()
    }
    assert set(sent.values()) == {frozenset({303})}


def come_to(window: object, screened: Callable[..., None], age: str, case: Case) -> None:
    """Answer and do what belongs to a case, and let its days pass."""
    if case.asks is not None:
        screened(age=age, **case.answers)
        window.send("/v", **case.done)
    window.at += timedelta(days=case.days)


def shown(window: object, paths: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """The status and the heading of every address, and of that of the gate the whole page."""
    told = {}
    for path in paths:
        answer = window.client.get(path, **{"limen.moment": window.at})
        text = answer.content.decode(errors="replace")
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
        told[path] = (answer.status_code, text if path == NOTICED else heading and heading[1])
    return told


def recorded(window: object, state: Callable[[], object], batch: str) -> frozenset[int]:
    """The status of each entry of the diary, on a day of its own."""
    window.at += timedelta(days=1)
    day = window.at.date().isoformat()
    rated = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
    told = {"day": day, "time": "08:12", "unit": "g", "amount": "0.1", "batch": batch}
    dose = window.send("/t/d", **told)
    felt = {f"felt_{state().diary.doses[-1].id}": "no"}
    sent = dose, window.send("/t/e", **rated, **felt), window.send("/q", words="A note.")
    return frozenset(int(status) for status, _ in sent)


def _others(pages: Mapping[str, tuple[int, str]]) -> set[tuple[str, tuple[int, str]]]:
    return {one for one in pages.items() if one[0] not in {NOTICED, OWN_PAGES}}
