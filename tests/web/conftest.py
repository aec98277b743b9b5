"""A supervisor with a server behind it, and a window before an open vault."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest
from django.test import Client

from limen.actions import projections
from limen.actions.diary import Sent
from limen.actions.projections import State, state_of
from limen.actions.screening import save_answers
from limen.actions.visiting import new_identifier, participant, state_adult
from limen.journal.kinds.screening import Answer
from limen.screening.questions import QUESTIONS
from limen.store import opening
from limen.store.dice import SystemDice
from limen.store.keys import Cost
from limen.store.vault import OpenVault, current
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId
from limen.web.openness import Openness
from limen.web.supervisor import Supervisor, loopback_socket, token_digest
from limen.web.visited import KEY, StartAddress, Visited

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
DOUBLE = Path(__file__).with_name("double_supervisor.py")
PATIENCE_SECONDS = 60.0
TOKEN, PORT = "a-token", 8123
HOST = f"127.0.0.1:{PORT}"
AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its status, headers by lower-case name, and text."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Served:
    """A vault's folder with its supervisor and its port."""

    folder: Path
    port: int
    pid: int
    first_line: str

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Said:
        """Send one request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, names)
            got = connection.getresponse()
            found = {name.lower(): value for name, value in got.getheaders()}
            return Said(got.status, found, got.read().decode())

    def order(self, words: bytes = b"lock\n") -> bytes:
        """Give an order at the control socket, and hear what comes back."""
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(PATIENCE_SECONDS)
            asking.connect(str(self.folder / "control"))
            asking.sendall(words)
            return asking.recv(100)

    def pids(self) -> list[int]:
        """The program that was started, and everything that it started in turn."""
        return [self.pid, *_children(self.pid)]

    def copies(self, word: bytes) -> int:
        """How often a word stands in the memory of these programs."""
        return sum(_copies(pid, word) for pid in self.pids())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> OpenVault:
    """One new vault that its passphrase opens, with its key, and closed."""
    folder = tmp_path_factory.mktemp("made") / "notes"
    with django_db_blocker.unblock():
        opening.create(folder, PASSPHRASE, Cost(), SystemDice())
        opening.confirm_sheet()
        opened = current()
        opening.leave()
    return opened


@pytest.fixture
def wait() -> Callable[[Callable[[], object]], None]:
    """Wait until something is so."""

    def waited(is_so: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < until, "it did not come"
            time.sleep(0.02)

    return waited


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start a supervisor of tests; `server="none"` gives it servers that end at once."""
    running: list[subprocess.Popen[str]] = []

    def served(
        *, server: str = "double", command: tuple[str, ...] = (), folder: Path = tmp_path
    ) -> Served:
        told = command or (sys.executable, str(DOUBLE), str(folder), server)
        started = subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(started)
        line = started.stdout.readline()
        return Served(folder, int(re.search(r"\d{4,}", line)[0]), started.pid, line.strip())

    yield served

    for started in running:
        started.terminate()
        started.wait(PATIENCE_SECONDS)
        started.stdin.close()
        started.stdout.close()


@pytest.fixture
def supervised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[Path], ModuleType]
) -> Iterator[Callable[..., Served]]:
    """The same supervisor inside this program, where its wall clock is told by a file as well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("limen.web.supervisor.LOCK_SECONDS", PATIENCE_SECONDS)
    double = load(DOUBLE)
    running: list[tuple[Supervisor, threading.Thread, socket.socket]] = []

    def served(*, server: str = "double") -> Served:
        listening = loopback_socket(0)
        supervisor = double.supervisor(tmp_path, server, listening)
        thread = threading.Thread(target=supervisor.run)
        running.append((supervisor, thread, listening))
        thread.start()
        return Served(tmp_path, listening.getsockname()[1], os.getpid(), "")

    yield served

    for supervisor, thread, listening in running:
        supervisor.end()
        thread.join(PATIENCE_SECONDS)
        listening.close()


class Window:
    """A browser's window before an open vault, whose clock a test moves."""

    def __init__(self, folder: Path) -> None:
        openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
        openness.mark_opened()
        start = StartAddress(60.0, lambda: 0.0)
        self.here = Visited(folder, PORT, token_digest(TOKEN), start, openness, lambda _: "")
        self.at, self.forms = AT, 0
        self.client = Client(raise_request_exception=True, **{KEY: self.here, "HTTP_HOST": HOST})
        self.client.cookies[self.here.cookie] = TOKEN

    def open(self, path: str) -> str:
        """The text of a page."""
        return self.client.get(path, **self._moment()).content.decode()

    def send(self, path: str, **fields: object) -> tuple[int, str]:
        """The status of an answer, and where it leads or what it says."""
        own = {"HTTP_ORIGIN": f"http://{HOST}", **self._moment()}
        self.forms += 1
        name = str(UUID(int=self.forms, version=4))
        got = self.client.post(path, {"sent": name, **fields}, **own)
        return got.status_code, got.headers.get("Location") or got.content.decode()

    def _moment(self) -> dict[str, object]:
        return {"limen.moment": self.at}


@pytest.fixture
def vault(made: OpenVault, tmp_path: Path, unblocked: None) -> OpenVault:
    """A vault of this test's own, open."""
    del unblocked  # what it does is wanted, not what it gives
    folder = Path(shutil.copytree(made.folder, tmp_path / "notes"))
    opened = replace(made, folder=folder, path=folder / made.path.name)
    opening.open_vault(opened)
    return opened


@pytest.fixture
def window(vault: OpenVault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Window:
    """A window in Berlin on an evening in March."""
    del vault  # that it is open is wanted, not what it gives
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return Window(tmp_path)


@pytest.fixture
def state(vault: OpenVault) -> Callable[[], State]:
    """What the journal says now."""
    return lambda: state_of(ChainId(vault.id))


@pytest.fixture
def batch_fields() -> dict[str, str]:
    """An untested batch of dried material as its form sends it."""
    return {
        "label": "B",
        "material": "cubensis",
        "form": "dried",
        "basis": "material",
        "prepared": "powder",
        "tested": "no",
    }


@pytest.fixture
def batch(window: Window, state: Callable[[], State], batch_fields: dict[str, str]) -> str:
    """The name of that batch, recorded."""
    window.send("/b", **batch_fields)
    return str(next(iter(state().diary.batches)))


@pytest.fixture
def screened(window: Window, vault: OpenVault) -> Callable[..., None]:
    """Say an age, and answer the twelve questions: no to all but those that are named."""

    def answered(age: str = "25_64", **answers: Answer) -> None:
        visit = participant(ChainId(vault.id), window.at, Zone("Europe/Berlin"))
        if state_of(visit.chain).diary.person is None:
            state_adult(visit, "web")
        window.send("/a/w", country="-", age=age, sent=str(new_identifier()))
        given = {**{one.id: Answer.NO for one in QUESTIONS}, **answers}
        save_answers(visit, Sent(new_identifier(), window.at.date()), given)

    return answered


@pytest.fixture
def lived(window: Window, state: Callable[[], State], batch: str) -> dict[str, object]:
    """One day with something of each kind, by the names that the addresses give them."""
    told = {"day": "2026-03-02", "time": "08:12", "unit": "g", "batch": batch, "amount": "0.1"}
    window.send("/t/d", **told)
    (dose,) = state().diary.doses
    rated = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
    window.send("/t/e", **rated, effects=["nausea"], **{f"felt_{dose.id}": "no"})
    planned = {
        "question": "Calmer?",
        "measure": "calm",
        "acts": "same_day",
        "change": "0.5",
        "expected": "33",
        "sure": "33",
        "step": "dates",
        "schedule": "one_on_two_off",
        "starts": "2026-03-03",
        "ends": "2026-03-30",
        "rests_until": "2026-04-27",
        "reviews_on": "2026-03-03",
    }
    window.send("/p/new", **planned)
    (plan,), (evening,) = state().protocols.each, state().diary.check_ins
    return {"entry": evening.id, "plan": plan.id, "dose": dose.id, "batch": batch}


def _children(pid: int) -> Iterator[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    for child in map(int, children.split()):
        yield child
        yield from _children(child)


def _copies(pid: int, word: bytes) -> int:
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("only root may read the memory of a process that cannot be dumped")
    found = 0
    with contextlib.suppress(ProcessLookupError), Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            span, rights, *_ = line.split(maxsplit=2)
            start, end = (int(edge, 16) for edge in span.split("-"))
            if rights.startswith("r"):
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(start)
                    found += os.read(memory.fileno(), end - start).count(word)
    return found


@pytest.fixture
def opened(made: OpenVault, tmp_path: Path, django_db_blocker: object) -> Iterator[OpenVault]:
    """A vault of this test's own, open in this program."""
    shutil.copytree(made.folder, tmp_path / "vault")
    copy = replace(made, folder=tmp_path / "vault", path=tmp_path / "vault" / made.path.name)
    with django_db_blocker.unblock():
        opening.open_vault(copy)
        yield copy
        opening.leave()
    projections.forget()
