"""A second program that writes to a vault, and may be ended at any moment."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from limen.store.vault import OpenVault

WRITER = Path(__file__).with_name("writer.py")


@dataclass(frozen=True, slots=True)
class Writer:
    """The program of `writer.py`, running."""

    process: subprocess.Popen[str]

    def done(self, vault: OpenVault, *deeds: dict[str, object]) -> list[str]:
        """What is told of deeds that are done at once, each in a process of its own."""
        self._order([_told(vault, **deed) for deed in deeds])
        return [line for line in self._rest() if not line.startswith("pid")]

    def killed(self, vault: OpenVault, seconds: float, **deed: object) -> list[str]:
        """What is told of a deed until its process is killed, so long after its beginning."""
        self._order([_told(vault, **deed)])
        process = self._next_process()
        time.sleep(seconds)
        return self._ended_by(process)

    def killed_at_work(self, vault: OpenVault, seconds: float, **deed: object) -> list[str]:
        """The same, so long after the first thing that is told."""
        self._order([_told(vault, **deed)])
        process, first = self._next_process(), self.process.stdout.readline().strip()
        time.sleep(seconds)
        return [first, *self._ended_by(process)]

    def _ended_by(self, process: int) -> list[str]:
        os.kill(process, signal.SIGKILL)
        return self._rest()

    def _next_process(self) -> int:
        return int(self.process.stdout.readline().removeprefix("pid "))

    def _order(self, deeds: list[dict[str, object]]) -> None:
        self.process.stdin.write(f"{json.dumps(deeds)}\n")

    def _rest(self) -> list[str]:
        said = []
        while (line := self.process.stdout.readline().strip()) != "ended":
            said.append(line)
        return said


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    """A program that does what it is told to vaults."""
    process = subprocess.Popen(
        (sys.executable, str(WRITER)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        start_new_session=True,
    )
    yield Writer(process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _told(vault: OpenVault, **deed: object) -> dict[str, object]:
    key = vault._key.octets.hex()
    return {"folder": str(vault.folder), "vault": str(vault.id), "key": key, **deed}
