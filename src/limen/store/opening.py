"""Making a vault, opening it, and leaving it: the file, its tables and the proof of its key."""

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from limen import __version__
from limen.store import holding, placing, reserve, vault
from limen.store.durable import PRIVATE_FOLDER, sync_folder, write_private
from limen.store.models import IdentityRow
from limen.store.placing import PART
from limen.store.refusals import in_words
from limen.store.vault import JOURNAL, SLOTS, Cost, OpenVault
from limen.terms.errors import BadInput, CheckFailed, LimenError, RuleBroken
from limen.terms.phrases import phrase
from limen.terms.ports import Dice
from limen.terms.system_words import refused_place

READ_ONLY_FOLDER = phrase("The folder of the journal cannot be written.")
FULL_DISK = phrase("The disk is full.")


def create(folder: Path, passphrase: str, cost: Cost, dice: Dice) -> str:
    """Make a vault in a folder and leave it open.

    Returns:
        The 28 characters of its recovery sheet; they are kept nowhere.

    Raises:
        BadInput: the folder holds a vault, or part of one, or cannot be written.
    """
    _refuse_taken(folder)
    made = vault.new_vault(folder, dice).with_passphrase(passphrase, cost, dice)
    made, code = made.with_recovery(cost, dice)
    with new_file(made):
        pass
    return code


@contextmanager
def new_file(made: OpenVault) -> Iterator[None]:
    """Make a journal beside its place; it takes its place, and its keys theirs, if nothing fails.

    Inside, the new journal is open and has its tables; afterwards the vault is open, or nothing.

    Raises:
        BadInput: the folder cannot be written.
        LimenError: the disk is full; what was there is unchanged.
    """
    _make_folder(made.folder)
    _close()
    part = made.folder / PART
    with holding.alone(made.folder):
        try:
            placing.settle(made.folder)
            placing.remove(part)
            write_private(part, b"")
            vault.use(made.at(part))
            with in_words():
                migrate()
                IdentityRow.objects.create(
                    vault=str(made.id),
                    epoch=made.epoch,
                    canary=made.canary(),
                    written_by=__version__,
                )
                yield
            _close()
            placing.put_in_place(made.folder, made.slots_octets())
        except OSError as error:
            raise LimenError(
                "%(place)s cannot be written: %(why)s.",
                values=refused_place(made.folder, error),
            ) from None
        finally:
            _close()
            placing.remove(part)
    vault.use(made)


def unlocked(folder: Path, typed: str) -> OpenVault:
    """The vault in a folder, by its passphrase or the code of its recovery sheet; not open yet.

    What a crash left while keys were changed is put right first.

    Raises:
        LimenError: see `limen.store.vault.unlocked`; or another program replaces its files.
    """
    try:
        _settle(folder)
        return vault.unlocked(folder, typed)
    except BaseException:
        leave()
        raise


def open_vault(opened: OpenVault) -> None:
    """Open the journal of a vault whose key is known, bring its tables up to date, and stay open.

    Raises:
        CheckFailed: the file is damaged, or the keys are older than it.
        RuleBroken: a newer Limen has written it.
        LimenError: a setting cannot be had; nothing stays open.
    """
    leave()
    try:
        _settle(opened.folder)
        vault.check_file(opened.path)
        vault.use(_as_far_as_allowed(opened))
        with in_words():
            _prove_key(opened)
            _bring_up_to_date(opened)
    except BaseException:
        leave()
        raise
    if not vault.current().reason:
        reserve.keep(opened.path)


def leave() -> None:
    """Close this thread's connection, drop the key, and let others have the vault."""
    _close()
    holding.let_go()


def migrate() -> None:
    """Make the tables of today out of those that are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def confirm_sheet() -> None:
    """Note that the recovery sheet was read back, so that events may be recorded."""
    with in_words():
        IdentityRow.objects.update(is_sheet_confirmed=True)


def is_sheet_confirmed() -> bool:
    """Whether the recovery sheet was read back."""
    return IdentityRow.objects.filter(is_sheet_confirmed=True).exists()


def new_sheet(cost: Cost, dice: Dice) -> str:
    """Replace the recovery slot of the open vault.

    Returns:
        The 28 characters of the new sheet; the old one opens nothing from now on.
    """
    changed, code = vault.current().with_recovery(cost, dice)
    _keep_slots(changed)
    IdentityRow.objects.update(is_sheet_confirmed=False)
    return code


def new_passphrase(passphrase: str, cost: Cost, dice: Dice) -> None:
    """Replace the passphrase of the open vault; backups made before keep the old one."""
    _keep_slots(vault.current().with_passphrase(passphrase, cost, dice))


def only_reading(reason: str) -> None:
    """Let the open vault be read and exported, and nothing else."""
    connections.close_all()
    vault.use(vault.current().for_reading(reason))


def _close() -> None:
    connections.close_all()
    vault.forget()


def _settle(folder: Path) -> None:
    """Put right what a crash left of changed keys, and have the vault together with others."""
    if placing.is_unsettled(folder):
        try:
            with holding.alone(folder):
                placing.settle(folder)
        except OSError as error:
            raise LimenError(
                "%(place)s cannot be written: %(why)s. Its keys were being changed.",
                fix="Make it a folder that you may write to, once.",
                values=refused_place(folder, error),
            ) from None
    holding.hold(folder)


def _keep_slots(changed: OpenVault) -> None:
    try:
        reserve.with_room(changed.folder, partial(vault.write_slots, changed))
    except OSError as error:
        raise LimenError(
            "%(place)s cannot be written: %(why)s.",
            fix="What opened the journal before still opens it. Make room, then try once more.",
            values=refused_place(changed.folder, error),
        ) from None
    vault.use(changed)


def _refuse_taken(folder: Path) -> None:
    if (folder / SLOTS).exists() or (folder / JOURNAL).exists():
        raise BadInput(
            "%(place)s holds a vault already, or part of one.",
            fix="Choose another folder, or open this one.",
            values={"place": folder},
        )


def require_place(folder: Path) -> None:
    """Let a folder pass that can be made, or written where it is there; nothing is left of it.

    Raises:
        BadInput: it cannot.
    """
    absent = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    try:
        if absent or not folder.is_dir():
            _make_folder(folder)
        _require_writable(folder)
    finally:
        for place in absent:
            with suppress(OSError):
                place.rmdir()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be made: %(why)s.",
            fix="Choose another folder.",
            values={"place": folder, "why": _why_not(folder, error)},
        ) from None
    _require_writable(folder)


def _require_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise BadInput(
            "%(place)s cannot be written.", fix="Choose another folder.", values={"place": folder}
        )


def _why_not(folder: Path, error: OSError) -> str:
    """Why a folder cannot be made; the system says only that something is there."""
    files = (place for place in (folder, *folder.parents) if place.is_file())
    return next((f"{file} is a file" for file in files), str(error.strerror))


def _as_far_as_allowed(opened: OpenVault) -> OpenVault:
    """For writing, or for reading alone where the folder is not ours to write, or has no room."""
    if not (os.access(opened.folder, os.W_OK) and os.access(opened.path, os.W_OK)):
        return _untouched(opened, READ_ONLY_FOLDER)
    if not reserve.make_room(opened.folder):
        return _untouched(opened, FULL_DISK)
    vault.close_to_others(opened)
    return opened


def _untouched(opened: OpenVault, reason: str) -> OpenVault:
    left_behind = opened.path.with_name(f"{opened.path.name}-wal")
    if left_behind.exists() and left_behind.stat().st_size:
        raise LimenError(
            f"{reason} The last entries wait to be written there.",
            fix="Copy the folder to a place that you may write to, and open the copy.",
        )
    return opened.untouched(reason)


def _prove_key(opened: OpenVault) -> None:
    _refuse_newer()
    rows = IdentityRow.objects.values_list("vault", "epoch", "canary")
    found = [(name, epoch, bytes(canary)) for name, epoch, canary in rows]
    if len(found) != 1:
        raise CheckFailed("The journal does not say whose it is.", fix="Restore a backup.")
    name, epoch, canary = found[0]
    if epoch != opened.epoch:
        raise CheckFailed(
            "These keys are older than this journal.", fix="Restore slots.json from a backup."
        )
    if name != str(opened.id) or not hmac.compare_digest(canary, opened.canary()):
        raise CheckFailed("These keys belong to another journal.")


def _refuse_newer() -> None:
    loader = MigrationExecutor(connection).loader
    ours = {key for key in loader.disk_migrations if key[0] == "store"}
    theirs = {key for key in loader.applied_migrations if key[0] == "store"}
    if not theirs - ours:
        return
    version = IdentityRow.objects.values_list("written_by", flat=True).first()
    raise newer(version or "that made it")


def newer(version: str) -> RuleBroken:
    """The refusal of a vault that a newer Limen has written."""
    return RuleBroken(
        "This vault was opened by a newer Limen.",
        fix="Install at least version %(version)s.",
        values={"version": version},
    )


def _bring_up_to_date(opened: OpenVault) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if vault.current().reason:
        raise LimenError(f"{vault.current().reason} This journal needs new tables first.")
    copy_before_change(opened)
    migrate()
    IdentityRow.objects.update(written_by=__version__)


def copy_before_change(opened: OpenVault) -> Path:
    """Copy the encrypted journal beside itself, whole and durable, before its tables change."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written_by = IdentityRow.objects.values_list("written_by", flat=True).get()
    copy = opened.folder / f"journal.before-{written_by}.db"
    part = copy.with_name(f"{copy.name}.part")
    write_private(part, opened.path.read_bytes())
    part.replace(copy)
    sync_folder(opened.folder)
    return copy
