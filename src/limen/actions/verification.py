"""Verifying a vault or a backup: what was checked, and what each check found."""

from pathlib import Path

from limen.actions import access, backups, unlocking
from limen.actions.access import Deed
from limen.actions.verified import Verification, Verified
from limen.actions.visit import Visit
from limen.journal.chain import ChainReport
from limen.store import events
from limen.terms.errors import CheckFailed, LimenError
from limen.terms.ports import Seconds


def verify_vault(visit: Visit) -> Verification:
    """Check the file page by page, the whole chain with all contents, and the newest backup.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    access.may(visit, Deed.READ)
    report = unlocking.check_chain(payloads=events.head(visit.chain).n)
    whole = events.is_file_whole()
    says = "every page is as it was written" if whole else "a page is not as it was written"
    backup, unchecked = _newest_backup(visit)
    return Verification((Verified("file", whole, says), _chain(report), *backup), unchecked)


def verify_backup(path: Path, typed: str, folder: Path, clock: Seconds) -> Verification:
    """Open a backup and check all that it holds; nothing is changed.

    Args:
        path: the backup, with its key slots beside it.
        typed: what opens it.
        folder: of the vault that it is compared with, if there is one.
        clock: measures how dear a guess can be made here.

    Raises:
        BadInput: the file or its key slots are not there or not whole.
        NotAllowed: that does not open it.
    """
    try:
        found = backups.restorable(path, typed, folder, clock)
    except CheckFailed as error:
        return Verification((Verified("backup", holds=False, says=error.says),))
    finally:
        unlocking.lock()
    export = found.opened.export
    in_order = f"entries in order: {len(export.events)}, up to {export.made_at}"
    return Verification((Verified("backup", holds=True, says=in_order),))


def _chain(report: ChainReport) -> Verified:
    if report.reason is not None:
        return Verified("chain", holds=False, says=unlocking.fault_sentence(report))
    head = report.head
    return Verified("chain", holds=True, says=f"entries in order: {head.n}, head {head.hash}")


def _newest_backup(visit: Visit) -> tuple[tuple[Verified, ...], str]:
    """The newest backup compared with the journal, or why it was not."""
    newest = next(iter(backups.known_backups(visit)), None)
    if newest is None:
        return (), "There is no backup yet."
    try:
        backups.prove_again(visit, newest)
    except CheckFailed as error:
        return (Verified("newest backup", holds=False, says=error.says),), ""
    except LimenError as error:
        return (), f"The newest backup was not checked. {error.says}"
    says = f"{newest.path} agrees with the journal up to entry {newest.events}"
    return (Verified("newest backup", holds=True, says=says),), ""
