"""Putting a new journal and its keys in the place of the old ones, so that a crash harms neither.

Two files change, and no file system renames two at once. The new keys are laid down beside the old
ones first; renaming the journal is the moment that counts; then the new keys take their name. What
a crash leaves shows on which side of that moment it came, without any key.
"""

import os
from pathlib import Path

from limen.store.durable import overwrite, sync_folder, write_whole
from limen.store.vault import BESIDE, JOURNAL, SLOTS

PART = f"{JOURNAL}.part"
FOLLOWING = "slots.next.json"


def put_in_place(folder: Path, slots: bytes) -> None:
    """Rename a finished journal and its keys to what a vault opens.

    Args:
        folder: of the vault; the finished journal lies there under `PART`.
        slots: the key slots that open it.

    Raises:
        OSError: the folder cannot be written; the old journal opens by the old keys.
    """
    try:
        write_whole(folder / FOLLOWING, slots)
        (folder / PART).replace(folder / JOURNAL)
    except OSError:
        (folder / FOLLOWING).unlink(missing_ok=True)
        raise
    sync_folder(folder)
    _give_keys_their_name(folder)


def is_unsettled(folder: Path) -> bool:
    """Whether a crash, or a program that has the vault alone, is in the midst of `put_in_place`."""
    return (folder / FOLLOWING).exists()


def settle(folder: Path) -> None:
    """Finish, or take back, what a crash left of `put_in_place`; nobody else has the vault.

    Raises:
        OSError: the folder cannot be written.
    """
    if not is_unsettled(folder):
        return
    if (folder / PART).exists():
        # In this order: without the journal in waiting, keys in waiting would mean the contrary.
        (folder / FOLLOWING).unlink(missing_ok=True)
        sync_folder(folder)
        remove(folder / PART)
    else:
        _give_keys_their_name(folder)


def remove(journal: Path) -> None:
    """Delete a journal that has no name yet, with what SQLite keeps beside it."""
    for end in ("", *BESIDE):
        journal.with_name(f"{journal.name}{end}").unlink(missing_ok=True)


def _give_keys_their_name(folder: Path) -> None:
    """Let the new keys be the keys; the old ones are overwritten."""
    for end in BESIDE:
        (folder / f"{JOURNAL}{end}").unlink(missing_ok=True)
    place = folder / SLOTS
    old = os.open(place, os.O_RDWR) if place.exists() else None
    try:
        (folder / FOLLOWING).replace(place)
        sync_folder(folder)
        if old is not None:
            overwrite(old)
    finally:
        if old is not None:
            os.close(old)
