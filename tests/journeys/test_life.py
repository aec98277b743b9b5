"""What a vault leaves behind when fifty secrets were told to it.

Goals SEC-1, SEC-2, SEC-6, SEC-8 and REL-5.
"""

import fcntl
import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

LIFE = Path(__file__).with_name("life.py")
WAYS = ["forked", pytest.param("installed", marks=pytest.mark.nightly)]
KILLED = -9


@dataclass(frozen=True, slots=True)
class Lived:
    """The folder in which a vault was lived in, and what was told of it."""

    base: Path
    told: dict

    @property
    def hashes(self) -> dict[str, list[str]]:
        """The hashes of all events, as exported here and after a restore elsewhere."""
        return {name: _hashes(self.base / "elsewhere" / f"{name}.tar") for name in _EXPORTED}


@pytest.fixture(scope="module", params=WAYS)
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """A vault was made, filled, served, backed up, restored and erased, where nothing gets out."""
    # Tests on both cores look at one life: whoever comes first lives it, the other waits.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    base, told = shared / f"life-{request.param}", shared / f"life-{request.param}.json"
    with (shared / f"life-{request.param}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_live(base, request.param), encoding="utf-8")
    return Lived(base, json.loads(told.read_text(encoding="utf-8")))


def _live(base: Path, way: str) -> str:
    """Live in a vault, and tell of it."""
    places = ("home", "tmp", "here", "said", "copies")
    for place in ("elsewhere", *(f"scanned/{name}" for name in places)):
        (base / place).mkdir(parents=True, exist_ok=True)
    alone = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--net", "--map-root-user")
    done = subprocess.run(
        (*alone, sys.executable, str(LIFE), str(base), way),
        cwd=base / "scanned" / "here",
        env={
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "Europe/Berlin",
            "HOME": str(base / "scanned" / "home"),
            "TMPDIR": str(base / "scanned" / "tmp"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stderr.startswith("unshare"):
        _left_out(f"no network of its own can be made here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_did_what_it_was_asked(lived: Lived) -> None:
    failed = [(name[3:], code) for name, code in lived.told["codes"].items() if code]

    assert failed == [("import", KILLED)]


def test_no_secret_is_found_on_disk(lived: Lived, traces: ModuleType, planted: ModuleType) -> None:
    scanned = lived.base / "scanned"

    assert {path.name for path in scanned.iterdir()} >= {"notes", "copies", "said", "tmp", "home"}
    assert (scanned / "copies" / "a.age").stat().st_size > 0
    assert traces.words_in_files(scanned, planted.SECRETS) == set()
    assert traces.words_in_files(Path("/dev/shm"), planted.SECRETS) == set()  # noqa: S108 -- looked into


def test_the_recovery_sheet_is_where_it_was_shown_and_nowhere_else(
    lived: Lived, traces: ModuleType
) -> None:
    shown = lived.base / "scanned" / "said" / "00 init.out"
    groups = json.loads(shown.read_text(encoding="utf-8"))["data"]["recovery_sheet"]
    written = ["".join(groups), " ".join(groups), '","'.join(groups), '", "'.join(groups)]

    files = [path for path in (lived.base / "scanned").rglob("*") if path.is_file()]

    assert len("".join(groups)) == 28
    assert [path for path in files if traces.words_in(path.read_bytes(), written)] == [shown]


def test_a_build_without_encryption_shows_every_secret_that_was_entered(
    lived: Lived, traces: ModuleType, planted: ModuleType
) -> None:
    assert traces.words_in_files(lived.base / "plain", planted.SECRETS) == planted.STORED


def test_the_vault_does_hold_what_is_not_found(lived: Lived, planted: ModuleType) -> None:
    taken_out = (lived.base / "elsewhere" / "here.tar").read_text(encoding="utf-8")

    assert {word for word in planted.SECRETS if word in taken_out} == planted.STORED


def test_no_secret_is_in_memory_after_a_lock_or_a_crash(lived: Lived) -> None:
    memory = lived.told["memory"]

    if memory["open"] < 0:
        _left_out("only root may read the memory of a process that cannot be dumped")
    assert memory["open"] > 0
    assert (memory["locked"], memory["crashed"]) == (0, 0)


def test_no_secret_is_in_arguments_and_environment(lived: Lived) -> None:
    assert lived.told["memory"]["arguments"] == 0


def test_nothing_tries_to_leave_this_computer(lived: Lived) -> None:
    assert set(lived.told["network"].values()) == {0}


def test_whatever_tries_to_leave_is_seen(lived: Lived) -> None:
    reached = lived.told["reached"]

    assert (reached["Ip OutNoRoutes"], reached["Ip6OutNoRoutes"]) == (2, 2)


def test_a_backup_on_a_clean_computer_holds_every_event(lived: Lived) -> None:
    here, restored = lived.hashes["here"], lived.hashes["restored"]

    assert len(here) > 40
    assert restored[: len(here)] == here
    assert len(restored) == len(here) + 1


def test_an_erased_vault_leaves_nothing_of_its_files(lived: Lived) -> None:
    assert list((lived.base / "scanned" / "restored").iterdir()) == []


@pytest.fixture(scope="module")
def planted(load: object) -> ModuleType:
    """The secrets, and the files that they stand in."""
    return load(LIFE.with_name("planted.py"))


_EXPORTED = ("here", "restored")


def _hashes(path: Path) -> list[str]:
    with tarfile.open(fileobj=io.BytesIO(path.read_bytes())) as archive:
        lines = archive.extractfile("events.jsonl").read().splitlines()
    return [json.loads(line)["hash"] for line in lines]


def _left_out(says: str) -> None:
    pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
