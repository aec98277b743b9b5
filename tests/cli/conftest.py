"""One run of the command line inside the test, what it wrote, and the schemas it agrees with."""

import fcntl
import io
import json
import os
import pty
import struct
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from limen.cli.main import run
from limen.cli.verb import verb
from limen.cli.verbs import VERBS

MEASURING = (
    "limen.cli.init",
    "limen.cli.restore",
    "limen.cli.vault_door",
    "limen.cli.verify",
)
PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
MAPPING = """
version = 1
kind = "wide"
zone = "Europe/Berlin"
missing = [""]
time = { date = "day" }
rating = [{ column = "mood", name = "mood", low = 1, high = 7 }]
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command line ended, and what it wrote to each stream."""

    exit_code: int
    out: str
    err: str

    @property
    def answer(self) -> dict:
        """The one JSON object on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> dict:
        """The error within the one JSON object on stderr."""
        return json.loads(self.err)["error"]


@pytest.fixture
def limen(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `limen` with these arguments: `limen("doctor", "--json").answer`."""
    # A slow machine says how far it has come; test_progress.py looks at that by itself.
    monkeypatch.setattr("limen.cli.progress.QUIET_SECONDS", 3600.0)

    def ran(*arguments: str) -> Ran:
        capfd.readouterr()
        exit_code = run(arguments)
        return Ran(exit_code, *capfd.readouterr())

    return ran


@pytest.fixture
def in_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Callable[[], object]], str]:
    """What is written to a terminal of this width: `in_terminal(40, lambda: run(("demo",)))`."""

    def written(columns: int, write: Callable[[], object]) -> str:
        keeper, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", str(columns))
        read: list[bytes] = []
        reader = Thread(target=_read_until_end, args=(keeper, read))
        reader.start()
        with os.fdopen(end, "w", encoding="utf-8") as stream:
            monkeypatch.setattr(sys, "stdout", stream)
            write()
            stream.write(_END)
            stream.flush()
            reader.join()
        os.close(keeper)
        return b"".join(read).decode("utf-8").removesuffix(_END)

    return written


_END = "\x04"


def _read_until_end(keeper: int, read: list[bytes]) -> None:
    """Read as fast as the terminal is written to, so that it never fills up."""
    while not (read and read[-1].endswith(_END.encode())):
        read.append(os.read(keeper, 100_000))


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make a function of `form` the verb `planted` for the length of a test."""

    def planted_as(function: Callable[..., None], *, fields: tuple[str, ...] = ("value",)) -> None:
        function.__name__ = "planted"
        function.__doc__ = "Do what the test asks."
        module = ModuleType("limen.cli.planted")
        module.planted = verb(fields=fields, examples=(("limen planted", "a trial"),))(function)
        monkeypatch.setitem(sys.modules, "limen.cli.planted", module)
        monkeypatch.setitem(VERBS, "planted", "Do what the test asks.")

    return planted_as


@pytest.fixture(scope="session")
def schema() -> Callable[[str], dict]:
    """Read a schema that ships in the package: `schema("doctor")`."""

    def read(name: str) -> dict:
        text = (files("limen.cli") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
        found = json.loads(text)
        Draft202012Validator.check_schema(found)
        return found

    return read


@pytest.fixture(scope="session")
def agrees(schema: Callable[[str], dict]) -> Callable[[Mapping, str], None]:
    """Hold an answer against the contract, and its data against the schema of its verb."""

    def checked(answer: Mapping, verb_name: str) -> None:
        Draft202012Validator(schema("answer")).validate(answer)
        Draft202012Validator(schema(verb_name)).validate(answer["data"])

    return checked


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock by which the lowest cost of a guess takes half a second."""
    ticks = count(step=0.5).__next__
    for module in MEASURING:
        monkeypatch.setattr(f"{module}.monotonic", ticks)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the person stands."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "map.toml").write_text(MAPPING, encoding="utf-8")
    return here


@pytest.fixture
def secrets() -> Iterator[Callable[..., str]]:
    """Lines in an open file, by its descriptor: `secrets("one", "two")`."""
    opened: list[int] = []

    def said(*lines: str) -> str:
        reads, writes = os.pipe()
        os.write(writes, "".join(f"{line}\n" for line in lines).encode())
        os.close(writes)
        opened.append(reads)
        return str(reads)

    yield said
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def folder(closed: object) -> Path:
    """The folder of a vault whose sheet was read back, and in which nothing was said yet."""
    return closed.folder


@pytest.fixture
def on(limen: Callable, secrets: Callable, folder: Path) -> Callable:
    """Run a command on that vault with its passphrase, and perhaps further ones, as a script."""

    def ran(verb: str, *arguments: str, also: tuple[str, ...] = ()) -> object:
        descriptor = secrets(PASSPHRASE, *also)
        fixed = ("--vault", str(folder), "--passphrase-fd", descriptor, "--no-input")
        return limen(verb, *arguments, *fixed)

    return ran


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Let a person sit at a terminal and type these lines, each when it is asked for."""

    @contextmanager
    def sits(*lines: str) -> Iterator[None]:
        person, computer = pty.openpty()
        with (
            os.fdopen(person, "r+b", buffering=0) as types,
            os.fdopen(computer, encoding="utf-8") as stdin,
        ):
            monkeypatch.setattr("sys.stdin", Patient(stdin, types, list(lines)))
            yield

    return sits


class Patient:
    """A terminal at which the next line is typed once it is waited for."""

    def __init__(self, terminal: io.TextIOBase, types: io.RawIOBase, lines: list[str]) -> None:
        self.terminal, self.types, self.lines = terminal, types, lines
        self.closed = False

    def isatty(self) -> bool:
        return self.terminal.isatty()

    def fileno(self) -> int:
        return self.terminal.fileno()

    def readline(self) -> str:
        if not self.lines:
            return ""
        line = self.lines.pop(0)
        typing = Thread(target=self.types.write, args=(f"{line}\n".encode(),))
        typing.start()
        read = self.terminal.readline()
        typing.join()
        return read
