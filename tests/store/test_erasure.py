"""Erasing: the keys first, then every journal, and nothing that is not the vault's."""

from pathlib import Path

import pytest

from limen.store import erasure, opening
from limen.store.vault import OpenVault, unlocked
from limen.terms.errors import BadInput, NotAllowed, NotFound


def test_the_keys_go_first_and_then_every_journal(vault: OpenVault, made: object) -> None:
    (vault.folder / "journal.replaced.db").write_bytes(b"older")
    (vault.folder / "journal.before-0.0.1.db").write_bytes(b"older still")
    (vault.folder / "limen.toml").write_text("")

    deleted = erasure.erase(vault.folder)

    assert [path.name for path in deleted[:2]] == ["slots.json", "journal.db"]
    assert [path.name for path in vault.folder.iterdir()] == ["limen.toml"]
    with pytest.raises(NotFound):
        unlocked(vault.folder, made.passphrase)


def test_a_vault_is_left_before_it_is_erased(vault: OpenVault) -> None:
    erasure.erase(vault.folder)

    with pytest.raises(NotAllowed, match=r"The journal is locked\."):
        opening.is_sheet_confirmed()


def test_what_lay_in_the_files_is_overwritten_before_they_go(
    closed: OpenVault, tmp_path: Path
) -> None:
    beside = tmp_path / "beside"
    beside.hardlink_to(closed.folder / "slots.json")
    before = beside.read_bytes()

    erasure.erase(closed.folder)

    after = beside.read_bytes()
    assert len(after) == len(before)
    assert b"wrapped" in before
    assert b"wrapped" not in after


@pytest.mark.usefixtures("unblocked")
def test_a_folder_without_a_vault_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "limen.toml").write_text("")

    with pytest.raises(BadInput, match="There is no vault"):
        erasure.erase(tmp_path)

    assert (tmp_path / "limen.toml").exists()
