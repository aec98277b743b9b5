"""Restoring from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking

PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
OTHER = "another horse battery staple"
TABLE = "day,mood\n2026-03-01,4\n2026-03-02,5\n"


def test_a_backup_is_written_verified_and_restored_elsewhere(
    on: Callable, limen: Callable, secrets: Callable, place: Path, agrees: Callable
) -> None:
    made = on("backup", "--to", "a.age", "--json")
    fixed = ("--vault", "w", "--yes", "--passphrase-fd")

    verified = limen("verify", "a.age", "--passphrase-fd", secrets(PASSPHRASE), "--vault", "w")
    restored = limen("restore", "a.age", *fixed, secrets(PASSPHRASE), "--json")

    agrees(made.answer, "backup")
    agrees(restored.answer, "restore")
    assert verified.out.startswith("PASS backup: entries in order: 0, up to ")
    assert (restored.answer["data"]["lost"], restored.answer["data"]["recovery_sheet"]) == (0, None)
    assert unlocking.unlock(place / "w", PASSPHRASE).events == 2


def test_a_dry_restore_counts_what_would_be_lost_and_changes_nothing(
    on: Callable, place: Path, folder: Path
) -> None:
    on("backup", "--to", "a.age")
    (place / "d.csv").write_text(TABLE, encoding="utf-8")
    on("import", "d.csv", "--map", "map.toml", "--yes")

    ran = on("restore", "a.age", "--dry", "--json")

    assert (ran.answer["data"]["dry"], ran.answer["data"]["lost"]) == (True, 4)
    assert unlocking.unlock(folder, PASSPHRASE).events == 4


@pytest.mark.usefixtures("place")
def test_a_restore_over_a_journal_is_agreed_to_first(on: Callable) -> None:
    on("backup", "--to", "a.age")

    ran = on("restore", "a.age")

    assert (ran.exit_code, ran.out) == (2, "")
    assert ran.err.startswith("Add --yes to replace the journal that is there.")


@pytest.mark.nightly
def test_a_backup_with_a_passphrase_of_its_own_brings_a_new_sheet(
    on: Callable, limen: Callable, secrets: Callable, place: Path
) -> None:
    on("backup", "--to", "a.age", "--ask", also=(OTHER,))

    fixed = ("--vault", "w", "--yes", "--passphrase-fd", secrets(OTHER), "--json")
    ran = limen("restore", "a.age", *fixed)

    code = " ".join(ran.answer["data"]["recovery_sheet"])
    assert not unlocking.unlock(place / "w", code).needs_sheet


@pytest.mark.parametrize(("into", "typed"), [("v", ()), ("w", ("yes",))])
def test_a_file_that_is_not_there_is_told_before_a_passphrase_is_asked_for(
    limen: Callable, folder: Path, terminal: Callable, place: Path, into: str, typed: tuple
) -> None:
    where = folder if into == "v" else place / "w"

    with terminal(*typed):
        ran = limen("restore", "none.age", "--vault", str(where))

    assert (ran.exit_code, "Passphrase" in ran.err) == (6, False)
    assert "There is no file none.age.\n" in ran.err
    assert not (place / "w").exists()


def test_a_backup_without_its_key_slots_says_where_they_were(
    on: Callable, place: Path, folder: Path
) -> None:
    del folder  # that there is a vault is wanted, not where
    on("backup", "--to", "a.age")
    (place / "a.age.slots.json").unlink()

    ran = on("restore", "a.age", "--yes", "--json")

    assert ran.exit_code == 6
    assert ran.error["say"] == (
        "a.age.slots.json is not there, and nothing else leads to the keys of a.age."
    )
    assert ran.error["fix"] == "It was written together with the backup: put it beside it."
