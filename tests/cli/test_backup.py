"""Backups from the command line."""

from collections.abc import Callable
from pathlib import Path

import pyrage


def test_a_backup_goes_where_the_settings_say(on: Callable, folder: Path, place: Path) -> None:
    copies = place / "copies"
    copies.mkdir()
    (folder / "limen.toml").write_text(f'[backup]\nfolder = "{copies}"\n', encoding="utf-8")

    ran = on("backup", "--json")

    assert Path(ran.answer["data"]["path"]).parent == copies
    assert sorted(path.name.rpartition("-")[0] for path in copies.iterdir()) == [
        *(["-".join(Path(ran.answer["data"]["path"]).name.split("-")[:3])] * 2)
    ]


def test_a_backup_without_a_place_is_wrong_usage(on: Callable) -> None:
    ran = on("backup", "--json")

    assert (ran.exit_code, ran.error["say"].partition(":")[0]) == (2, "Say where")


def test_the_identity_opens_a_backup_without_limen(on: Callable, place: Path) -> None:
    on("backup", "--to", "a.age")

    ran = on("backup", "--identity", "--yes", "--json")

    identity = pyrage.x25519.Identity.from_str(ran.answer["data"]["identity"])
    packed = pyrage.decrypt((place / "a.age").read_bytes(), [identity])
    assert b"events.jsonl" in packed


def test_a_folder_in_the_place_of_a_file_is_refused_in_words(on: Callable, place: Path) -> None:
    (place / "copies").mkdir()

    for where in (".", "copies"):
        ran = on("backup", "--to", where, "--yes", "--json")

        assert (ran.exit_code, ran.error["say"]) == (6, f"{where} is a folder.")
    assert list((place / "copies").iterdir()) == []
