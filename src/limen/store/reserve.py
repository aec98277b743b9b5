"""Room that is laid aside on the disk, and given up when the disk is full.

With it the journal can still be opened and taken out; trust.md section 11.3.
"""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from limen.store.durable import write_whole

RESERVE = "journal.reserve"
_LEAST_OCTETS = 1024 * 1024
_PART_OF_JOURNAL = 20
# What SQLite writes beside a journal before it reads the first page, and a note of a backup.
_ROOM_OCTETS = 256 * 1024


def keep(journal: Path) -> None:
    """Lay aside 5 % of what a journal takes, and 1 MiB at least, where the disk has plenty."""
    wanted = max(_LEAST_OCTETS, journal.stat().st_size // _PART_OF_JOURNAL)
    place = journal.with_name(RESERVE)
    kept = place.stat().st_size if place.exists() else 0
    if 2 * kept >= wanted or shutil.disk_usage(journal.parent).free < 4 * wanted:
        return
    with suppress(OSError):
        write_whole(place, os.urandom(wanted))  # a run of zeros takes no room on every disk


def release(folder: Path) -> bool:
    """Give up what was laid aside beside a journal, and say whether there was anything."""
    try:
        (folder / RESERVE).unlink()
    except OSError:
        return False
    return True


def make_room(folder: Path) -> bool:
    """Whether the disk has room for opening a journal, given up from what was laid aside or not."""
    return _has_room(folder) or (release(folder) and _has_room(folder))


def with_room(folder: Path, write: Callable[[], None]) -> None:
    """Write something; where the disk is full, give up what was laid aside and write it again.

    Raises:
        OSError: it cannot be written all the same.
    """
    try:
        write()
    except OSError as error:
        if error.errno != errno.ENOSPC or not release(folder):
            raise
        write()


def _has_room(folder: Path) -> bool:
    return shutil.disk_usage(folder).free >= _ROOM_OCTETS
