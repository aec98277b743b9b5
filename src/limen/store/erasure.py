"""Erasing a vault: the wrapped keys first, so that whatever is left of the rest is noise."""

import os
from pathlib import Path

from limen.store import opening
from limen.store.durable import sync_folder
from limen.store.vault import JOURNAL, SLOTS
from limen.terms.errors import BadInput

_AT_ONCE = 1024 * 1024


def erase(folder: Path) -> tuple[Path, ...]:
    """Overwrite and delete the key slots, then every journal in the folder; leave the rest.

    It needs no key, so that a vault can be erased whose passphrase is lost.

    Returns:
        What was deleted, in that order.

    Raises:
        BadInput: there is no vault, or a file cannot be deleted.
    """
    opening.leave()
    doomed = [path for path in (folder / SLOTS, *_journals(folder)) if path.exists()]
    if not doomed:
        raise BadInput(f"There is no vault in {folder}.")
    for path in doomed:
        try:
            _overwrite(path)
            path.unlink()
            sync_folder(folder)
        except OSError as error:
            raise BadInput(f"{path} cannot be deleted: {error.strerror}.") from None
    return tuple(doomed)


def _journals(folder: Path) -> list[Path]:
    """The journal and its copies, with what SQLite and a crash may have left beside them."""
    stem = JOURNAL.removesuffix(".db")
    beside = sorted({*folder.glob(f"{stem}*.db*"), *folder.glob(f"{SLOTS}.part")})
    return [folder / JOURNAL, *(path for path in beside if path.name != JOURNAL)]


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(os.urandom(min(left, _AT_ONCE)))
        file.flush()
        os.fsync(file.fileno())
