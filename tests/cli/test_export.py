"""Exports from the command line."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_plain_export_holds_every_entry_and_no_key(
    on: Callable, place: Path, agrees: Callable
) -> None:
    refused = on("export", "--to", "a.tar", "--plain")
    ran = on("export", "--to", "a.tar", "--plain", "--yes", "--json")

    agrees(ran.answer, "export")
    with tarfile.open(place / "a.tar") as archive:
        names = archive.getnames()
        said = json.loads(archive.extractfile("manifest.json").read())
    assert refused.exit_code == 2
    assert names == ["events.jsonl", "schema.json", "manifest.json"]
    assert (said["events"], sorted(said["sha256"])) == (0, ["events.jsonl", "schema.json"])


def test_an_encrypted_export_is_a_backup(on: Callable, place: Path) -> None:
    ran = on("export", "--to", "a.age", "--json")

    assert ran.answer["data"]["plain"] is False
    assert (place / "a.age").read_bytes().startswith(b"age-encryption.org/v1")


def test_tables_are_asked_about_and_then_written(
    on: Callable, place: Path, agrees: Callable
) -> None:
    refused = on("export", "--to", "t", "--csv")
    ran = on("export", "--to", "t", "--csv", "--yes", "--json")

    agrees(ran.answer, "export")
    found = ran.answer["data"]
    assert (refused.exit_code, refused.err.splitlines()[0]) == (
        2,
        "Add --yes to write them. Anyone who opens these tables can read them.",
    )
    assert (found["path"], found["plain"], found["events"]) == (str(place / "t"), True, 0)
    assert set(found["tables"]) == {path.stem for path in (place / "t").iterdir()} - {"dictionary"}


@pytest.mark.usefixtures("place")
def test_tables_replace_nothing(on: Callable) -> None:
    on("export", "--to", "t", "--csv", "--yes")

    ran = on("export", "--to", "t", "--csv", "--yes")

    assert ran.exit_code == 6
    assert ran.err.startswith("t is there already, and not empty.")


def test_one_form_is_chosen(on: Callable) -> None:
    assert on("export", "--to", "t", "--csv", "--plain").exit_code == 2
