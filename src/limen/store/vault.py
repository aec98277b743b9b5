"""The one encrypted file of one participant: where it lies, its keys, and whether it is open."""

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from limen.store.durable import PRIVATE_FILE, PRIVATE_FOLDER, write_whole
from limen.store.keys import (
    Cost,
    KeySlots,
    Secret,
    SlotKind,
    VaultKey,
    measured,
    new_code,
    new_vault_key,
    parse_slots,
    slots_octets,
    suitable_cost,
    unwrapped,
    with_slot,
)
from limen.terms.errors import BadInput, CheckFailed, LimenError, NotAllowed, NotFound
from limen.terms.ports import Dice, Seconds
from limen.terms.system_words import refused_place

__all__ = ["Cost"]  # the only word of the keys that others need
JOURNAL = "journal.db"
SLOTS = "slots.json"
BESIDE = ("-wal", "-shm")
PLAINTEXT = b"SQLite format 3\0"
_MOST_SLOTS_OCTETS = 64 * 1024


@dataclass(frozen=True, slots=True)
class OpenVault:
    """A vault whose key is known; `path` is the file that connections open.

    `reason` says why it is open for reading only, and is empty where it may be written;
    `is_immutable` where the folder itself cannot be written, so that not even a lock is taken.
    """

    folder: Path
    path: Path
    slots: KeySlots
    reason: str = ""
    is_immutable: bool = False
    _key: VaultKey = field(kw_only=True, repr=False)

    @property
    def id(self) -> UUID:
        """The identifier of the vault, which is that of its chain."""
        return self._key.vault

    @property
    def epoch(self) -> int:
        """How often the data key has changed, from 1."""
        return self.slots.epoch

    @property
    def address(self) -> str:
        """The file as connections open it; they never make one."""
        how = "immutable=1" if self.is_immutable else "mode=rw"
        return f"{self.path.absolute().as_uri()}?{how}"

    def database_key(self) -> bytes:
        """The raw key of the encrypted database."""
        return self._key.database_key()

    def canary(self) -> bytes:
        """What the database holds as a proof that this is its key."""
        return self._key.canary()

    def export_key(self) -> bytes:
        """The secret half of the recipient for backups to oneself."""
        return self._key.export_key()

    def at(self, path: Path) -> "OpenVault":
        """The same key for a file that lies elsewhere."""
        return replace(self, path=path)

    def for_reading(self, reason: str) -> "OpenVault":
        """The vault open for reading only."""
        return replace(self, reason=reason)

    def untouched(self, reason: str) -> "OpenVault":
        """The vault open for reading only, without a lock or a file beside it."""
        return replace(self, reason=reason, is_immutable=True)

    def has_recovery(self) -> bool:
        """Whether the code of a recovery sheet opens it."""
        return any(slot.kind is SlotKind.RECOVERY for slot in self.slots.slots)

    def slots_octets(self) -> bytes:
        """What `slots.json` holds, to go with a backup."""
        return slots_octets(self.slots)

    def with_recovery(self, cost: Cost, dice: Dice) -> tuple["OpenVault", str]:
        """The vault with a new recovery slot, and the code of its sheet; written nowhere."""
        code = new_code(dice)
        slots = with_slot(self.slots, self._key, Secret.recovery(code), cost, dice)
        return replace(self, slots=slots), code

    def with_passphrase(self, passphrase: str, cost: Cost, dice: Dice) -> "OpenVault":
        """The vault with its passphrase slot replaced; written nowhere."""
        secret = Secret.passphrase(passphrase)
        return replace(self, slots=with_slot(self.slots, self._key, secret, cost, dice))


def cost_here(clock: Seconds) -> Cost:
    """How dear a guess can be made on this computer; never below the floor."""
    return suitable_cost(measured(clock))


def new_vault(folder: Path, dice: Dice) -> OpenVault:
    """A vault with a new key and no slot, for a journal that is not there yet; written nowhere."""
    key = new_vault_key(UUID(bytes=dice.octets(16), version=4), dice)
    return OpenVault(folder, folder / JOURNAL, KeySlots(key.vault, 1, ()), _key=key)


def new_key(vault: UUID, slots: bytes, folder: Path, dice: Dice) -> OpenVault:
    """An existing vault with a new key and no slot; what its old slots hold opens it no more.

    Raises:
        BadInput: the old slots cannot be read.
        CheckFailed: one of them has settings that are refused.
    """
    key = new_vault_key(vault, dice)
    return OpenVault(
        folder, folder / JOURNAL, KeySlots(vault, parse_slots(slots).epoch + 1, ()), _key=key
    )


def unlocked(folder: Path, typed: str) -> OpenVault:
    """The vault in a folder, by its passphrase or the code of its recovery sheet.

    Raises:
        NotFound: there is no vault.
        NotAllowed: nothing opens with this.
        BadInput: `slots.json` cannot be read.
        CheckFailed: a slot is refused, or the journal is no encrypted file.
    """
    if not (folder / SLOTS).exists() and not (folder / JOURNAL).exists():
        raise NotFound(f"There is no vault in {folder}.", fix="Make one with “limen init”.")
    slots = read_slots(folder / SLOTS)
    check_file(folder / JOURNAL)
    return unlocked_by(slots, typed, folder)


def unlocked_by(slots: KeySlots, typed: str, folder: Path) -> OpenVault:
    """The same by slots that were read elsewhere, such as beside a backup.

    Raises:
        NotAllowed: nothing opens with this.
    """
    return OpenVault(folder, folder / JOURNAL, slots, _key=unwrapped(slots, typed))


def read_slots(path: Path) -> KeySlots:
    """The key slots in a file.

    Raises:
        BadInput: it is not there or cannot be read.
        CheckFailed: a slot has settings that are refused.
    """
    try:
        with path.open("rb") as file:
            return parse_slots(file.read(_MOST_SLOTS_OCTETS))
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.",
            fix="Nothing opens the journal without it. A copy lies beside each backup, under a "
            "name that ends in .slots.json: put it back as slots.json.",
            values=refused_place(path, error),
        ) from None


def write_slots(vault: OpenVault) -> None:
    """Write the key slots of a vault beside its journal, whole or not at all."""
    write_whole(vault.folder / SLOTS, vault.slots_octets())


def check_file(path: Path) -> None:
    """Look at a journal from outside, before any key is tried.

    Raises:
        CheckFailed: it is not there, empty, or not encrypted.
        BadInput: it cannot be read.
    """
    fix = "Restore it from a backup."
    try:
        with path.open("rb") as file:
            begins = file.read(len(PLAINTEXT))
    except FileNotFoundError:
        raise CheckFailed(f"{path} is not there.", fix=fix) from None
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.", values=refused_place(path, error)
        ) from None
    if begins == PLAINTEXT:
        raise CheckFailed(f"{path} is not encrypted, so Limen does not open it.", fix=fix)
    if len(begins) < len(PLAINTEXT):
        raise CheckFailed(f"{path} is cut off.", fix=fix)


def close_to_others(vault: OpenVault) -> None:
    """Let nobody but the owner read the folder and its files.

    Raises:
        LimenError: the file system does not obey.
    """
    if os.name == "nt":
        return
    _set_mode(vault.folder, PRIVATE_FOLDER)
    for name in (vault.path.name, SLOTS):
        if (vault.folder / name).exists():
            _set_mode(vault.folder / name, PRIVATE_FILE)


def use(vault: OpenVault) -> None:
    """Make a vault the one that connections open, in this process, until `forget`."""
    global _used  # noqa: PLW0603 -- one process holds one open vault, and every connection asks
    _used = vault


def forget() -> None:
    """Drop the open vault and its key; connections that are open stay open."""
    global _used  # noqa: PLW0603 -- as above
    _used = None


def current() -> OpenVault:
    """The open vault.

    Raises:
        NotAllowed: none is open.
    """
    if _used is None:
        raise NotAllowed("The journal is locked.", fix="Unlock it with your passphrase.")
    return _used


_used: OpenVault | None = None


def _set_mode(path: Path, wanted: int) -> None:
    found = path.stat().st_mode & 0o777
    if found == wanted:
        return
    with suppress(OSError):
        path.chmod(wanted)
    found = path.stat().st_mode & 0o777
    if found & 0o077:
        raise LimenError(f"{path} has the mode {found:04o}, and {wanted:04o} is needed.")
