"""The life of a vault in real commands, on a computer that has no way out.

It tells as JSON how each command ended, what the network saw, and what memory held. What commands
print goes into files. Commands are forked from this program, or, with `installed`, are those of
the person; only the first take a clock by which a guess at the lowest cost is dear enough.
"""

import contextlib
import fcntl
import http.client
import json
import os
import re
import runpy
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

from limen.cli.main import run
from limen.store import keys, vault
from limen.store.sqlcipher import base

HERE = Path(__file__).parent
TRACES = SimpleNamespace(**runpy.run_path(str(HERE.parent / "traces.py")))
PLANTED = SimpleNamespace(**runpy.run_path(str(HERE / "planted.py")))
MEASURING = [f"limen.cli.{name}" for name in ("init", "restore", "vault_door", "verify")]
LOADED = ("backups", "copies", "doctor", "erasure", "importing", "serving", "verification")
LIMEN = str(Path(sys.executable).with_name("limen"))
WORDS = [word.encode() for word in PLANTED.SECRETS]
PATIENCE_SECONDS = 60.0
_SET_FLAGS, _UP = 0x8914, 0x1
# Addresses that are set aside for examples: nobody answers there.
ELSEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))


@dataclass(slots=True)
class Life:
    """One vault, its copies, and where commands speak to."""

    base: Path
    is_installed: bool
    codes: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def vault(self) -> str:
        return str(self.base / "scanned" / "notes")

    def path(self, *names: str) -> str:
        return str(self.base.joinpath(*names))

    def run(self, *arguments: str, secrets: tuple[str, ...] = (), is_killed: bool = False) -> str:
        """Run a command to its end, or kill it once it has the vault open; give what it printed."""
        name = f"{next(self.numbers):02} {arguments[0]}"
        out, err = (self.base / "scanned" / "said" / f"{name}.{end}" for end in ("out", "err"))
        reads, writes = os.pipe()
        os.write(writes, "".join(f"{secret}\n" for secret in secrets).encode())
        os.close(writes)
        asked = (*arguments, *(("--no-input", "--passphrase-fd", str(reads)) if secrets else ()))
        with out.open("wb") as said, err.open("wb") as told:
            process = self._begun(asked, reads, said.fileno(), told.fileno())
        os.close(reads)
        if is_killed:
            until = time.monotonic() + PATIENCE_SECONDS
            while not Path(self.vault, "journal.db-shm").exists() and time.monotonic() < until:
                time.sleep(0.001)
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        self.codes[name] = os.waitstatus_to_exitcode(status)
        return out.read_text(encoding="utf-8")

    def _begun(self, arguments: tuple[str, ...], reads: int, said: int, told: int) -> int:
        process = os.fork()
        if process:
            return process
        os.dup2(said, 1)
        os.dup2(told, 2)
        os.set_inheritable(reads, True)
        try:
            if self.is_installed:
                os.execv(LIMEN, ("limen", *arguments))  # noqa: S606 -- the command itself
            os._exit(_as_command(arguments))
        finally:
            os._exit(99)


def _as_command(arguments: tuple[str, ...]) -> int:
    ticks = count(step=0.5).__next__
    for name in MEASURING:
        import_module(name).monotonic = ticks
    return run(arguments)


@dataclass(slots=True)
class Browser:
    """A browser that opened the printed address."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", **fields: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={told}" for name, told in self.cookies.items())}
        if method == "POST":
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(connection):
            connection.request(method, path, urlencode(fields) or None, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", ()):
                name, _, told = cookie.partition(";")[0].partition("=")
                self.cookies[name] = told
            return answer.read().decode()

    def send(self, path: str, **fields: str) -> str:
        page = self.ask("/unlock") + self.ask("/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        return self.ask(path, "POST", csrfmiddlewaretoken=token, **fields)


def main() -> None:
    life = Life(Path(sys.argv[1]), sys.argv[2] == "installed")
    for name in (*MEASURING, *(f"limen.actions.{name}" for name in LOADED)):
        import_module(name)
    _bring_loopback_up()
    _entered(life)
    memory = _served(life)
    _taken_out(life)
    seen = _network()
    _reach_out()
    _entered_without_encryption(life)
    told = {"codes": life.codes, "memory": memory, "network": seen, "reached": _network()}
    sys.stdout.write(json.dumps(told))


def _entered(life: Life) -> None:
    """Make the vault, and bring everything in; one import is undone, killed, and done again."""
    opens = (PLANTED.PASSPHRASE,)
    life.run("init", "--vault", life.vault, "--yes", "--json", secrets=opens)
    for arguments in PLANTED.write(life.base / "elsewhere"):
        asked = ("import", *arguments, "--vault", life.vault, "--yes", "--json")
        if life.is_installed:
            life.run(*asked, "--dry", secrets=opens)
        done = json.loads(life.run(*asked, secrets=opens))
    name = done["data"]["import_id"]
    life.run("import", "--undo", name, "--vault", life.vault, "--yes", secrets=opens)
    life.run(*asked, secrets=opens, is_killed=True)
    life.run(*asked, secrets=opens)


def _entered_without_encryption(life: Life) -> None:
    """The same in a build that writes plain files: what the search is able to find."""
    base.key_connection = lambda *_: None
    base.set_and_check = lambda opened, _: opened.execute("PRAGMA journal_mode = wal")
    vault.check_file = lambda _: None
    keys.hash_secret_raw = lambda *_, **__: bytes(keys.KEY_OCTETS)
    opens, folder = (PLANTED.PASSPHRASE,), life.path("plain", "notes")
    plain = Life(life.base, is_installed=False, numbers=count(50))
    plain.run("init", "--vault", folder, "--yes", secrets=opens)
    for arguments in PLANTED.write(life.base / "elsewhere"):
        plain.run("import", *arguments, "--vault", folder, "--yes", "--json", secrets=opens)


def _served(life: Life) -> dict[str, int]:
    """Open it in a browser with a wrong passphrase and the right one, crash it, and lock it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (LIMEN, "serve", "--vault", life.vault, "--port", str(port))
    said = life.base / "scanned" / "said" / "served"
    with (
        said.with_suffix(".err").open("wb") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err) as serving,
    ):
        address = serving.stdout.readline().decode()
        said.with_suffix(".out").write_text(address, encoding="utf-8")
        browser = Browser(port)
        browser.ask(address.strip()[address.index("/start") :])
        browser.send("/unlock", typed=PLANTED.WRONG)
        browser.send("/unlock", typed=PLANTED.PASSPHRASE)
        browser.ask("/help")
        found = {"open": _copies(serving.pid), "arguments": _in_arguments(serving.pid)}
        life.run("lock", "--vault", life.vault)
        found["locked"] = _copies(serving.pid)
        browser.send("/unlock", typed=PLANTED.PASSPHRASE)
        os.kill([*TRACES.processes_below(serving.pid)][-1], signal.SIGABRT)
        while "csrfmiddlewaretoken" not in browser.ask("/unlock"):
            time.sleep(0.05)
        found["crashed"] = _copies(serving.pid)
        serving.terminate()
    return found


def _taken_out(life: Life) -> None:
    """Back it up, take it out, check it, put it back elsewhere, and erase what was put back."""
    opens, to = (PLANTED.PASSPHRASE,), ("--vault", life.vault)
    copy, restored = life.path("scanned", "copies", "a.age"), life.path("scanned", "restored")
    life.run("backup", "--to", copy, *to, secrets=opens)
    if life.is_installed:
        life.run("export", "--to", life.path("scanned", "copies", "b.age"), *to, secrets=opens)
        own = (PLANTED.PASSPHRASE, PLANTED.OWN_PASSPHRASE)
        place = life.path("scanned", "copies", "c.age")
        life.run("backup", "--ask", "--to", place, *to, secrets=own)
        life.run("doctor", "--unlock", *to, secrets=opens)
    life.run("verify", *to, "--json", secrets=opens)
    life.run("restore", copy, "--vault", restored, "--yes", secrets=opens)
    for folder, name in ((life.vault, "here"), (restored, "restored")):
        place = life.path("elsewhere", f"{name}.tar")
        life.run("export", "--plain", "--to", place, "--vault", folder, "--yes", secrets=opens)
    life.run("erase", "--vault", restored, "--yes", "--no-input")


def _bring_loopback_up() -> None:
    with socket.socket() as asking:
        fcntl.ioctl(asking, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))


def _copies(process: int) -> int:
    """How many copies of the secrets the processes of Limen hold; -1 where nobody may look."""
    try:
        return sum(TRACES.copies_in_memory(one, WORDS) for one in TRACES.processes_below(process))
    except PermissionError:
        return -1


def _in_arguments(process: int) -> int:
    told = (
        Path(f"/proc/{one}/{part}").read_bytes()
        for one in TRACES.processes_below(process)
        for part in ("cmdline", "environ")
    )
    return len(TRACES.words_in(b"\0".join(told), PLANTED.SECRETS))


def _network() -> dict[str, int]:
    """What left, or was to leave, by the counters of this network: datagrams, and no way out."""
    seen: dict[str, int] = {}
    table = Path("/proc/self/net/snmp").read_text(encoding="ascii").splitlines()
    for names, values in zip(table[::2], table[1::2], strict=True):
        kind = names.partition(":")[0]
        pairs = zip(names.split()[1:], values.split()[1:], strict=True)
        seen |= {f"{kind} {name}": int(value) for name, value in pairs}
    for line in Path("/proc/self/net/snmp6").read_text(encoding="ascii").splitlines():
        name, value = line.split()
        seen[name] = int(value)
    return {
        name: seen[name]
        for name in ("Ip OutNoRoutes", "Udp OutDatagrams", "Ip6OutNoRoutes", "Udp6OutDatagrams")
    }


def _reach_out() -> None:
    """Try to leave by every way: a connection and a datagram, in the old numbers and the new."""
    for address, family in ELSEWHERE:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            with socket.socket(family, kind) as leaving, contextlib.suppress(OSError):
                leaving.connect((address, 9))


if __name__ == "__main__":
    main()
