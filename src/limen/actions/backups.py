"""Backing up, proving a backup, and restoring one."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from limen.actions import access, projections
from limen.actions.access import Deed
from limen.actions.append import SALT_OCTETS
from limen.actions.visit import Role, Visit
from limen.journal.chain import link
from limen.journal.event import Draft, Event
from limen.journal.kinds.meta import VaultRestored
from limen.store import age, backups, events, opening, vault
from limen.store.backups import Backup
from limen.store.dice import SystemDice
from limen.store.passphrases import accepted
from limen.terms.calendar import instant_text, parse_instant
from limen.terms.errors import LimenError, NotAllowed
from limen.terms.identifiers import ChainId
from limen.terms.ports import Seconds

PROOF_AFTER = timedelta(days=7)
NOT_JUST_WRITTEN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Restorable:
    """What a backup holds, before anything is replaced.

    `lost` counts the entries of the journal that is there now and that the backup lacks; None where
    that journal cannot be read with the same key, so that nobody can say.
    """

    opened: backups.Opened
    lost: int | None

    @property
    def chain(self) -> ChainId:
        """Whose journal it is."""
        return self.opened.export.chain


def back_up(visit: Visit, path: Path, recipients: tuple[str, ...] = ()) -> Backup:
    """Write a backup that the passphrase and the recovery sheet of this vault open.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
        BadInput: the place cannot be written, or a text is no recipient.
        CheckFailed: what was written is not what is read back.
    """
    access.may(visit, Deed.EXPORT)
    return backups.back_up(path, instant_text(visit.at), recipients=recipients)


def back_up_by_passphrase(visit: Visit, path: Path, passphrase: str) -> Backup:
    """Write a backup that a passphrase of its own opens.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
        BadInput: the place cannot be written, or the passphrase is too easily guessed.
        CheckFailed: what was written is not what is read back.
    """
    access.may(visit, Deed.EXPORT)
    return backups.back_up_by_passphrase(path, instant_text(visit.at), accepted(passphrase))


def export_plain(visit: Visit, path: Path) -> Backup:
    """Write everything that the journal holds, so that anyone who opens the file can read it.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
        BadInput: the place cannot be written.
    """
    access.may(visit, Deed.EXPORT)
    return backups.write_plain(path, instant_text(visit.at))


def backup_identity(visit: Visit) -> str:
    """The age identity that opens the backups of this vault without Limen.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    access.may(visit, Deed.EXPORT)
    return age.identity_text(vault.current().export_key())


def known_backups(visit: Visit) -> tuple[Backup, ...]:
    """The backups that were made of this journal, the newest first.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    access.may(visit, Deed.READ)
    return backups.known_backups()


def newest_backup(visit: Visit) -> Backup | None:
    """The newest backup that the keys of today open, as far as Limen knows; None without any.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    return next(filter(backups.opens_by_keys, known_backups(visit)), None)


def prove_newest(visit: Visit) -> Backup | None:
    """Open the newest backup again if none was for a week; None where that is not due.

    One that was written just now was opened while it was written, and waits. Backups of older
    keys, and those with a passphrase of their own, are passed over.

    Raises:
        NotAllowed: the journal is locked, or the file is not as it was written.
        BadInput: it is not there or not whole.
        CheckFailed: its entries are not those of the journal.
    """
    access.may(visit, Deed.EXPORT)
    newest = newest_backup(visit)
    if newest is None or visit.at - parse_instant(newest.made_at) < NOT_JUST_WRITTEN:
        return None
    known = backups.known_backups()
    proofs = [parse_instant(one.proved_at) for one in known if one.proved_at > one.made_at]
    if proofs and visit.at - max(proofs) < PROOF_AFTER:
        return None
    return prove_again(visit, newest)


def prove_again(visit: Visit, backup: Backup) -> Backup:
    """Open a backup again, whenever its last proof was, and compare it with the journal.

    Raises:
        NotAllowed: the journal is locked, or it was sealed by a passphrase of its own.
        BadInput: it is not there or not whole.
        CheckFailed: its entries are not those of the journal.
    """
    access.may(visit, Deed.EXPORT)
    return backups.prove(backup, instant_text(visit.at))


def restorable(path: Path, typed: str, folder: Path, clock: Seconds) -> Restorable:
    """Open a backup and say what putting it in place would bring and cost; nothing is changed.

    Raises:
        BadInput: the file or the key slots beside it are not there or not whole.
        NotAllowed: that does not open it.
        CheckFailed: the chain in it is not as it was recorded.
    """
    dice = SystemDice()
    cost = partial(vault.cost_here, clock)
    opened = backups.open_backup(path, typed, folder, cost=cost, dice=dice)
    return Restorable(opened, _lost(opened))


def restore(visit: Visit, found: Restorable, draft: Draft[VaultRestored]) -> Event:
    """Put a backup in the place of the journal, with the statement that this was done.

    Args:
        visit: who asks, on the chain that the backup holds.
        found: the backup, opened.
        draft: see `restored`; it is the first event behind those of the backup.

    Raises:
        NotAllowed: the backup is not this person's.
        LimenError: the disk is full or cannot be written; the journal that was there is unchanged.
    """
    if visit.role is not Role.PARTICIPANT or visit.chain != found.chain:
        raise NotAllowed("This is not for you to do in this journal.")
    projections.forget()
    salt = SystemDice().octets(SALT_OCTETS)
    event = link(draft, found.opened.export.head, salt=salt, jump=None)
    backups.restore(found.opened, event)
    return event


def restored(found: Restorable, witness_line: str | None = None) -> VaultRestored:
    """That a journal was put back, up to which event, with the last line of the witness card."""
    head = found.opened.export.head
    return VaultRestored(n=head.n, hash=head.hash, witness_line=witness_line)


def _lost(opened: backups.Opened) -> int | None:
    if not opened.vault.path.exists():
        return 0
    try:
        opening.open_vault(opened.vault)
        here = events.load(opened.export.chain)
    except LimenError:
        return None
    finally:
        opening.leave()
    kept = {event.header.id for event in opened.export.events}
    return sum(event.header.id not in kept for event in here)
