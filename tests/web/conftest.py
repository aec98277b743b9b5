"""A supervisor with a server behind it, in real programs that end with the test."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from limen.store import opening
from limen.store.dice import SystemDice
from limen.store.keys import Cost
from limen.store.vault import OpenVault, current
from limen.web.supervisor import Supervisor, loopback_socket

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
DOUBLE = Path(__file__).with_name("double_supervisor.py")
PATIENCE_SECONDS = 60.0


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
