"""Getting a vault ready to be served, and ordering whoever serves it to lock."""

import contextlib
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from limen.settings.configuration import configuration
from limen.terms.errors import BadInput, LimenError

# Beside the vault while it is served; `limen.web.control` listens there.
CONTROL = "control"
SLOTS, JOURNAL = "slots.json", "journal.db"
_PATIENCE_SECONDS = 10.0
_LONGEST_ADDRESS = 100


@dataclass(frozen=True, slots=True)
class Serving:
    """Which vault is to be served, where, and after how many idle minutes it locks.

    Without a vault the pages begin with making one.
    """

    folder: Path
    port: int
    idle_minutes: int
    has_vault: bool


@dataclass(frozen=True, slots=True)
class Locking:
    """What a lock found: whether the vault was served; locked it is in both cases."""

    folder: Path
    was_served: bool


def ready_to_serve(folder: Path | None, port: int | None, config: Path | None = None) -> Serving:
    """What to serve.

    Args:
        folder: of the vault; None: as configured.
        port: of the loopback address; None: as configured.
        config: the file of settings; None: the one in the vault's folder, if it is there.

    Raises:
        BadInput: the configuration says what it may not.
    """
    wished = configuration(file=config, folder=folder)
    found = wished.vault.folder
    has_vault = (found / SLOTS).exists() or (found / JOURNAL).exists()
    return Serving(found, port or wished.vault.port, wished.lock.idle_minutes, has_vault)


@contextlib.contextmanager
def served_folder(folder: Path) -> Iterator[None]:
    """Make the folder that is to be served, if it is missing; left empty, it is taken away again.

    Raises:
        BadInput: it cannot be made.
    """
    was_there = folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}.") from None
    try:
        yield
    finally:
        if not was_there:
            with contextlib.suppress(OSError):
                folder.rmdir()


def order_lock(folder: Path | None) -> Locking:
    """Have the vault locked by whoever serves it, and wait until the key is gone from memory.

    Raises:
        LimenError: the program that serves it does not answer.
    """
    place = configuration(folder=folder).vault.folder
    with socket.socket(socket.AF_UNIX) as asking, _address(place) as address:
        asking.settimeout(_PATIENCE_SECONDS)
        try:
            asking.connect(address)
        except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
            return Locking(place, was_served=False)
        except OSError as error:
            raise _unanswered(place, error.strerror or str(error)) from None
        return _ordered(asking, place)


def _ordered(asking: socket.socket, folder: Path) -> Locking:
    try:
        asking.sendall(b"lock\n")
        answer = asking.recv(100)
    except OSError as error:
        raise _unanswered(folder, error.strerror or str(error)) from None
    if answer != b"locked\n":
        raise _unanswered(folder, "it said nothing")
    return Locking(folder, was_served=True)


def _unanswered(folder: Path, why: str) -> LimenError:
    return LimenError(
        f"The program that serves {folder} does not answer: {why}.",
        fix="Stop it with Ctrl-C in its terminal: that locks as well.",
    )


@contextlib.contextmanager
def _address(folder: Path) -> Iterator[str]:
    """The address of the control socket; a long one goes by the number of the opened folder."""
    plain = str(folder / CONTROL)
    if len(os.fsencode(plain)) <= _LONGEST_ADDRESS or not folder.is_dir():
        yield plain
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{opened}/{CONTROL}"
    finally:
        os.close(opened)
