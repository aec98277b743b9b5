"""The way by which `limen lock` reaches the supervisor of a vault: a socket in the vault's folder.

Only the account that owns the folder can open it. A line `lock` is answered by `locked` as soon as
the image that held the key is gone.
"""

import contextlib
import os
import selectors
import socket
from collections.abc import Callable
from pathlib import Path

CONTROL = "control"
_LOCK, _LOCKED = b"lock\n", b"locked\n"


class AlreadyServedError(Exception):
    """Another supervisor serves this vault."""


class Control:
    """Hears orders to lock, and tells those who gave them when it is done.

    Args:
        folder: of the vault; it becomes the working folder, so that the name of the socket stays
            short enough for every system.
        selector: of the loop that this belongs to.
        order: called for every order.

    Raises:
        AlreadyServedError: the socket is there and somebody answers at it.
    """

    def __init__(
        self, folder: Path, selector: selectors.BaseSelector, order: Callable[[], None]
    ) -> None:
        os.chdir(folder)
        _refuse_second()
        self._selector, self._order = selector, order
        self._waiting: list[socket.socket] = []
        self._socket = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            self._socket.bind(CONTROL)
        finally:
            os.umask(before)
        self._socket.listen()
        self._socket.setblocking(False)
        selector.register(self._socket, selectors.EVENT_READ, self._accept)

    def tell_locked(self) -> None:
        """Answer everybody who waits for the lock."""
        for asking in self._waiting:
            with contextlib.suppress(OSError), asking:
                asking.sendall(_LOCKED)
        self._waiting.clear()

    def close(self) -> None:
        """Take the socket out of the folder."""
        Path(CONTROL).unlink(missing_ok=True)
        self._selector.unregister(self._socket)
        self._socket.close()

    def _accept(self) -> None:
        with contextlib.suppress(BlockingIOError):
            asking, _ = self._socket.accept()
            asking.setblocking(False)
            self._selector.register(asking, selectors.EVENT_READ, lambda: self._hear(asking))

    def _hear(self, asking: socket.socket) -> None:
        self._selector.unregister(asking)
        try:
            said = asking.recv(len(_LOCK))
        except OSError:
            said = b""
        if said != _LOCK:
            asking.close()
            return
        self._waiting.append(asking)
        self._order()


def _refuse_second() -> None:
    with socket.socket(socket.AF_UNIX) as found:
        try:
            found.connect(CONTROL)
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            Path(CONTROL).unlink(missing_ok=True)
            return
    raise AlreadyServedError
