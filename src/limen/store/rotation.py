"""Putting a journal under a new key: everything is written anew, compared, and takes its place."""

from limen.store import events, holding, opening, vault
from limen.store.models import BackupRow
from limen.store.preferences import keep_preferences, kept_preferences
from limen.store.vault import Cost, OpenVault
from limen.terms.errors import CheckFailed
from limen.terms.identifiers import ChainId
from limen.terms.ports import Dice


def with_new_key(passphrase: str, cost: Cost, dice: Dice) -> tuple[OpenVault, str]:
    """The open vault under a new key, and the code of its new sheet; written nowhere yet."""
    old = vault.current()
    keyed = vault.new_key(old.id, old.slots_octets(), old.folder, dice)
    return keyed.with_passphrase(passphrase, cost, dice).with_recovery(cost, dice)


def take(made: OpenVault) -> None:
    """Put the open journal under the key of `made`, and leave it open under that.

    The old keys are overwritten. Killed at any moment, the vault opens by the old keys or by the
    new ones, with every event.

    Args:
        made: the same vault under a new key, as `with_new_key` gives it.

    Raises:
        LimenError: another program has the vault open, or the folder cannot be written.
        CheckFailed: what was written anew is not what the journal holds.
    """
    chain = ChainId(made.id)
    with holding.alone(made.folder):
        every = events.load(chain)
        copies = list(BackupRow.objects.order_by("id").values())
        preferences = kept_preferences()
        with opening.new_file(made):
            with events.appending():
                events.insert(chain, every)
                BackupRow.objects.bulk_create(BackupRow(**row) for row in copies)
            if events.load(chain) != every:
                raise CheckFailed(
                    "What was written anew is not what the journal holds. Its old keys open it."
                )
            keep_preferences(preferences)
            opening.confirm_sheet()
