"""Every command that a page shows is run, and what it prints is what the page shows.

In a page, "…" stands for text that differs from run to run: inside a line for any part of it, on a
line of its own for any number of lines. A block with the caption `rows.csv` is a file of that name.
"""

import io
import re
import runpy
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from limen.cli.main import run
from limen.cli.verbs import VERBS

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
BLOCK = re.compile(
    r"^```(\{code-block\} )?(\w+)\n(?::caption: (\S+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL
)
ANY_LINES = r"(?:[^\n]*\n)*?"
PUBLISHED = "szigeti2021"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as a page shows it, with the lines below it."""

    command: str
    output: str


def pages_with_commands() -> list[str]:
    pages = (path for path in sorted(DOCS.rglob("*.md")) if commands(path.read_text("utf-8")))
    return [path.relative_to(DOCS).as_posix() for path in pages]


def commands(page: str) -> list[Shown]:
    """The commands of a page in their order."""
    blocks = (text for _, language, _, text in BLOCK.findall(page) if language == "console")
    parts = (part for text in blocks for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:])
    return [Shown(*part.split("\n", 1)) for part in parts]


@pytest.mark.parametrize("name", pages_with_commands())
def test_what_a_page_shows_is_what_its_commands_print(
    name: str, workplace: Path, request: pytest.FixtureRequest
) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    for _, _, caption, text in BLOCK.findall(page):
        if caption:
            (workplace / caption).write_text(text, encoding="utf-8")
    if f"--from {PUBLISHED}" in page:
        shared = request.getfixturevalue("shared")
        (workplace / PUBLISHED).symlink_to(shared / "data" / PUBLISHED)

    differing = list(_differing(commands(page)))

    assert differing == []


def test_each_verb_is_shown_on_a_page() -> None:
    shown = {
        command.command.split()[1]
        for name in pages_with_commands()
        for command in commands((DOCS / name).read_text(encoding="utf-8"))
        if command.command.startswith(("limen ", "make "))
    }

    assert shown == set(VERBS)


def test_a_page_that_shows_something_else_is_found(workplace: Path) -> None:
    (workplace / "rows.csv").write_text("who,score\nana,1\n", encoding="utf-8")
    refused = "limen fit rows.csv 'score ~ age' --group who"

    as_printed = list(_differing([Shown(refused, "There is no …age…\n…\n")]))
    otherwise = list(_differing([Shown(refused, "There is one.\n")]))

    assert as_printed == []
    assert [shown for shown, _ in otherwise] == [refused]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\n", "one\n", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n…\n", "one\n", True),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("in … s\n", "in 0.31 s\n", True),
        ("in … s\n", "in 0.31\nor more s\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_three_dots_stand_for_what_differs_from_run_to_run(
    *, shown: str, printed: str, same: bool
) -> None:
    assert bool(_pattern(shown).fullmatch(printed)) is same


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, as somebody does who follows a page."""
    # What a slow machine says of its progress is no part of a page.
    monkeypatch.setattr("limen.cli.progress.QUIET_SECONDS", 3600.0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def _differing(shown: list[Shown]) -> Iterator[tuple[str, str]]:
    """Each command that prints something else than the page shows, with what it prints."""
    exit_code = 0
    for command in shown:
        exit_code, printed = _printed(command.command, exit_code)
        if not _pattern(command.output).fullmatch(printed):
            yield command.command, printed


def _pattern(shown: str) -> re.Pattern[str]:
    lines = (
        ANY_LINES if line == "…\n" else re.escape(line).replace("…", "[^\n]*")
        for line in shown.splitlines(keepends=True)
    )
    return re.compile("".join(lines))


def _printed(command: str, exit_code: int) -> tuple[int, str]:
    """The exit code of a command and what it writes to a terminal, spaces at line ends left out."""
    line, _, target = command.partition(" > ")
    program, *arguments = shlex.split(line)
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    file = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(file if target else terminal), redirect_stderr(terminal):
        exit_code = PROGRAMS[program](arguments, exit_code)
    if target:
        Path(target).write_text(_text(file), encoding="utf-8")
    return exit_code, re.sub(r"[ \t]+$", "", _text(terminal), flags=re.MULTILINE)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def _limen(arguments: list[str], _: int) -> int:
    return run(arguments)


def _make(arguments: list[str], _: int) -> int:
    """What a target of the Makefile runs, once the set-up is there."""
    assert arguments == ["demo"]
    return run(["demo"])


def _python(arguments: list[str], _: int) -> int:
    runpy.run_path(arguments[0])
    return 0


def _echo(_: list[str], exit_code: int) -> int:
    sys.stdout.write(f"{exit_code}\n")
    return exit_code


PROGRAMS: dict[str, Callable[[list[str], int], int]] = {
    "echo": _echo,
    "limen": _limen,
    "make": _make,
    "python": _python,
}
