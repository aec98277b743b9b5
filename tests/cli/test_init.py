"""Making a vault: age, passphrase, sheet, and nothing left where any of them is missing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking
from limen.cli import vault_door

OTHER = "another horse battery staple"


@pytest.mark.usefixtures("unblocked")
def test_a_script_makes_a_vault_and_keeps_its_sheet(
    limen: Callable, secrets: Callable, place: Path, agrees: Callable
) -> None:
    ran = limen("init", "--vault", "v", "--yes", "--passphrase-fd", secrets(OTHER), "--json")

    agrees(ran.answer, "init")
    code = " ".join(ran.answer["data"]["recovery_sheet"])
    opened = unlocking.unlock(place / "v", code)
    assert (opened.events, opened.needs_sheet, opened.reason) == (1, False, "")


@pytest.mark.usefixtures("unblocked")
def test_a_person_makes_a_vault_and_types_two_groups_back(
    limen: Callable, place: Path, terminal: Callable, monkeypatch: object
) -> None:
    sheets = []

    def shown(sheet: object) -> str:
        sheets.append(sheet)
        typed.extend(["0000", "0000", *(sheet.groups[number - 1] for number in sheet.asked)])
        return sheet_text(sheet)

    sheet_text = vault_door.sheet_text
    monkeypatch.setattr(vault_door, "sheet_text", shown)
    with terminal("maybe", "yes", OTHER, OTHER):
        typed = sys.stdin.lines
        ran = limen("init", "--vault", "v")

    assert ran.exit_code == 0, ran.err
    assert ran.out == f"The vault is in {place / 'v'}.\n"
    assert "That is not what the sheet says. Type groups" in ran.err
    assert OTHER not in ran.err
    assert unlocking.unlock(place / "v", OTHER).events == 1


@pytest.mark.usefixtures("unblocked")
def test_six_words_are_drawn_for_whoever_types_none(
    limen: Callable, place: Path, terminal: Callable
) -> None:
    with terminal("yes", "", "other words than those that were drawn"):
        ran = limen("init", "--vault", "v")

    (words,) = [line.split() for line in ran.err.splitlines() if line.startswith("    ")]
    assert [len(word) for word in words] == [6] * 6
    assert (ran.exit_code, (place / "v").exists()) == (6, False)


def test_nobody_under_18_gets_a_vault(limen: Callable, place: Path, terminal: Callable) -> None:
    with terminal("no"):
        ran = limen("init", "--vault", "v")

    assert ran.exit_code == 4
    assert "This is not for you yet. Nothing was stored." in ran.err
    assert "findahelpline.com" in ran.err
    assert not (place / "v").exists()


@pytest.mark.usefixtures("unblocked")
def test_whoever_stops_at_the_sheet_leaves_nothing(
    limen: Callable, place: Path, terminal: Callable
) -> None:
    with terminal("yes", OTHER, OTHER):
        ran = limen("init", "--vault", "v")

    assert ran.exit_code == 130
    assert not (place / "v").exists()


def test_a_second_vault_in_one_folder_is_refused(limen: Callable, folder: Path) -> None:
    ran = limen("init", "--vault", str(folder), "--yes", "--json")

    assert (ran.exit_code, ran.error["code"]) == (6, "bad-input")


def test_a_short_passphrase_makes_no_vault(limen: Callable, secrets: Callable, place: Path) -> None:
    ran = limen("init", "--vault", "v", "--yes", "--passphrase-fd", secrets("short"), "--json")

    assert (ran.exit_code, ran.error["at"]) == (6, "passphrase")
    assert not (place / "v").exists()
