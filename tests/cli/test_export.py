"""Exports from the command line."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path


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
