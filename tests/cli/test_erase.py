"""Erasing a vault from the command line."""

from collections.abc import Callable
from pathlib import Path


def test_a_vault_is_erased_and_nothing_opens_it(
    limen: Callable, folder: Path, agrees: Callable
) -> None:
    ran = limen("erase", "--vault", str(folder), "--yes", "--no-input", "--json")

    agrees(ran.answer, "erase")
    assert ran.answer["data"]["deleted"] == [str(folder / "slots.json"), str(folder / "journal.db")]
    assert list(folder.iterdir()) == []


def test_erasing_takes_the_word(limen: Callable, folder: Path, terminal: Callable) -> None:
    with terminal("erase"):
        ran = limen("erase", "--vault", str(folder))

    assert (ran.exit_code, (folder / "slots.json").exists()) == (6, True)
    assert "Nothing was erased." in ran.err


def test_a_script_that_erases_says_so(limen: Callable, folder: Path) -> None:
    assert limen("erase", "--vault", str(folder), "--no-input").exit_code == 2
