"""Files that are there whole after a crash, or not at all."""

import stat
from pathlib import Path

import pytest

from limen.store.durable import write_whole


def test_a_file_takes_the_place_of_the_one_before_and_is_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    path.write_bytes(b"before")
    path.chmod(0o644)

    write_whole(path, b"after")

    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_moved_into_its_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "slots.json").mkdir()

    with pytest.raises(OSError, match=r"slots\.json"):
        write_whole(tmp_path / "slots.json", b"after")

    assert [path.name for path in tmp_path.iterdir()] == ["slots.json"]
