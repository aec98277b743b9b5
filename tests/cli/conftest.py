"""One run of the command line inside the test, what it wrote, and the schemas it agrees with."""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from threading import Thread
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from limen.cli.main import run
from limen.cli.verb import verb
from limen.cli.verbs import VERBS


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
def limen(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `limen` with these arguments: `limen("doctor", "--json").answer`."""

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
