"""Keeps a server of the vault behind one loopback address, and locks it; sees no key and no page.

It imports the standard library alone, so that it goes on where the rest of Limen does not.
"""

import argparse
import base64
import hashlib
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from limen.actions.core_dumps import switch_core_dumps_off
from limen.web.control import AlreadyServedError, Control
from limen.web.image import CONFIG, Passed, server_command
from limen.web.running_server import RunningServer
from limen.web.suspend import Clock, SuspendWatch
from limen.web.without_server import StandIn

LOOPBACK = "127.0.0.1"
SERVER = "limen.web.server"
HELP_FILE = "help.html"
START_SECONDS = 60.0
LOCK_SECONDS = 2.0
_LONGEST_PAUSE_SECONDS = 30.0
_STEADY_RUN_SECONDS = 10.0
_TICK_SECONDS = 0.2
_BACKLOG = 1024
_MOST_OCTETS = 4096

Command = Callable[[bool], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The wall clock, and one that never jumps; both in seconds."""

    wall: Clock
    steady: Clock


class Supervisor:
    """One vault's address: a server behind it, a lock when it is due, a new server after a death.

    Args:
        folder: of the vault.
        listening: the bound socket.
        command: the command line of a server, by whether it is the first one.
        clocks: to see suspends and to wait by.
    """

    def __init__(
        self, folder: Path, listening: socket.socket, command: Command, clocks: Clocks
    ) -> None:
        self._listening, self._command, self._steady = listening, command, clocks.steady
        self._selector = selectors.DefaultSelector()
        self._control = Control(folder, self._selector, self.order_lock)
        self._stand_in = StandIn(listening, folder / HELP_FILE)
        self._watch = SuspendWatch(clocks.wall, clocks.steady)
        self._lock_until: float | None = None
        self._images_at_order = 0
        self._early_deaths = 0
        self._start_at = self._started_at = 0.0
        self._has_ended = False
        self._server: RunningServer | None = self._started(is_first=True)

    def run(self) -> None:
        """Supervise until somebody ends it; the server ends with it."""
        try:
            while not self._has_ended:
                for key, _ in self._selector.select(_TICK_SECONDS):
                    key.data()
                self.look()
        finally:
            self._drop_server()
            self._control.close()

    def end(self) -> None:
        """Let `run` come to its end."""
        self._has_ended = True

    def end_with(self, stream: int) -> None:
        """End when this pipe does: whoever started the supervisor holds its other end."""

        def hear() -> None:
            if not os.read(stream, _MOST_OCTETS):
                self.end()

        self._selector.register(stream, selectors.EVENT_READ, hear)

    def order_lock(self) -> None:
        """Order the server to lock; it has 2 s."""
        if self._server is None:
            self._control.tell_locked()
        elif self._lock_until is None:
            self._server.hear()
            self._images_at_order = self._server.images
            self._lock_until = self._steady() + LOCK_SECONDS
            self._server.order_lock()

    def look(self) -> None:
        """Do what is due: lock after a suspend, replace a server that is dead or did not lock."""
        if self._watch.has_slept():
            self.order_lock()
        if self._server is None:
            if self._steady() >= self._start_at:
                self._start_again()
        elif self._server.exit_code() is not None:
            self._replace()
        elif self._lock_until is not None:
            self._follow_lock(self._server, self._lock_until)

    def _follow_lock(self, server: RunningServer, until: float) -> None:
        if server.images > self._images_at_order:
            self._lock_until = None
            self._control.tell_locked()
        elif self._steady() >= until:
            server.kill()
            self._replace()

    def _started(self, *, is_first: bool) -> RunningServer:
        self._started_at = self._steady()
        server = RunningServer(self._command(is_first), self._listening.fileno())
        self._selector.register(server.reports, selectors.EVENT_READ, server.hear)
        return server

    def _start_again(self) -> None:
        try:
            self._server = self._started(is_first=False)
        except OSError:
            self._start_at = self._steady() + _LONGEST_PAUSE_SECONDS
        else:
            self._selector.unregister(self._listening)

    def _replace(self) -> None:
        """Answer in its place, and start a new one; the pause grows while they keep dying."""
        self._drop_server()
        if self._steady() - self._started_at >= _STEADY_RUN_SECONDS:
            self._early_deaths = 0
        pause = min(2.0 ** min(self._early_deaths, 9) - 1.0, _LONGEST_PAUSE_SECONDS)
        self._early_deaths += 1
        self._start_at = self._steady() + pause
        self._selector.register(self._listening, selectors.EVENT_READ, self._stand_in.accept)

    def _drop_server(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._selector.unregister(self._server.reports)
            self._server.close()
            self._server = None
        self._lock_until = None
        self._control.tell_locked()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a vault until a signal; the first line says the address, or why there is none."""
    parser = argparse.ArgumentParser(prog="limen.web.supervisor")
    parser.add_argument("--vault", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument(CONFIG, type=Path)
    wishes = parser.parse_args(arguments)
    switch_core_dumps_off()
    os.umask(0o077)
    try:
        listening = loopback_socket(wishes.port)
    except OSError:
        return _refused(f"Port {wishes.port} is taken by another program. Choose one with --port.")
    token, vault = start_token(), wishes.vault.absolute()
    config = None if wishes.config is None else wishes.config.absolute()
    passed = Passed(listening.fileno(), vault, token_digest(token), config)
    clocks = Clocks(time.time, time.monotonic)  # noqa: TID251 -- a suspend shows by this clock alone
    try:
        supervisor = Supervisor(vault, listening, _commands(passed), clocks)
    except AlreadyServedError:
        return _refused("This journal is already open for the browser. Go on in that window.")
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: supervisor.end())
    sys.stdout.write(f"http://{LOOPBACK}:{listening.getsockname()[1]}/start?t={token}\n")
    sys.stdout.flush()
    supervisor.end_with(sys.stdin.fileno())
    supervisor.run()
    return 0


def loopback_socket(port: int) -> socket.socket:
    """A listening socket that only this computer can reach; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


def start_token() -> str:
    """256 random bits, as they stand in the start address and in the cookie."""
    return base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


def token_digest(token: str) -> str:
    """What a server is told of the token: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _commands(passed: Passed) -> Command:
    until = time.monotonic() + START_SECONDS

    def command(is_first: bool) -> Sequence[str]:  # noqa: FBT001 -- the only question there is
        return server_command(SERVER, passed, start_until=until if is_first else 0.0)

    return command


def _refused(says: str) -> int:
    sys.stdout.write(f"refused {says}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
