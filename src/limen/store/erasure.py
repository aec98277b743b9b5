"""Erasing a vault: the wrapped keys first, so that whatever is left of the rest is noise."""

import os
from pathlib import Path

from limen.store import opening
from limen.store.durable import overwrite, sync_folder
from limen.store.placing import FOLLOWING
from limen.store.reserve import RESERVE
from limen.store.tries import TRIES
from limen.store.vault import JOURNAL, SLOTS
from limen.terms.errors import BadInput
from limen.terms.system_words import refused_place


def erase(folder: Path) -> tuple[Path, ...]:
    """Overwrite and delete the key slots, then every journal in the folder; leave the rest.

    It needs no key, so that a vault can be erased whose passphrase is lost.

    Returns:
        What was deleted, in that order.

    Raises:
        BadInput: there is no vault, or a file cannot be deleted.
    """
    opening.leave()
    doomed = [path for path in (*_keys(folder), *_journals(folder)) if path.exists()]
    if not doomed:
        raise BadInput(f"There is no vault in {folder}.")
    for path in doomed:
        try:
            _overwrite(path)
            path.unlink()
            sync_folder(folder)
        except OSError as error:
            raise BadInput(
                "%(place)s cannot be deleted: %(why)s.",
                values=refused_place(path, error),
            ) from None
    return tuple(doomed)


def _keys(folder: Path) -> list[Path]:
    """The key slots, and those that a crash may have left beside them."""
    return [folder / f"{name}{end}" for name in (SLOTS, FOLLOWING) for end in ("", ".part")]


def _journals(folder: Path) -> list[Path]:
    """The journal and its copies, with what SQLite and a crash may have left beside them."""
    stem = JOURNAL.removesuffix(".db")
    left = (f"{stem}*.db*", f"{RESERVE}*", TRIES)
    beside = sorted({path for pattern in left for path in folder.glob(pattern)})
    return [folder / JOURNAL, *(path for path in beside if path.name != JOURNAL)]


def _overwrite(path: Path) -> None:
    opened = os.open(path, os.O_RDWR)
    try:
        overwrite(opened)
    finally:
        os.close(opened)
