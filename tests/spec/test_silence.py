"""SEC-8: no log, no error and no page says what a person said, whatever goes wrong."""

import http.client
import logging
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import quote
from uuid import UUID

import click
import pytest
from django.db import connection
from django.urls import URLPattern

from limen.actions import append as appending
from limen.actions import backups, erasure, importing, imports, serving, unlocking, visiting
from limen.actions.visit import Visit
from limen.actions.wanted import Wanted
from limen.cli.main import run
from limen.cli.verbs import VERBS, limen
from limen.journal.kinds.measures import NoteWritten
from limen.settings import configuration
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId
from limen.web import urls

WORD = "a word that nobody may see"
SERVER = Path(__file__).with_name("mistaken_server.py")
AT, ZONE = parse_instant("2026-03-02T19:04:00.000Z"), Zone("Europe/Berlin")
# What may stand in a part of an address that a pattern leaves open.
PARTS = (str(UUID(int=7, version=4)), "limen.css", "7", "notes")
# What each verb of the vault is asked, and nothing more.
ASKED: dict[str, tuple[str, ...]] = {
    "backup": ("--to", "a.age"),
    "erase": ("--yes",),
    "export": ("--to", "a.age"),
    "import": ("a.csv",),
    "init": ("--yes",),
    "lock": (),
    "restore": ("a.age",),
    "serve": (),
    "verify": (),
}


def address(pattern: URLPattern) -> str:
    """An address that a pattern takes: its first word, number or identifier that fits."""
    told = {
        name: next(
            text
            for text in (*PARTS, converter.regex.partition("|")[0])
            if re.fullmatch(converter.regex, text)
        )
        for name, converter in pattern.pattern.converters.items()
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: told[found[1]], str(pattern.pattern))


PATHS = [address(pattern) for pattern in urls.urlpatterns]


@dataclass(frozen=True, slots=True)
class Mistaken:
    """A server in which every view makes a mistake."""

    folder: Path
    port: int
    token: str

    def ask(self, path: str) -> tuple[int, str]:
        """The status of an answer, and all of it; the word is wherever a request has room."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = {"Cookie": f"limen_{self.port}={self.token}"}
        told = {"User-Agent": WORD, "Accept-Language": WORD, **cookies}
        asking.request("GET", f"{path}?typed={quote(WORD)}", headers=told)
        answer = asking.getresponse()
        said = f"{answer.getheaders()} {answer.read().decode()}"
        asking.close()
        return answer.status, said


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mistaken]:
    """The real supervisor with the real server, whose views make mistakes."""
    folder = tmp_path_factory.mktemp("mistaken")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, str(SERVER), "--vault", str(folder), "--port", str(port))
    with (folder / "said").open("wb") as said:
        started = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
    line = started.stdout.readline().decode()
    yield Mistaken(folder, port, re.search(r"t=(\S+)", line)[1])
    started.terminate()
    started.communicate()


@pytest.mark.parametrize("path", PATHS)
def test_a_mistake_in_any_view_is_told_without_a_word_of_the_request(
    mistaken: Mistaken, path: str
) -> None:
    status, said = mistaken.ask(path)

    assert status == 500
    assert WORD not in said
    assert quote(WORD) not in said


def test_no_log_takes_it_either(mistaken: Mistaken, traces: ModuleType) -> None:
    for path in PATHS:
        mistaken.ask(path)

    log = (mistaken.folder / "everything.log").read_text(encoding="utf-8")
    assert "this log takes whatever is said" in log
    assert traces.words_in_files(mistaken.folder, [WORD]) == set()


@pytest.fixture
def at_home(vault: OpenVault) -> Visit:
    """The participant in an open vault."""
    visit = visiting.participant(ChainId(vault.id), AT, ZONE)
    visiting.state_adult(visit)
    return visit


def test_a_log_of_everything_says_nothing_of_what_is_recorded(
    at_home: Visit, vault: OpenVault, made: object, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "a.csv").write_text(f"day,words\n2026-03-01,{WORD}\nx,{WORD}\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        'version = 1\nkind = "wide"\nzone = "Europe/Berlin"\ntime = { date = "day" }\n'
        'note = [{ column = "words" }]\n',
        encoding="utf-8",
    )
    note = NoteWritten(words=WORD)

    appending.append(at_home, visiting.drafted(at_home, note), lambda _: (note,))
    wanted = Wanted(tmp_path / "a.csv", ask=lambda _: "", mapping=tmp_path / "a.toml")
    run_id = visiting.new_identifier()
    preview = importing.preview_wanted(at_home, wanted, run_id, ZONE)
    imports.apply_import(at_home, run_id, preview)
    backups.back_up(at_home, tmp_path / "a.age")
    with pytest.raises(LimenError) as refused:
        unlocking.unlock(vault.folder, WORD)
    unlocking.unlock(vault.folder, made.passphrase)
    logging.getLogger("limen.control").debug("a control")

    assert preview.counts.added == 1
    assert "a control" in caplog.text
    assert WORD not in caplog.text + str(refused.value)
    assert made.passphrase not in caplog.text


def test_a_cursor_that_is_to_log_statements_says_nothing_of_their_values(
    at_home: Visit, vault: OpenVault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    note = NoteWritten(words=WORD)
    connection.force_debug_cursor = True

    appending.append(at_home, visiting.drafted(at_home, note), lambda _: (note,))
    connection.close()
    connection.force_debug_cursor = False

    assert "SELECT" not in caplog.text
    assert WORD not in caplog.text
    assert vault.database_key().hex() not in caplog.text
    assert "PRAGMA key" not in caplog.text


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make a mistake, with the word in it, wherever a verb first reaches an action."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(WORD)

    for place in (visiting, serving, configuration, erasure):
        for name in ("folder_of", "ready_to_serve", "order_lock", "configuration", "erase_vault"):
            if hasattr(place, name):
                monkeypatch.setattr(place, name, broken)
    monkeypatch.chdir(tmp_path)


def test_every_verb_of_the_vault_is_tried() -> None:
    context = click.Context(limen)
    of_the_vault = {
        name
        for name in VERBS
        if any(option.name == "vault" for option in limen.get_command(context, name).params)
    }

    assert set(ASKED) | {"doctor"} == of_the_vault


@pytest.mark.usefixtures("breaking")
@pytest.mark.parametrize("verb", ASKED)
def test_a_mistake_in_any_verb_is_told_without_a_word_of_it(
    verb: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = run((verb, *ASKED[verb]))
    silent = "".join(capfd.readouterr())
    monkeypatch.setenv("LIMEN_TRACEBACK", "1")
    run((verb, *ASKED[verb]))
    asked_for = "".join(capfd.readouterr())

    assert code == 1
    assert "a mistake in Limen itself" in silent
    assert WORD not in silent
    assert WORD in asked_for
