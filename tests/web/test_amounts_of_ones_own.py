"""SAF-10: no page, file or answer names an amount that the participant did not enter."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from random import Random  # noqa: TID251 -- what was written down: seeded, and no secret
from types import ModuleType

import pypdf
import pytest

from limen.web import urls

UNITS = {"g": "g", "mg": "mg", "microgram": "micrograms?", "capsule": "capsules?", "drop": "drops?"}
NAMED = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?({'|'.join(UNITS.values())})\b")
# An invented person's report, and it says so.
INVENTED = {"/x", "/x.pdf"}
# How often something was noticed, and a unit of content whose name holds a number: no amounts.
COUNTED = re.compile(r"\d+ of \d+ capsules|mg in 1 g")
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
NIGHTLY = [pytest.param(seed, marks=pytest.mark.nightly) for seed in range(2, 52)]


@pytest.fixture
def addresses(load: Callable[[Path], ModuleType], root: Path) -> ModuleType:
    """Every address with what is expected of it."""
    return load(root / "tests" / "addresses.py")


@pytest.mark.parametrize("seed", [1, *NIGHTLY])
def test_every_amount_that_is_shown_was_entered(
    window: object,
    state: Callable[[], object],
    lived: dict[str, object],
    screened: Callable[[], None],
    addresses: ModuleType,
    seed: int,
) -> None:
    entered = {("0.1", "g"), *practised(window, state, str(lived["batch"]), Random(seed))}  # noqa: S311 -- no secret
    screened()  # so that what was noticed is open
    named = {**lived, **addresses.NAMED}
    paths = {addresses.address(pattern, named) for pattern in urls.urlpatterns} - INVENTED

    found = {
        (number, unit, path)
        for path in paths | {"/r?of=all"}
        for number, unit in amounts_in(text_of(window, path))
    }

    assert {(number, unit) for number, unit, _ in found} <= entered
    assert {path for *_, path in found} >= {"/l", "/f", "/r", "/r.pdf"}


def test_an_amount_is_found_wherever_it_stands() -> None:
    page = "0.15 g, 20 micrograms, 2 capsules, 3,5 mg; 8.4 mg in 1 g, 1 gate, 3 of 9 capsules"

    assert set(amounts_in(page)) == {
        ("0.15", "g"),
        ("20", "microgram"),
        ("2", "capsule"),
        ("3.5", "mg"),
        ("8.4", "mg"),
    }


def practised(
    window: object, state: Callable[[], object], batch: str, dice: Random
) -> Iterator[tuple[str, str]]:
    """Write down some weeks with amounts of every size and unit, and give each that was entered."""
    usual = [(f"{dice.randint(40, 400) / 1000:g}", "g") for _ in range(2)]
    for number in range(1, 31):
        window.at += timedelta(days=1)
        amount, unit = dice.choice(usual)
        if number % 10 == 0:
            amount, unit = f"{dice.randint(1, 999) / 100:g}", dice.choice(list(UNITS))
        day = (date(2026, 3, 2) + timedelta(days=number)).isoformat()
        told = {"day": day, "time": "08:12", "unit": unit, "batch": batch, "amount": amount}
        again = {"again_amount": amount, "again_unit": unit, "checked": _shown(amount, unit)}
        window.send("/t/d", **told, **again)
        felt = {f"felt_{state().diary.doses[-1].id}": dice.choice(["no", "unsure", "yes"])}
        window.send("/t/e", **RATED, **felt)
        yield amount, unit
    assert len(state().diary.doses) == len(state().diary.check_ins) == 31


def text_of(window: object, path: str) -> str:
    """What somebody reads at an address: a page without its tags, a PDF, or a calendar."""
    answer = window.client.get(path, **{"limen.moment": window.at})
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        return " ".join(page.extract_text() for page in pages)
    text = answer.content.decode()
    labels = " ".join(re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', text))
    return unescape(re.sub(r"<[^>]*>", " ", text)) + " " + unescape(labels)


def amounts_in(text: str) -> Iterator[tuple[str, str]]:
    """Every number with a unit of an amount, as number and unit."""
    for number, unit in NAMED.findall(COUNTED.sub("mg", text)):
        name = next(name for name, pattern in UNITS.items() if re.fullmatch(pattern, unit))
        yield number.replace(",", "."), name


def _shown(amount: str, unit: str) -> str:
    plural = {"microgram", "capsule", "drop"}
    return f"{amount} {unit}{'s' if unit in plural and amount != '1' else ''}"
