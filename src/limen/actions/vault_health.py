"""What can be said about the health of a vault: locked, its outside; open, its chain and copies."""

import os
from collections.abc import Iterator
from pathlib import Path

from limen.actions import unlocking
from limen.actions.copies import Copies, CopiesHealth, copies_health, proof_fault, wished_copies
from limen.actions.doctor import Check
from limen.actions.visit import Visit
from limen.settings.configuration import configuration, default_folder
from limen.store import events, vault
from limen.store.durable import PRIVATE_FOLDER
from limen.terms.errors import LimenError

_RESTORE = "Restore a backup: limen restore FILE."
_BACK_UP = "Make a backup: limen backup --to FILE."


def folder_to_look_at(named: Path | None) -> Path:
    """Where a vault would lie, even where the settings that should say so cannot be read."""
    try:
        return configuration(folder=named).vault.folder
    except LimenError:
        return named or default_folder()


def no_vault_checks(folder: Path) -> tuple[Check, ...]:
    """That no vault lies in the folder that somebody named."""
    mend = f"To make one: limen init --vault {folder}."
    return (_check("vault", says=f"there is none in {folder}", mend=mend, needed=False),)


def outside_checks(folder: Path) -> tuple[Check, ...]:
    """What can be seen of a vault without its key: its settings, its keys, its file, its folder."""
    return (_settings(folder), _keys(folder), _file(folder), _privacy(folder))


def inside_checks(visit: Visit) -> tuple[Check, ...]:
    """What can be seen of the open vault: its pages, its chain, its newest copy, opened again.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    return tuple(_inside(visit))


def backup_age_days(visit: Visit) -> int | None:
    """How many whole days ago the last backup was made; None where there is none.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    age = _copies_health(visit).age
    return None if age is None else age.days


def _settings(folder: Path) -> Check:
    try:
        configuration(folder=folder)
    except LimenError as error:
        return _check(
            "vault settings", says=f"{error.at}: {error.says}", mend=error.fix or "Correct it."
        )
    return _check("vault settings", says="limen.toml says nothing that it may not")


def _keys(folder: Path) -> Check:
    try:
        count = len(vault.read_slots(folder / vault.SLOTS).slots)
    except LimenError as error:
        return _check("vault keys", says=error.says, mend=error.fix or _RESTORE)
    return _check("vault keys", says=f"{count} wrapped keys in {folder / vault.SLOTS}")


def _file(folder: Path) -> Check:
    try:
        vault.check_file(folder / vault.JOURNAL)
    except LimenError as error:
        return _check("vault file", says=error.says, mend=error.fix or _RESTORE)
    return _check("vault file", says=f"{folder / vault.JOURNAL} is encrypted")


def _privacy(folder: Path) -> Check:
    mode = folder.stat().st_mode & 0o777
    if os.name != "nt" and mode != PRIVATE_FOLDER:
        says = f"{folder} has the mode {mode:04o}, so that others can look into it"
        return _check("vault folder", says=says, mend=f"Run chmod 700 {folder}.")
    return _check("vault folder", says="nobody else can look into it")


def _inside(visit: Visit) -> Iterator[Check]:
    whole = events.is_file_whole()
    says = "as it was written" if whole else "a page is not as it was written"
    yield _check("vault pages", says=says, mend=None if whole else _RESTORE)
    report = unlocking.check_chain()
    fault = unlocking.fault_sentence(report)
    says = fault or f"entries in order: {report.head.n}"
    yield _check("vault chain", says=says, mend=_RESTORE if fault else None)
    yield _copies(_copies_health(visit, proof_fault(visit)))


def _copies(health: CopiesHealth) -> Check:
    is_missing = health.age is None
    return _check(
        "last backup",
        says=" ".join(health.says),
        mend=_BACK_UP if is_missing or health.is_failing else None,
        needed=health.is_failing,
    )


def _copies_health(visit: Visit, fault: str = "") -> CopiesHealth:
    try:
        wished = wished_copies(vault.current().folder)
    except LimenError:
        wished = Copies(None, "")  # the check of the settings says what is wrong with them
    return copies_health(visit, wished, fault)


def _check(name: str, *, says: str, mend: str | None = None, needed: bool = True) -> Check:
    return Check(name, ok=mend is None, needed=needed, says=says, mend=mend)
