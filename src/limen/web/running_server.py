"""One server as its supervisor knows it: what it said last, and the two orders it can be given."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from typing import IO

from limen.web.image import allowed_environment

LOCKED, UNLOCKED, NEW = "locked", "unlocked", "new"
LOCK_ORDER = b"lock\n"
_MOST_OCTETS = 4096


class RunningServer:
    """A server that was started with the listening socket; it says a line a second on its stdout.

    A line is `locked` or `unlocked` and the whole seconds since it was last used. The first line of
    each image ends with `new`: the image before it, and what it held in memory, are gone.

    Args:
        command: its command line.
        socket: number of the socket that it inherits.
    """

    def __init__(self, command: Sequence[str], socket: int) -> None:
        self._started = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(socket,),
            env=allowed_environment(),
            start_new_session=True,
        )
        self._orders, self._reports = _pipe(self._started.stdin), _pipe(self._started.stdout)
        os.set_blocking(self._reports.fileno(), False)
        self._heard = b""
        self.images = 0

    @property
    def reports(self) -> int:
        """The number of the pipe that its lines come through."""
        return self._reports.fileno()

    def hear(self) -> None:
        """Read what it has said since the last time."""
        with contextlib.suppress(BlockingIOError):
            self._heard += os.read(self.reports, _MOST_OCTETS)
        *lines, self._heard = self._heard.split(b"\n")
        self.images += sum(line.endswith(NEW.encode()) for line in lines)

    def order_lock(self) -> None:
        """Tell it to lock; one that is dead already needs no order."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._orders.fileno(), LOCK_ORDER)

    def exit_code(self) -> int | None:
        """How it ended, or nothing while it runs."""
        return self._started.poll()

    def kill(self) -> None:
        """End it at once and wait until its memory is gone."""
        if self._started.poll() is None:
            self._started.send_signal(signal.SIGKILL)
        self._started.wait()

    def close(self) -> None:
        """Let go of its pipes."""
        self._reports.close()
        self._orders.close()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("a server is started with pipes")
    return stream
