"""The built pages fetch nothing from anywhere else, and say what the code says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from limen.cli.verbs import VERBS

# Attributes by which a page fetches something as soon as it is opened; a link waits to be followed.
FETCHING = {("link", "href"), ("object", "data")}
ALSO_FETCHING = {"src", "srcset", "poster", "background"}
ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
STYLE_ELSEWHERE = re.compile(
    r"""(?:url\(|@import)\s*['"]?\s*((?:https?:)?//[^'")\s]+)""", re.IGNORECASE
)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built with warnings as errors."""
    folder = tmp_path_factory.mktemp("built")
    done = subprocess.run(
        (sys.executable, "-m", "sphinx", "-W", "-E", "-q", "-b", "html", "docs", str(folder)),
        cwd=root,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_no_page_fetches_anything_from_elsewhere(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))

    assert len(pages) > 20
    assert [(p.name, found) for p in pages for found in _fetched(p.read_text("utf-8"))] == []
    assert {p.name: STYLE_ELSEWHERE.findall(p.read_text("utf-8")) for p in built.rglob("*.css")}
    assert [
        found
        for p in built.rglob("*.css")
        for found in STYLE_ELSEWHERE.findall(p.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<script src="https://a.example/x.js"></script>', ["https://a.example/x.js"]),
        ('<link rel="stylesheet" href="//a.example/x.css">', ["//a.example/x.css"]),
        ('<img src="HTTP://a.example/x.png">', ["HTTP://a.example/x.png"]),
        ("<style>@import 'https://a.example/x.css'</style>", ["https://a.example/x.css"]),
        ('<p style="background: url(//a.example/x.png)">', ["//a.example/x.png"]),
        ('<a href="https://a.example/">read on</a><img src="x.svg">', []),
    ],
)
def test_a_planted_fetch_is_found(page: str, found: list[str]) -> None:
    assert list(_fetched(page)) == found


def test_the_tables_of_the_code_are_on_the_pages(built: Path) -> None:
    exit_codes = (built / "reference" / "exit-codes.html").read_text(encoding="utf-8")
    commands = (built / "reference" / "commands.html").read_text(encoding="utf-8")

    assert "<p>verification failed: seal, chain or reproduction differs</p>" in exit_codes
    assert commands.count("Usage: limen ") == len(VERBS)


class _Fetched(HTMLParser):
    """Addresses that a page fetches from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            fetches = name in ALSO_FETCHING or (tag, name) in FETCHING
            if fetches and ELSEWHERE.match(value or ""):
                self.found.append(value or "")


def _fetched(page: str) -> Iterator[str]:
    reader = _Fetched()
    reader.feed(page)
    yield from reader.found
    yield from STYLE_ELSEWHERE.findall(page)
