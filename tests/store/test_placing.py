"""Two files take the place of two others: what a crash leaves is finished or taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from limen.store import opening, placing
from limen.store.placing import FOLLOWING, PART, is_unsettled, put_in_place, settle
from limen.store.vault import OpenVault
from limen.terms.errors import LimenError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old journal with its keys and its log, and a new one that is finished."""
    for name in ("journal.db", "slots.json", "journal.db-wal"):
        (tmp_path / name).write_bytes(b"old " + name.encode())
    (tmp_path / PART).write_bytes(b"new journal")
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


NEW = {"journal.db": b"new journal", "slots.json": b"new keys"}


def test_new_files_take_the_place_of_the_old(folder: Path) -> None:
    put_in_place(folder, b"new keys")

    assert held(folder) == NEW


def test_old_keys_are_written_over(folder: Path) -> None:
    with (folder / "slots.json").open("rb") as old:
        put_in_place(folder, b"new keys")

        assert len(left := old.read()) == len(b"old slots.json")
    assert left != b"old slots.json"


def test_without_old_files_new_ones_are_laid_down(tmp_path: Path) -> None:
    (tmp_path / PART).write_bytes(b"new journal")

    put_in_place(tmp_path, b"new keys")

    assert held(tmp_path) == NEW


def test_a_crash_before_the_journal_has_its_name_is_taken_back(folder: Path) -> None:
    before = held(folder)
    (folder / FOLLOWING).write_bytes(b"new keys")

    settle(folder)

    assert held(folder) == {name: octets for name, octets in before.items() if name != PART}


def test_a_crash_after_the_journal_has_its_name_is_finished(folder: Path) -> None:
    (folder / FOLLOWING).write_bytes(b"new keys")
    (folder / PART).replace(folder / "journal.db")

    settle(folder)

    assert held(folder) == NEW


def test_settling_twice_changes_nothing(folder: Path) -> None:
    before = held(folder)

    settle(folder)

    assert (held(folder), is_unsettled(folder)) == (before, False)


@pytest.mark.parametrize("failing", [FOLLOWING, PART])
def test_a_name_that_cannot_be_given_leaves_the_old_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    before, replace = held(folder), Path.replace

    def refused(self: Path, target: Path) -> Path:
        if failing in {self.name, target.name}:
            raise OSError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="Permission denied"):
        put_in_place(folder, b"new keys")

    assert held(folder) == before


def test_a_vault_that_cannot_be_put_right_says_what_to_do(
    closed: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (closed.folder / FOLLOWING).write_bytes(closed.slots_octets())

    def refused(_: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(placing, "settle", refused)
    with pytest.raises(LimenError, match="Its keys were being changed") as told:
        opening.open_vault(closed)

    assert told.value.fix == "Make it a folder that you may write to, once."


def test_opening_puts_right_what_a_crash_left(
    closed: OpenVault, made: object, unblocked: Callable
) -> None:
    del unblocked  # what it does is wanted, not what it gives
    (closed.folder / FOLLOWING).write_bytes((closed.folder / "slots.json").read_bytes())
    (closed.folder / "slots.json").unlink()

    opening.open_vault(opening.unlocked(closed.folder, made.passphrase))

    assert (closed.folder / "slots.json").exists()
    assert not is_unsettled(closed.folder)
