"""REL-15: help is there without unlocking, script, network or database, whatever became of them."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.http import HttpResponse

from limen.actions.help_page import write_help_page
from limen.store.vault import JOURNAL, SLOTS
from limen.web.openness import Openness
from limen.web.visited import KEY

DAMAGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "an empty journal": lambda folder: (folder / JOURNAL).write_bytes(b""),
    "noise in the journal": lambda folder: (folder / JOURNAL).write_bytes(b"\x5a" * 8192),
    "no journal": lambda folder: (folder / JOURNAL).unlink(),
    "noise in the keys": lambda folder: (folder / SLOTS).write_bytes(b"{"),
    "a folder in the place of the keys": lambda folder: _folder_at(folder / SLOTS),
    "no vault at all": shutil.rmtree,
}


@pytest.fixture
def ask(window: object) -> Callable[[Path], HttpResponse]:
    """Ask a server for help that never opened the vault in a folder."""
    shut = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)

    def asked(folder: Path) -> HttpResponse:
        here = replace(window.here, folder=folder, openness=shut)
        window.client.cookies.clear()
        return window.client.get("/help", **{KEY: here, "limen.moment": window.at})

    return asked


@pytest.mark.parametrize("damage", DAMAGES)
def test_help_is_answered_whatever_became_of_the_vault(
    made: object, ask: Callable[[Path], HttpResponse], tmp_path: Path, damage: str
) -> None:
    folder = Path(shutil.copytree(made.folder, tmp_path / "damaged"))
    DAMAGES[damage](folder)

    answer = ask(folder)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "findahelpline.com" in page
    assert 'href="tel:' in page
    assert needed(page) == []


def test_the_same_page_lies_in_the_folder_as_a_file(
    window: object, ask: Callable[[Path], HttpResponse], tmp_path: Path
) -> None:
    write_help_page(tmp_path, window.at.date(), "Notes")

    (kept,) = tmp_path.glob("*.html")

    assert kept.read_bytes() == ask(tmp_path).content
    assert needed(kept.read_text(encoding="utf-8")) == []


def test_what_a_page_needs_beside_itself_is_noticed() -> None:
    page = '<script src="/s/a.js"></script><img src="x.png"><a href="tel:112">112</a><form>'

    assert needed(page) == ["script", "/s/a.js", "x.png", "form"]


def needed(page: str) -> list[str]:
    """Everything that a page cannot show by itself: scripts, forms, and files that it asks for."""
    told = r"<(script|form|iframe|link)\b|\bsrc=\"([^\"]*)\"|url\(([^)]*)\)"
    return ["".join(found) for found in re.findall(told, page)]


def _folder_at(path: Path) -> None:
    path.unlink()
    path.mkdir()
