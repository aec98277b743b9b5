"""What was set on a page stays with the vault, and moves to a new key with it."""

from limen.store import opening, rotation
from limen.store.dice import SystemDice
from limen.store.models import PreferenceRow
from limen.store.preferences import keep_preferences, kept_preferences
from limen.store.vault import OpenVault
from limen.store.vault import new_key as other_key


def test_a_name_has_one_row_and_others_stay(vault: OpenVault) -> None:
    del vault  # that it is open is wanted, not what it gives
    keep_preferences({"theme": "dark", "evening": "21:00:00"})

    keep_preferences({"theme": "light"})

    assert kept_preferences() == {"theme": "light", "evening": "21:00:00"}


def test_it_is_there_after_the_vault_was_closed(vault: OpenVault) -> None:
    keep_preferences({"theme": "dark"})
    opening.leave()

    opening.open_vault(vault)

    assert kept_preferences() == {"theme": "dark"}


def test_it_moves_to_a_new_key(vault: OpenVault) -> None:
    keep_preferences({"theme": "dark"})
    new = other_key(vault.id, vault.slots_octets(), vault.folder, SystemDice())

    rotation.take(new)

    assert kept_preferences() == {"theme": "dark"}


def test_a_row_says_no_more_than_its_name() -> None:
    assert str(PreferenceRow(name="theme", words="dark")) == "preference theme"
