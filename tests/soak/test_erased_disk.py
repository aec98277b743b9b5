"""SEC-14: after a vault was erased, its keys are nowhere on the whole disk that it lay on."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from limen.store import erasure

IMAGE_OCTETS = 16 * 2**20
FILE_SYSTEMS = {"ext4": ("mkfs.ext4", "-q", "-F"), "ext2": ("mkfs.ext2", "-q", "-F")}

pytestmark = pytest.mark.nightly


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk of its own: the file that it is, and where it is mounted."""

    image: Path
    folder: Path

    def octets(self) -> bytes:
        """All that is on it, whether a file holds it or none."""
        os.sync()
        return self.image.read_bytes()


@pytest.fixture(params=FILE_SYSTEMS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A small disk with a file system."""
    image, folder = tmp_path / "disk.img", tmp_path / "mounted"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_OCTETS)
    for command in (
        (*FILE_SYSTEMS[request.param], str(image)),
        ("mount", "-o", "loop", str(image), str(folder)),
    ):
        done = _done(command)
        if done.returncode:
            says = f"no disk can be made here: {done.stderr.strip()}"
            pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    yield Disk(image, folder)
    _done(("umount", str(folder)))


def test_no_wrapped_key_is_left_on_the_disk(disk: Disk, made: object) -> None:
    vault = disk.folder / "notes"
    shutil.copytree(made.opened.folder, vault)
    slots = json.loads((vault / "slots.json").read_text(encoding="utf-8"))["slots"]
    wrapped = [slot["wrapped"].encode() for slot in slots]
    page = (vault / "journal.db").read_bytes()[4096:4160]
    before = disk.octets()

    erasure.erase(vault)

    after = disk.octets()
    assert [key in before for key in (*wrapped, page)] == [True] * 3
    assert [key in after for key in (*wrapped, page)] == [False] * 3


def _done(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
