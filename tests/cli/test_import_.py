"""Imports from the command line: shown, agreed to, added once, taken back."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking
from limen.cli import vault_door
from limen.store import opening
from limen.store.models import IdentityRow

PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
TABLE = "day,mood\n2026-03-01,4\n2026-03-02,5\n"
OPEN_TABLE = "day,mood\n2026-03-01,4\n2026-03-02,x\n"
MAPPING = """
version = 1
kind = "wide"
zone = "Europe/Berlin"
missing = [""]
time = { date = "day" }
rating = [{ column = "mood", name = "mood", low = 1, high = 7 }]
"""


def test_a_dry_import_adds_nothing(on: Callable, place: Path, agrees: Callable) -> None:
    (place / "d.csv").write_text(OPEN_TABLE, encoding="utf-8")
    asked = ("import", "d.csv", "--map", "map.toml", "--dry", "--yes", "--json")

    on(*asked)
    ran = on(*asked)

    agrees(ran.answer, "import")
    found = ran.answer["data"]
    assert (found["read"], found["added"], found["already_here"], found["open"]) == (2, 1, 0, 1)
    assert found["findings"][0]["row"] == "3"
    assert [path.name for path in place.glob("*issues*")] == ["import-issues.csv"]


def test_the_same_file_twice_adds_nothing_and_an_import_is_undone(
    on: Callable, place: Path, agrees: Callable
) -> None:
    (place / "d.csv").write_text(TABLE, encoding="utf-8")
    asked = ("import", "d.csv", "--map", "map.toml", "--json")

    first = on(*asked, "--yes").answer["data"]
    again = on(*asked).answer["data"]
    undone = on("import", "--undo", first["import_id"], "--json").answer
    anew = on(*asked, "--dry").answer["data"]

    agrees(undone, "import")
    assert (first["added"], again["added"], again["already_here"]) == (2, 0, 2)
    assert undone["data"]["undone"]
    assert anew["added"] == 2


def test_decisions_come_back_with_the_file(on: Callable, place: Path) -> None:
    (place / "d.csv").write_text(OPEN_TABLE, encoding="utf-8")
    on("import", "d.csv", "--map", "map.toml", "--yes")
    issues = place / "import-issues.csv"
    issues.write_text(issues.read_text("utf-8").replace('skip.",', 'skip.",3'), encoding="utf-8")

    ran = on("import", "d.csv", "--map", "map.toml", "--issues", "import-issues.csv", "--json")

    found = ran.answer["data"]
    assert (found["added"], found["already_here"], found["open"]) == (1, 1, 0)


def test_a_file_without_a_zone_is_read_in_that_of_the_vault(on: Callable, place: Path) -> None:
    (place / "d.csv").write_text(TABLE, encoding="utf-8")
    (place / "m.toml").write_text(MAPPING.replace('zone = "Europe/Berlin"', ""), encoding="utf-8")
    asked = ("import", "d.csv", "--map", "m.toml", "--dry", "--json")

    stated = on(*asked, "--yes", "--zone", "America/Lima").answer
    taken = on(*asked).answer

    assert (stated["data"]["zone"], taken["warnings"][0]["code"]) == ("America/Lima", "zone-taken")
    assert taken["data"]["added"] == 2


def test_an_import_is_shown_before_it_is_agreed_to(
    limen: Callable, folder: Path, place: Path, terminal: Callable
) -> None:
    (place / "d.csv").write_text(TABLE, encoding="utf-8")

    with terminal(PASSPHRASE, "yes", "no"):
        ran = limen("import", "d.csv", "--map", "map.toml", "--vault", str(folder))

    assert ran.exit_code == 130
    assert "2 rows read · 2 would be added" in ran.err
    assert unlocking.unlock(folder, PASSPHRASE).events == 1


def test_an_import_by_somebody_under_18_reads_no_file(
    limen: Callable, folder: Path, terminal: Callable, place: Path
) -> None:
    (place / "of-no-format.csv").write_bytes(b"\0")

    with terminal(PASSPHRASE, "no"):
        ran = limen("import", "of-no-format.csv", "--vault", str(folder))

    assert ran.exit_code == 4
    assert unlocking.unlock(folder, PASSPHRASE).events == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("none.csv",),
        ("here.csv", "--map", "none.csv"),
        ("here.csv", "--issues", "none.csv"),
    ],
)
def test_a_file_that_is_not_there_is_told_before_a_passphrase_is_asked_for(
    limen: Callable, folder: Path, terminal: Callable, place: Path, arguments: tuple
) -> None:
    (place / "here.csv").write_text("", encoding="utf-8")

    with terminal():
        ran = limen("import", *arguments, "--vault", str(folder))

    assert (ran.exit_code, "Passphrase" in ran.err) == (6, False)
    assert ran.err.startswith("There is no file none.csv.")


@pytest.mark.parametrize("arguments", [(), ("d.csv", "--undo", "x")])
def test_an_import_has_a_file_or_an_identifier(on: Callable, arguments: tuple) -> None:
    assert on("import", *arguments).exit_code == 2


def test_a_sheet_that_was_never_read_back_is_replaced_before_an_import(
    limen: Callable, vault: object, place: Path, terminal: Callable, monkeypatch: object
) -> None:
    IdentityRow.objects.update(is_sheet_confirmed=False)
    opening.leave()
    (place / "d.csv").write_text(TABLE, encoding="utf-8")

    def shown(sheet: object) -> str:
        typed.extend([*(sheet.groups[number - 1] for number in sheet.asked), "yes"])
        return "the sheet"

    monkeypatch.setattr(vault_door, "sheet_text", shown)
    with terminal(PASSPHRASE, "yes"):
        typed = sys.stdin.lines
        ran = limen("import", "d.csv", "--map", "map.toml", "--vault", str(vault.folder))

    assert ran.exit_code == 0, ran.err
    assert unlocking.unlock(vault.folder, PASSPHRASE).events == 4


def test_an_export_in_each_of_its_forms_is_known(
    on: Callable, place: Path, agrees: Callable
) -> None:
    (place / "d.csv").write_text(TABLE, encoding="utf-8")
    on("import", "d.csv", "--map", "map.toml", "--yes")
    on("export", "--to", "a.age")
    on("export", "--to", "a.tar", "--plain", "--yes")

    sealed, plain = (on("import", name, "--json").answer for name in ("a.age", "a.tar"))

    agrees(sealed, "import")
    counts = sealed["data"]
    assert (counts["read"], counts["added"], counts["already_here"]) == (4, 0, 2)
    assert [one["problem"] for one in counts["findings"]] == [
        "What you state about yourself is stated in this vault.",
        "It is about the journal that it comes from.",
    ]
    assert plain["data"]["read"] == 4
