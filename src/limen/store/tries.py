"""Tries at the lock that were wrong: how many in a row, and how long the next one has to wait.

The number lies in a file beside the journal, so that neither a lock nor a restart forgets it. It
tells nothing of what was typed. Whoever can write there could try the slots elsewhere, at leisure;
the pause is for those who can only type.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from limen.store.durable import PRIVATE_FILE
from limen.terms.calendar import instant_text, parse_instant
from limen.terms.errors import BadInput, NotAllowed
from limen.terms.phrases import phrase

if sys.platform != "win32":
    import fcntl

TRIES = "tries.json"
FREE_TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)
_NONE = timedelta(0)
_MOST_DOUBLINGS = 5
_MOST_OCTETS = 200


@dataclass(frozen=True, slots=True)
class Tries:
    """How many tries in a row were wrong, and when the last of them was.

    Source: trust.md section 11.1 (SEC-11).
    """

    wrong: int = 0
    last: str = ""

    def pause(self, at: datetime) -> timedelta:
        """How long the next try has to wait from now on: not at all after fewer than five."""
        if self.wrong < FREE_TRIES:
            return _NONE
        doublings = min(self.wrong - FREE_TRIES, _MOST_DOUBLINGS)
        whole = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
        return max(_NONE, whole - (at - parse_instant(self.last)))

    def one_more(self, at: datetime) -> "Tries":
        """The same with a further try that was wrong."""
        return Tries(self.wrong + 1, instant_text(at))


def require_no_pause(folder: Path, at: datetime) -> None:
    """Let pass whoever may try now.

    Raises:
        NotAllowed: a pause runs; the sentence says how long it still is.
    """
    with _counted(folder, os.O_RDWR) as file:
        _refuse_early(_read(file, at), at)


def begin_try(folder: Path, at: datetime) -> Tries:
    """Count a try as wrong before it is made, so that nobody gains by ending the program.

    Returns:
        What had been counted before; with `count` it is put back.

    Raises:
        NotAllowed: a pause runs; the try was not counted.
    """
    with _counted(folder, os.O_RDWR | os.O_CREAT) as file:
        before = _read(file, at)
        _refuse_early(before, at)
        _write(file, before.one_more(at))
        return before


def count(folder: Path, tries: Tries) -> None:
    """Count so many; none leave no file behind."""
    if tries.wrong == 0:
        with suppress(OSError):
            (folder / TRIES).unlink(missing_ok=True)
        return
    with _counted(folder, os.O_RDWR) as file:
        _write(file, tries)


def waiting(pause: timedelta) -> tuple[str, dict[str, int]]:
    """How long to wait, for a person: in seconds, and from two minutes on in whole minutes.

    Returns:
        The sentence, with a place for the number, and the number.
    """
    seconds = -(-pause // timedelta(seconds=1))
    if seconds >= _TWO_MINUTES:
        return phrase("Wait %(count)d minutes, then try once more."), {"count": -(-seconds // 60)}
    if seconds == 1:
        return phrase("Wait one second, then try once more."), {"count": 1}
    return phrase("Wait %(count)d seconds, then try once more."), {"count": seconds}


_TWO_MINUTES = 120  # seconds


def _refuse_early(tries: Tries, at: datetime) -> None:
    if pause := tries.pause(at):
        fix, values = waiting(pause)
        raise NotAllowed("Too many tries did not open the journal.", fix=fix, values=values)


@contextmanager
def _counted(folder: Path, how: int) -> Iterator[BinaryIO | None]:
    """The file for this program alone; None where there is none, as in a folder for reading."""
    try:
        opened = os.open(folder / TRIES, how, PRIVATE_FILE)
    except OSError:
        yield None
        return
    with os.fdopen(opened, "r+b", buffering=0) as file:
        if sys.platform != "win32":
            with suppress(OSError):  # a disk of another computer that knows no locks
                fcntl.flock(opened, fcntl.LOCK_EX)
        yield file


def _read(file: BinaryIO | None, at: datetime) -> Tries:
    """What is counted; where the clock was set back, from now on, and what cannot be read, not."""
    if file is None:
        return Tries()
    try:
        said = json.loads(file.read(_MOST_OCTETS))
        found = Tries(max(0, int(said["wrong"])), said["last"])
        if parse_instant(found.last) <= at:
            return found
    except (BadInput, KeyError, OSError, TypeError, ValueError):
        return Tries()
    _write(file, replace(found, last=instant_text(at)))
    return replace(found, last=instant_text(at))


def _write(file: BinaryIO | None, tries: Tries) -> None:
    if file is None:
        return
    with suppress(OSError):  # a full disk keeps nobody out
        file.seek(0)
        file.truncate()
        file.write(json.dumps(asdict(tries)).encode("ascii"))
