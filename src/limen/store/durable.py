"""Writing a file so that it is there whole after a crash, or not at all."""

import os
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_AT_ONCE = 1024 * 1024


def write_whole(path: Path, octets: bytes) -> None:
    """Write a file beside its place, make it durable, and move it over what was there.

    Raises:
        OSError: the folder cannot be written, or the disk is full; the old file stays.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        write_private(part, octets)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_private(path: Path, octets: bytes) -> None:
    """Write a file that only its owner can read, down to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        os.fchmod(file.fileno(), PRIVATE_FILE)
        file.write(octets)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def overwrite(opened: int) -> None:
    """Write chance over every octet of an open file, down to the disk."""
    left = os.fstat(opened).st_size
    os.lseek(opened, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(opened, os.urandom(min(left, _AT_ONCE)))
    os.fsync(opened)
