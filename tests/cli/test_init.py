"""Making a vault: age, passphrase, sheet, and nothing left where any of them is missing."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking
from limen.cli import vault_door
from limen.terms.errors import NotAllowed

PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
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


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_asked(
    limen: Callable, terminal: Callable, place: Path
) -> None:
    (place / "file").write_text("", encoding="utf-8")

    with terminal():
        ran = limen("init", "--vault", "file/notes")

    assert ran.exit_code == 6
    assert ran.err.startswith(f"{place / 'file' / 'notes'} cannot be made: ")
    assert (place / "file").read_text(encoding="utf-8") == ""


def test_a_short_passphrase_makes_no_vault(limen: Callable, secrets: Callable, place: Path) -> None:
    ran = limen("init", "--vault", "v", "--yes", "--passphrase-fd", secrets("short"), "--json")

    assert (ran.exit_code, ran.error["at"]) == (6, "passphrase")
    assert not (place / "v").exists()


def test_a_script_changes_the_keys_of_its_vault(
    on: Callable, place: Path, folder: Path, agrees: Callable
) -> None:
    on("backup", "--to", "a.age")
    refused = on("init", "--new-keys")

    ran = on("init", "--new-keys", "--yes", "--json", also=(OTHER,))

    agrees(ran.answer, "init")
    found = ran.answer["data"]
    assert refused.err.startswith("Add --yes: it states that you keep the recovery sheet.")
    assert found["old_backups"] == [str(place / "a.age")]
    for typed in (OTHER, " ".join(found["recovery_sheet"])):
        assert not unlocking.unlock(folder, typed).needs_sheet
        unlocking.lock()
    with pytest.raises(NotAllowed):
        unlocking.unlock(folder, PASSPHRASE)


def test_a_person_changes_the_keys_and_is_told_of_old_backups(
    limen: Callable,
    on: Callable,
    folder: Path,
    place: Path,
    terminal: Callable,
    monkeypatch: object,
) -> None:
    on("backup", "--to", "a.age")

    def shown(sheet: object) -> str:
        typed.extend(sheet.groups[number - 1] for number in sheet.asked)
        return "the sheet"

    monkeypatch.setattr(vault_door, "sheet_text", shown)
    with terminal(PASSPHRASE, OTHER, OTHER):
        typed = sys.stdin.lines
        ran = limen("init", "--new-keys", "--vault", str(folder))

    assert ran.exit_code == 0, ran.err
    assert ran.out.splitlines() == [
        f"The journal in {folder} has new keys. The old ones open it no more.",
        "Backups that the old passphrase and the old sheet still open:",
        str(place / "a.age"),
        "Destroy those that you no longer trust, and make a new one.",
    ]
    assert unlocking.unlock(folder, OTHER).events == 0


def test_new_keys_need_a_vault(limen: Callable, place: Path) -> None:
    ran = limen("init", "--new-keys", "--vault", str(place / "v"), "--yes")

    assert ran.exit_code == 1
    assert ran.err.startswith("There is no vault in ")


def test_a_plan_to_begin_with_is_written_and_no_vault(
    limen: Callable, place: Path, agrees: Callable
) -> None:
    ran = limen("init", "--template", "third_day", "--json")

    agrees(ran.answer, "init")
    assert ran.exit_code == 0
    assert ran.answer["data"] == {
        "folder": None,
        "recovery_sheet": None,
        "old_backups": None,
        "protocol": str(place / "protocol.toml"),
    }
    assert ran.answer["next"] == ["limen check protocol.toml"]
    assert 'design = "third_day"' in (place / "protocol.toml").read_text(encoding="utf-8")


def test_a_plan_is_told_to_people_and_never_written_over(limen: Callable, place: Path) -> None:
    ran = limen("init", "--template", "open")
    again = limen("init", "--template", "open")

    path = place / "protocol.toml"
    assert ran.out == f"{path} is a plan to begin with. Change it, then check it.\n"
    assert again.exit_code == 6
    assert f"{path} is there already." in again.err


def test_a_plan_has_a_design_that_there_is(limen: Callable, place: Path) -> None:
    ran = limen("init", "--template", "every_day")

    assert ran.exit_code == 2
    assert "there is no design “every_day”; there are one_in_four, third_day," in ran.err
    assert not (place / "protocol.toml").exists()


def test_a_plan_goes_into_no_vault(limen: Callable, place: Path) -> None:
    ran = limen("init", "--template", "open", "--vault", "v")

    assert ran.exit_code == 2
    assert "--template writes protocol.toml here: leave --vault out." in ran.err
    assert not (place / "v").exists()
