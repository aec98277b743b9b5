"""Room that is laid aside: how much, when, and that it goes with the vault."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.store import erasure, reserve
from limen.store.vault import OpenVault

MIB = 1024 * 1024


@pytest.fixture
def journal(tmp_path: Path) -> Callable[[int], Path]:
    """A file in the place of a journal, of so many octets."""

    def made(octets: int) -> Path:
        path = tmp_path / "journal.db"
        with path.open("wb") as file:
            file.truncate(octets)
        return path

    return made


@pytest.mark.parametrize(("octets", "laid_aside"), [(0, MIB), (20 * MIB, MIB), (40 * MIB, 2 * MIB)])
def test_five_percent_are_laid_aside_and_a_mebibyte_at_least(
    journal: Callable[[int], Path], octets: int, laid_aside: int
) -> None:
    path = journal(octets)

    reserve.keep(path)

    place = path.with_name("journal.reserve")
    assert place.stat().st_size == laid_aside
    assert place.stat().st_mode & 0o777 == 0o600


def test_it_is_laid_aside_anew_once_the_journal_has_outgrown_it(
    journal: Callable[[int], Path], tmp_path: Path
) -> None:
    sizes = []
    for octets in (20 * MIB, 39 * MIB, 41 * MIB):
        reserve.keep(journal(octets))
        sizes.append((tmp_path / "journal.reserve").stat().st_size)

    assert sizes == [MIB, MIB, 41 * MIB // 20]


def test_a_disk_without_plenty_of_room_is_left_what_it_has(
    journal: Callable[[int], Path], tmp_path: Path
) -> None:
    reserve.keep(journal(2**43))

    assert not (tmp_path / "journal.reserve").exists()


def test_what_was_given_up_is_not_there_a_second_time(
    journal: Callable[[int], Path], tmp_path: Path
) -> None:
    reserve.keep(journal(0))

    assert [reserve.release(tmp_path), reserve.release(tmp_path)] == [True, False]


def test_nothing_is_given_up_for_another_fault_than_a_full_disk(
    journal: Callable[[int], Path], tmp_path: Path
) -> None:
    reserve.keep(journal(0))

    def broken() -> None:
        raise OSError(errno.EACCES, "not yours")

    with pytest.raises(OSError, match="not yours"):
        reserve.with_room(tmp_path, broken)

    assert (tmp_path / "journal.reserve").exists()


def test_it_is_laid_aside_when_a_vault_opens_and_goes_when_it_is_erased(vault: OpenVault) -> None:
    assert (vault.folder / "journal.reserve").exists()

    erasure.erase(vault.folder)

    assert list(vault.folder.iterdir()) == []
