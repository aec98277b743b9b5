"""Locking: the image of the program that held the key is replaced, and its memory is gone."""

import os
import sys
import time
from collections.abc import Callable, Collection, Mapping
from typing import NoReturn, Protocol

from limen.web.image import allowed_environment, next_command

# Less than the 2 s after which the supervisor ends a server that has not locked.
IN_FLIGHT_SECONDS = 1.5
LOCK_FAILED = 75
_STEP_SECONDS = 0.01


class Channel(Protocol):
    """One connection of the application server, as far as a lock asks."""

    requests: Collection[object]
    request: object | None
    total_outbufs_len: int
    creation_time: float
    last_activity: float


class Accepting(Protocol):
    """An application server that can stop accepting; later connections wait in the socket."""

    accepting: bool
    active_channels: Mapping[int, Channel]

    def pull_trigger(self) -> None:
        """Wake its loop."""
        ...


def lock(server: Accepting, close_connections: Callable[[], None]) -> NoReturn:
    """Stop accepting, wait for requests in flight, close connections, replace this image.

    The new image has the same process id, the same listening socket and a new, locked memory. If
    it cannot be made, this one ends, and the supervisor starts a locked one.

    Args:
        server: whose requests are waited for, at most 1.5 s.
        close_connections: lets go of the database.
    """
    try:
        server.accepting = False
        server.pull_trigger()
        _wait_for_requests(server)
        close_connections()
        command = next_command(sys.orig_argv)
        os.execve(sys.executable, command, allowed_environment())  # noqa: S606 -- our own command line
    finally:
        os._exit(LOCK_FAILED)


def _wait_for_requests(server: Accepting) -> None:
    until = time.monotonic() + IN_FLIGHT_SECONDS
    while any(map(_is_in_flight, tuple(server.active_channels.values()))):
        if time.monotonic() >= until:
            return
        time.sleep(_STEP_SECONDS)


def _is_in_flight(channel: Channel) -> bool:
    """A request that is read, worked on or answered, or a connection that has said nothing yet."""
    is_untouched = channel.last_activity == channel.creation_time
    return bool(channel.requests or channel.request or channel.total_outbufs_len or is_untouched)
