"""Verifying a vault and its backups."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.usefixtures("place")
def test_a_vault_is_verified_with_its_newest_backup(on: Callable, agrees: Callable) -> None:
    on("backup", "--to", "a.age")

    ran = on("verify", "--json")

    agrees(ran.answer, "verify")
    names = [(check["name"], check["pass"]) for check in ran.answer["data"]["checks"]]
    assert names == [("file", True), ("chain", True), ("newest backup", True)]
    assert ran.exit_code == 0


def test_a_damaged_vault_fails_its_verification(
    on: Callable, folder: Path, agrees: Callable
) -> None:
    journal = folder / "journal.db"
    octets = bytearray(journal.read_bytes())
    octets[5000] ^= 1
    journal.write_bytes(octets)

    ran = on("verify", "--json")

    agrees(ran.answer, "verify")
    assert (ran.exit_code, ran.answer["error"]["code"]) == (5, "check-failed")
    assert [check["name"] for check in ran.answer["data"]["checks"]] == ["file"]
