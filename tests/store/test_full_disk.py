"""REL-3: a disk that is full at any write loses nothing, and the journal can be taken out."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from limen.actions import projections
from limen.actions.append import append, append_all
from limen.actions.visit import Role, Visit
from limen.journal.chain import verify
from limen.journal.event import Draft
from limen.journal.kinds.measures import NoteWritten
from limen.store import backups, events, opening
from limen.store.dice import SystemDice
from limen.store.reserve import RESERVE
from limen.store.vault import Cost, OpenVault, current
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import BadInput, LimenError
from limen.terms.identifiers import ChainId, EventId

MOMENT = "2026-03-02T19:04:00.000Z"
# What somebody does, and how many octets of the disk it takes where there is room.
PATHS = {
    "append": 40_000,
    "import": 150_000,
    "backup": 800_000,
    "export": 1_200_000,
    "new passphrase": 2_000,
}
RUNS = [
    *((name, 20) for name in PATHS if name != "new passphrase"),
    ("new passphrase", 3),
    pytest.param("new passphrase", 20, marks=pytest.mark.nightly),
]
FULL = ("The disk is full, so nothing was saved.", "cannot be written: No space left on device.")


@dataclass(slots=True)
class SmallDisk:
    """A file system of 8 MiB, and a vault on it that is open."""

    folder: Path
    vault: OpenVault
    written: int = 0

    def fill(self, left: int) -> None:
        """Fill the disk up to so many octets."""
        free = os.statvfs(self.folder)
        octets = free.f_bavail * free.f_frsize - left
        (self.folder / "filling").write_bytes(bytes(max(0, octets)))

    def make_room(self) -> None:
        """Take away what fills the disk, and what was exported to it."""
        for path in (self.folder / "filling", *self.folder.glob("a.*")):
            path.unlink(missing_ok=True)

    def note(self, octets: int) -> Draft[NoteWritten]:
        """What the participant states next."""
        self.written += 1
        at, id_ = parse_instant(MOMENT), EventId(UUID(int=self.written))
        note = NoteWritten(words="w" * octets)
        return Draft(id_, at.date(), at, Zone("Europe/Berlin"), "participant", "cli", note)

    def append(self, octets: int = 100) -> None:
        """Record one note."""
        draft = self.note(octets)
        append(self.visit, draft, lambda _: (draft.payload,))

    @property
    def visit(self) -> Visit:
        at, zone = parse_instant(MOMENT), Zone("Europe/Berlin")
        return Visit("participant", Role.PARTICIPANT, ChainId(self.vault.id), at, zone)

    def events(self) -> tuple[str, ...]:
        """The hashes of all that can be read."""
        kept = events.load(ChainId(self.vault.id))
        assert verify(ChainId(self.vault.id), kept).reason is None
        return tuple(event.hash for event in kept)


@pytest.fixture(scope="module")
def mounted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small file system of its own."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ("mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(folder))
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        says = f"no small file system can be mounted here: {done.stderr.strip()}"
        pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    yield folder
    subprocess.run(("umount", str(folder)), check=True)


@pytest.fixture
def disk(mounted: Path, made: object, unblocked: None) -> Iterator[SmallDisk]:
    """A vault on a small disk, open, with five entries."""
    del unblocked  # what it does is wanted, not what it gives
    vault = made.copy(mounted / "notes")
    opening.open_vault(vault)
    disk = SmallDisk(mounted, vault)
    for _ in range(5):
        disk.append()
    yield disk
    opening.leave()
    projections.forget()
    subprocess.run(("find", str(mounted), "-mindepth", "1", "-delete"), check=True)


def deed(disk: SmallDisk, name: str) -> Callable[[], object]:
    """What somebody does."""
    return {
        "append": lambda: [disk.append(1000) for _ in range(8)],
        "import": lambda: append_all(disk.visit, [disk.note(1000) for _ in range(40)]),
        "backup": lambda: backups.back_up(disk.folder / "a.age", MOMENT),
        "export": lambda: backups.write_plain(disk.folder / "a.tar", MOMENT),
        "new passphrase": lambda: opening.new_passphrase("another horse", Cost(), SystemDice()),
    }[name]


@pytest.mark.parametrize(("name", "runs"), RUNS)
def test_a_disk_that_is_full_at_any_write_loses_nothing(
    disk: SmallDisk, tmp_path: Path, name: str, runs: int
) -> None:
    said, done = set(), deed(disk, name)

    for run in range(runs):
        acknowledged = disk.events()
        disk.fill(PATHS[name] * run // runs)
        try:
            done()
        except LimenError as refused:
            said.add(refused.says)
        assert disk.events()[: len(acknowledged)] == acknowledged
        assert backups.write_plain(tmp_path / "elsewhere.tar", MOMENT).events >= len(acknowledged)
        disk.make_room()
        disk.append()

    assert said
    assert [says for says in said if not says.endswith(FULL)] == []
    assert not list(disk.folder.rglob("*.part"))


def test_room_that_was_laid_aside_is_given_up_for_an_export(disk: SmallDisk) -> None:
    assert (disk.vault.folder / RESERVE).stat().st_size == 1024 * 1024
    disk.fill(0)

    exported = backups.write_plain(disk.folder / "a.tar", MOMENT)

    assert exported.events == 5
    assert not (disk.vault.folder / RESERVE).exists()


def test_without_it_the_same_export_is_refused(disk: SmallDisk) -> None:
    (disk.vault.folder / RESERVE).unlink()
    disk.fill(0)

    with pytest.raises(BadInput, match="cannot be written: No space left on device"):
        backups.write_plain(disk.folder / "a.tar", MOMENT)


def test_a_journal_on_a_full_disk_opens_for_writing_by_what_was_laid_aside(
    disk: SmallDisk, writer: object
) -> None:
    acknowledged = disk.events()
    opening.leave()
    said = writer.killed_at_work(disk.vault, 0.01, deed="one by one", first=1000)
    disk.fill(0)

    opening.open_vault(disk.vault)
    disk.append()

    assert (disk.vault.folder / "journal.db-wal").exists()
    assert len(disk.events()) >= len(acknowledged) + len(said) + 1


def test_a_journal_on_a_full_disk_without_it_opens_for_reading_and_is_exported(
    disk: SmallDisk, tmp_path: Path
) -> None:
    acknowledged = disk.events()
    opening.leave()
    (disk.vault.folder / RESERVE).unlink()
    disk.fill(0)

    opening.open_vault(disk.vault)

    assert current().reason == "The disk is full."
    assert disk.events() == acknowledged
    assert backups.write_plain(tmp_path / "elsewhere.tar", MOMENT).events == 5
    disk.make_room()
    opening.open_vault(disk.vault)
    disk.append()
    assert (disk.vault.folder / RESERVE).exists()


def test_a_backup_that_could_not_be_noted_says_that_it_is_there(disk: SmallDisk) -> None:
    (disk.vault.folder / RESERVE).unlink()
    backups.back_up(disk.folder / "a.age", MOMENT)
    octets = (disk.folder / "a.age").stat().st_size
    disk.make_room()
    disk.fill(-(-octets // 4096) * 4096 + 4096)

    with pytest.raises(LimenError, match="is a whole backup, but the journal took no note of it"):
        backups.back_up(disk.folder / "a.age", MOMENT)

    assert [backup.made_at for backup in backups.known_backups()] == [MOMENT]
