"""Backups: one age file that is written, read back and compared before it gets its name."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path

from limen.journal.chain import verify
from limen.journal.event import Event
from limen.store import age, events, exports, opening, reserve, vault
from limen.store.durable import sync_folder, write_private, write_whole
from limen.store.exports import Export
from limen.store.models import BackupRow
from limen.store.refusals import in_words
from limen.store.vault import BESIDE, JOURNAL, Cost, OpenVault
from limen.terms.errors import BadInput, CheckFailed, LimenError
from limen.terms.identifiers import ChainId
from limen.terms.ports import Dice
from limen.terms.system_words import refused_place

REPLACED = "journal.replaced.db"
_UNCHANGED = "The journal that was there is as it was. Take another backup."
_MOST_OCTETS = 64 * 1024 * 1024
_FIRST_OCTETS = 64


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that Limen knows of: where it was written, when, what it holds, and its last proof.

    Moments are written as in the journal.
    """

    path: Path
    made_at: str
    head: str
    events: int
    proved_at: str


def export_now(moment: str) -> Export:
    """Everything that the open journal holds now."""
    opened = vault.current()
    chain = ChainId(opened.id)
    return Export(chain, events.load(chain), opened.slots_octets(), moment)


def back_up(path: Path, moment: str, *, recipients: Sequence[str] = ()) -> Backup:
    """Write a backup that the keys of this vault open, and further recipients if there are any.

    A copy of the key slots, which hold no content, is written beside it.

    Raises:
        BadInput: the place cannot be written, or a text is no recipient.
        CheckFailed: what was written is not what is read back; nothing is left there.
    """
    key = vault.current().export_key()
    export = export_now(moment)
    sealed = age.sealed(exports.pack(export), [age.recipient_text(key), *recipients])
    _write_proved(path, sealed, lambda octets: age.opened(octets, key), export)
    _write(slots_beside(path), export.slots)
    return _noted(path, export)


def back_up_by_passphrase(path: Path, moment: str, passphrase: str) -> Backup:
    """Write a backup that a passphrase of its own opens, and nothing else.

    Raises:
        BadInput: the place cannot be written.
        CheckFailed: what was written is not what is read back; nothing is left there.
    """
    export = export_now(moment)
    sealed = age.sealed_by_passphrase(exports.pack(export), passphrase)
    _write_proved(path, sealed, lambda octets: age.opened_by_passphrase(octets, passphrase), export)
    return _noted(path, export)


def write_plain(path: Path, moment: str) -> Backup:
    """Write everything without encryption and without keys; it is not remembered as a backup.

    Raises:
        BadInput: the place cannot be written.
        CheckFailed: what was written is not what is read back.
    """
    export = export_now(moment)
    packed = exports.pack_plain(export)
    _write(path, packed)
    if path.read_bytes() != packed:
        raise CheckFailed("What was written is not what is read back.", fix="Export it again.")
    return Backup(path.absolute(), moment, export.head.hash, export.head.n, moment)


def prove(backup: Backup, moment: str) -> Backup:
    """Restore a backup into memory and compare it, event by event, with the journal.

    Raises:
        BadInput: it is not there or not whole.
        NotAllowed: it was sealed by a passphrase or by other keys.
        CheckFailed: its events are not those of the journal, or no key slots lie beside it.
    """
    opened = vault.current()
    found = exports.unpack(age.opened(_read(backup.path), opened.export_key()))
    _require_sound(found, opened)
    _require_slots(backup.path, opened)
    ours = events.load(found.chain)[: len(found.events)]
    if [one.hash for one in ours] != [one.hash for one in found.events]:
        raise CheckFailed(
            f"{backup.path} holds other entries than this journal.", fix="Make a new backup."
        )
    if not opened.reason:
        with in_words():
            BackupRow.objects.filter(path=str(backup.path)).update(proved_at=moment)
    return replace(backup, proved_at=moment)


def known_backups() -> tuple[Backup, ...]:
    """The backups that were made of this journal, the newest first."""
    names = [field.name for field in fields(Backup)]
    rows = BackupRow.objects.order_by("-made_at", "-id").values_list(*names)
    return tuple(Backup(Path(path), *rest) for path, *rest in rows)


def opens_by_keys(backup: Backup) -> bool:
    """Whether the keys of today are to open it, not older ones, nor a passphrase of its own.

    One that is not there, or lacks its key slots, is one that they are to open: it is missed.
    """
    return not (_is_by_passphrase(backup.path) or needs_older_keys(backup))


def needs_older_keys(backup: Backup) -> bool:
    """Whether only keys that the vault had before open it."""
    try:
        return vault.read_slots(slots_beside(backup.path)).epoch != vault.current().epoch
    except LimenError:
        return False


def discard(backup: Backup) -> None:
    """Delete a backup with its key slots, and forget it.

    Raises:
        BadInput: a file cannot be deleted.
    """
    for path in (backup.path, slots_beside(backup.path)):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise BadInput(
                "%(place)s cannot be deleted: %(why)s.",
                values=refused_place(path, error),
            ) from None
    with in_words():
        BackupRow.objects.filter(path=str(backup.path)).delete()


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was opened: what it holds, and the keys that will open what is restored."""

    export: Export
    vault: OpenVault


def open_backup(
    path: Path, typed: str, folder: Path, *, cost: Callable[[], Cost], dice: Dice
) -> Opened:
    """Open a backup, to be restored into a folder.

    One that has a passphrase of its own gets a new data key, which that passphrase opens.

    Args:
        path: the age file; the key slots lie beside it.
        typed: the passphrase of the vault, the code of its sheet, or the backup's own passphrase.
        folder: where the vault is to lie.
        cost: how dear a guess is made where a slot is new; measured only there.
        dice: chance for a new key.

    Raises:
        BadInput: the file or the slots beside it are not there or not whole.
        NotAllowed: that does not open it.
        CheckFailed: the chain in it is not as it was written.
    """
    octets = _read(path)
    if age.is_sealed_by_passphrase(octets):
        export = exports.unpack(age.opened_by_passphrase(octets, typed))
        keyed = vault.new_key(export.chain, export.slots, folder, dice)
        restored = keyed.with_passphrase(typed, cost(), dice)
    else:
        _require_slots_there(path)
        restored = vault.unlocked_by(vault.read_slots(slots_beside(path)), typed, folder)
        export = exports.unpack(age.opened(octets, restored.export_key()))
    _require_sound(export, restored)
    return Opened(export, restored)


def restore(opened: Opened, last: Event) -> None:
    """Put what a backup holds in place of the journal in its folder, and leave it open.

    Args:
        opened: the backup.
        last: the event that says so, linked to its head.

    The journal that was there stays beside it under another name until the vault is erased.

    Raises:
        LimenError: the disk is full or cannot be written; what was there is unchanged.
    """
    whole = (*opened.export.events, last)
    with opening.new_file(opened.vault):
        with events.appending():
            events.insert(opened.export.chain, whole)
        if events.load(opened.export.chain) != whole:
            raise CheckFailed("What was restored is not what the backup holds.", fix=_UNCHANGED)
        if opened.vault.has_recovery():
            opening.confirm_sheet()
        _keep_replaced(opened.vault.folder)


def slots_beside(path: Path) -> Path:
    """Where the key slots of a backup lie."""
    return path.with_name(f"{path.name}.slots.json")


def require_outside(path: Path) -> None:
    """Let a place pass that does not lie in the folder of the open vault.

    A name among the vault's own files would be written over, the journal's too.

    Raises:
        BadInput: it does.
    """
    place, folder = path.absolute().resolve(), vault.current().folder.resolve()
    if place == folder or folder in place.parents:
        raise BadInput(
            f"{path} lies in the folder of the vault, and would be lost with it.",
            fix="Choose another folder, best on another disk.",
        )


def _require_file(path: Path) -> None:
    """Let a place pass that a file can be written to, outside the folder of the open vault."""
    require_outside(path)
    if path.is_dir():
        raise BadInput(
            f"{path} is a folder.", fix="Name the file as well, like notes.age in that folder."
        )


def _write_proved(
    path: Path, sealed: bytes, opened: Callable[[bytes], bytes], export: Export
) -> None:
    _require_file(path)
    part = path.with_name(f"{path.name}.part")
    try:
        reserve.with_room(vault.current().folder, partial(write_private, part, sealed))
        if exports.unpack(opened(part.read_bytes())) != export:
            raise CheckFailed("What was written is not what is read back; no backup was made.")
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path, octets: bytes) -> None:
    _require_file(path)
    try:
        reserve.with_room(vault.current().folder, partial(write_whole, path, octets))
    except OSError as error:
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> BadInput:
    return BadInput(
        "%(place)s cannot be written: %(why)s.",
        fix="Choose another place.",
        values=refused_place(path, error),
    )


def _noted(path: Path, export: Export) -> Backup:
    """The backup as it is remembered; a journal that is for reading only remembers nothing."""
    made = export.made_at
    backup = Backup(path.absolute(), made, export.head.hash, export.head.n, made)
    if not vault.current().reason:
        try:
            with events.appending():
                BackupRow.objects.filter(path=str(backup.path)).delete()
                BackupRow.objects.create(**{**asdict(backup), "path": str(backup.path)})
        except LimenError as error:
            says = f"{path} is a whole backup, but the journal took no note of it. {error.says}"
            raise LimenError(says, fix=error.fix) from None
    return backup


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            octets = file.read(_MOST_OCTETS + 1)
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.", values=refused_place(path, error)
        ) from None
    if len(octets) > _MOST_OCTETS:
        raise BadInput(f"{path} is larger than a backup can be.")
    return octets


def _require_slots_there(path: Path) -> None:
    """Let a backup pass beside which key slots lie."""
    beside = slots_beside(path)
    if not beside.exists():
        raise BadInput(
            f"{beside} is not there, and nothing else leads to the keys of {path.name}.",
            fix="It was written together with the backup: put it beside it.",
        )


def _is_by_passphrase(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return age.is_sealed_by_passphrase(file.read(_FIRST_OCTETS))
    except OSError:
        return False


def _require_slots(path: Path, opened: OpenVault) -> None:
    """Find the key slots beside a backup, without which a passphrase does not restore it."""
    beside = slots_beside(path)
    try:
        slots = vault.read_slots(beside)
    except LimenError:
        slots = None
    if slots is None or (slots.vault, slots.epoch) != (opened.id, opened.epoch):
        raise CheckFailed(
            f"{beside} does not lead to the keys of this backup.", fix="Make a new backup."
        )


def _require_sound(export: Export, restored: OpenVault) -> None:
    if export.chain != restored.id:
        raise CheckFailed("This backup belongs to another vault than its keys.")
    report = verify(export.chain, export.events)
    if report.reason is not None:
        raise CheckFailed(
            f"Entry {report.bad} in this backup is not as it was recorded.",
            fix="Take another backup.",
        )


def _keep_replaced(folder: Path) -> None:
    for end in ("", *BESIDE):
        old = folder / f"{JOURNAL}{end}"
        kept = folder / f"{REPLACED}{end}"
        kept.unlink(missing_ok=True)
        if old.exists():
            write_private(kept, old.read_bytes())
