"""Giving a vault new keys, for when a backup, a sheet or a passphrase is in other hands."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from limen.actions import access, projections
from limen.actions.access import Deed
from limen.actions.unlocking import RecoverySheet, sheet_of
from limen.actions.visit import Visit
from limen.store import backups, rotation, vault
from limen.store.dice import SystemDice
from limen.store.passphrases import accepted
from limen.terms.ports import Seconds


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of new keys: their sheet, and the backups that only the old ones open."""

    sheet: RecoverySheet
    old_backups: tuple[Path, ...]


def give_new_keys(
    visit: Visit, passphrase: str, clock: Seconds, read_back: Callable[[RecoverySheet], None]
) -> Taken:
    """Write the journal anew under a new key that this passphrase and a new sheet open.

    Nothing is changed before the sheet was read back. Afterwards neither the old passphrase nor
    the old sheet opens the journal; backups that were made before still open with them.

    Args:
        visit: who asks.
        passphrase: that of the new keys; it may be the one of the old.
        clock: measures how dear a guess can be made here.
        read_back: has two groups of the sheet typed; whatever it raises leaves all as it was.

    Raises:
        NotAllowed: the journal is locked, for reading only, or not this person's.
        BadInput: the passphrase is too easily guessed.
        LimenError: another program has the vault open, or the folder cannot be written.
        CheckFailed: what was written anew is not what the journal holds.
    """
    access.may(visit, Deed.RECORD)
    chosen, dice = accepted(passphrase), SystemDice()
    made, code = rotation.with_new_key(chosen, vault.cost_here(clock), dice)
    sheet = sheet_of(code, made.folder, dice)
    read_back(sheet)
    projections.forget()
    rotation.take(made)
    return Taken(sheet, tuple(backup.path for backup in backups.known_backups()))
