"""How a server and its supervisor hear each other: orders on stdin, a line a second on stdout."""

import os
import threading
from collections.abc import Callable

from limen.web.lock import Accepting, lock
from limen.web.openness import Openness
from limen.web.running_server import LOCK_ORDER, LOCKED, NEW, UNLOCKED

REPORT_SECONDS = 1.0
_ORDERS, _REPORTS = 0, 1


def report_new() -> None:
    """Say that this image is new and locked, and that the one before it is gone."""
    _report(LOCKED, "0", NEW)


def keep_linked(
    server: Accepting, openness: Openness, close_connections: Callable[[], None]
) -> None:
    """Report to the supervisor and lock when it is ordered or due, in threads of their own."""
    threading.Thread(
        target=_report_until_lock, args=(server, openness, close_connections), daemon=True
    ).start()
    threading.Thread(target=_obey, args=(openness,), daemon=True).start()


def _report_until_lock(
    server: Accepting, openness: Openness, close_connections: Callable[[], None]
) -> None:
    while not openness.wait_for_order(REPORT_SECONDS):
        _report(UNLOCKED if openness.is_open else LOCKED, str(openness.idle_seconds))
        if openness.is_due():
            openness.order_lock()
    lock(server, close_connections)


def _obey(openness: Openness) -> None:
    """Hear orders on stdin; without a supervisor nothing would lock, so the server ends."""
    while os.read(_ORDERS, len(LOCK_ORDER)) == LOCK_ORDER:
        openness.order_lock()
    os._exit(0)


def _report(*words: str) -> None:
    os.write(_REPORTS, " ".join(words).encode() + b"\n")
