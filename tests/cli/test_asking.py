"""What every command on a vault asks for, or is told by a script."""

import os
import re
import resource
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from limen.store.tries import Tries, begin_try, count
from limen.terms.calendar import instant_text

PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
OTHER = "another horse battery staple"


@pytest.mark.parametrize("verb", ["backup", "doctor", "export", "import", "restore", "verify"])
def test_a_script_names_its_passphrase(
    limen: Callable, folder: Path, tmp_path: Path, verb: str
) -> None:
    there = tmp_path / "there"  # a missing file is said before anything is asked for
    there.write_bytes(b"")
    fixed = {
        "backup": ("--to", "a.age"),
        "doctor": ("--unlock",),
        "export": ("--to", "a.age"),
        "import": (str(there),),
        "restore": (str(there),),
        "verify": (),
    }

    ran = limen(verb, *fixed[verb], "--vault", str(folder), "--json")

    assert (ran.exit_code, ran.error["code"]) == (2, "wrong-usage")
    assert ran.error["say"] == "A passphrase is needed: add --passphrase-fd N."


@pytest.mark.parametrize("arguments", [("init",), ("restore", "a.age")])
def test_a_script_states_the_age(limen: Callable, place: Path, arguments: tuple) -> None:
    ran = limen(*arguments, "--vault", "v", "--no-input")

    assert ran.exit_code == 2
    assert ran.err.startswith("Add --yes: it states that you are 18 or over")
    assert not (place / "v").exists()


@pytest.mark.parametrize("octets", [b"", b"\n", b"\xff\n"])
def test_a_descriptor_without_a_passphrase_is_told(
    limen: Callable, folder: Path, octets: bytes
) -> None:
    reads, writes = os.pipe()
    os.write(writes, octets)
    os.close(writes)

    ran = limen("verify", "--vault", str(folder), "--passphrase-fd", str(reads), "--json")

    os.close(reads)
    assert (ran.exit_code, ran.error["at"]) == (6, "--passphrase-fd")


def test_a_wrong_passphrase_opens_nothing(limen: Callable, secrets: Callable, folder: Path) -> None:
    ran = limen("verify", "--vault", str(folder), "--passphrase-fd", secrets(OTHER), "--json")

    assert (ran.exit_code, ran.error["say"]) == (4, "That did not open the journal.")


def test_after_too_many_tries_a_command_asks_nothing_and_says_how_long_to_wait(
    limen: Callable, folder: Path
) -> None:
    now = datetime.now(UTC)  # noqa: TID251 -- the clock that the door reads
    begin_try(folder, now)
    count(folder, Tries(99, instant_text(now)))

    ran = limen("verify", "--vault", str(folder), "--json")

    assert (ran.exit_code, ran.error["code"]) == (4, "not-allowed")
    assert ran.error["say"] == "Too many tries did not open the journal."
    assert re.fullmatch(r"Wait 1\d minutes, then try once more\.", ran.error["fix"])


def test_a_command_with_the_right_passphrase_leaves_no_count(on: Callable, folder: Path) -> None:
    now = datetime.now(UTC)  # noqa: TID251 -- as above
    begin_try(folder, now)

    ran = on("verify")

    assert ran.exit_code == 0
    assert begin_try(folder, now) == Tries()


def test_a_file_that_is_there_is_replaced_only_when_agreed(on: Callable, place: Path) -> None:
    (place / "a.age").write_text("mine", encoding="utf-8")

    refused = on("backup", "--to", "a.age")
    agreed = on("backup", "--to", "a.age", "--yes")

    assert (refused.exit_code, agreed.exit_code) == (2, 0)


@pytest.mark.parametrize("verb", ["backup", "erase", "export", "verify"])
def test_a_folder_without_a_vault_is_told(limen: Callable, tmp_path: Path, verb: str) -> None:
    fixed = ("--to", "a.age") if verb in {"backup", "export"} else ()

    ran = limen(verb, *fixed, "--vault", str(tmp_path), "--json")

    assert (ran.exit_code, ran.error["code"]) == (1, "not-found")


def test_a_passphrase_stands_in_no_answer(on: Callable, place: Path, folder: Path) -> None:
    ran = on("backup", "--to", "a.age", "--json")

    written = b"".join(path.read_bytes() for path in (*place.iterdir(), *folder.iterdir()))
    assert PASSPHRASE not in ran.out + ran.err
    assert PASSPHRASE.encode() not in written


@pytest.mark.usefixtures("folder")
def test_from_the_first_secret_on_no_crash_writes_memory_to_disk(on: Callable) -> None:
    on("verify")

    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
