"""What the doctor says of an open vault: its copies are meant to be there, fresh and whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from limen.actions import backups, vault_health
from limen.actions.doctor import Check
from limen.actions.visit import Visit
from limen.store.vault import OpenVault


@pytest.fixture
def last_backup(visit: Visit) -> Callable[..., Check]:
    """The check of the last backup, so many days later."""

    def check(days: int = 0) -> Check:
        at = visit.at + timedelta(days=days)
        (found,) = [
            one
            for one in vault_health.inside_checks(replace(visit, at=at))
            if one.name == "last backup"
        ]
        return found

    return check


def test_without_a_backup_and_without_a_folder_it_is_optional(last_backup: Callable) -> None:
    check = last_backup()

    assert (check.ok, check.needed) == (False, False)
    assert check.says.startswith("There is no backup yet. No backup is made by itself")
    assert check.mend == "Make a backup: limen backup --to FILE."


def test_with_a_folder_a_missing_backup_is_to_be_mended(
    last_backup: Callable, vault: OpenVault
) -> None:
    said = '[backup]\nfolder = "../stick"\n'
    (vault.folder / "limen.toml").write_text(said, encoding="utf-8")

    assert (last_backup().ok, last_backup().needed) == (False, True)


def test_a_fresh_backup_works_and_an_old_one_is_to_be_mended(
    last_backup: Callable, visit: Visit, tmp_path: Path
) -> None:
    backups.back_up(visit, tmp_path / "a.age")

    fresh, old = last_backup(8), last_backup(9)

    assert fresh.ok
    assert (old.ok, old.needed) == (False, True)
    assert old.says.startswith("The last backup was made 9 days ago.")
    assert vault_health.backup_age_days(replace(visit, at=visit.at + timedelta(days=9))) == 9


def test_a_damaged_backup_is_to_be_mended_at_once(
    last_backup: Callable, visit: Visit, tmp_path: Path
) -> None:
    made = backups.back_up(visit, tmp_path / "a.age")
    made.path.write_bytes(made.path.read_bytes()[:-1])

    check = last_backup()

    assert (check.ok, check.needed) == (False, True)
    assert check.says.startswith(f"{made.path} is no backup any more: That did not open the file")


def test_settings_that_cannot_be_read_stop_no_check(
    last_backup: Callable, vault: OpenVault
) -> None:
    (vault.folder / "limen.toml").write_text("[backup]\nfolder = 1\n", encoding="utf-8")

    assert last_backup().says.startswith("There is no backup yet.")
