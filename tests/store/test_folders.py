"""A folder is written whole, or not at all, and nothing of somebody else's is touched."""

from pathlib import Path

import pytest

from limen.store import folders
from limen.store.folders import write_folder
from limen.terms.errors import BadInput

FILES = {"a.csv": b"a\r\n", "b.csv": b"b\r\n"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("is_there", [True, False])
def test_a_new_or_empty_folder_is_filled(tmp_path: Path, is_there: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    if is_there:
        (tmp_path / "t").mkdir()

    write_folder(tmp_path / "t", FILES)

    assert held(tmp_path / "t") == FILES
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "t").iterdir()] == [0o600] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "mine").write_bytes(b"x")
    (tmp_path / "f").write_bytes(b"x")

    for taken in ("t", "f"):
        with pytest.raises(BadInput, match="is there already, and not empty"):
            write_folder(tmp_path / taken, FILES)

    assert held(tmp_path / "t") == {"mine": b"x"}


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []

    def full(path: Path, octets: bytes) -> None:
        if written:
            raise OSError(28, "No space left on device")
        path.write_bytes(octets)
        written.append(path)

    monkeypatch.setattr(folders, "write_private", full)

    with pytest.raises(BadInput, match="cannot be written: No space left on device"):
        write_folder(tmp_path / "t", FILES)

    assert written != []
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "t.part").mkdir()
    (tmp_path / "t.part" / "a.csv").write_bytes(b"half")

    write_folder(tmp_path / "t", FILES)

    assert held(tmp_path / "t") == FILES
    assert not (tmp_path / "t.part").exists()


def test_a_folder_of_that_name_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "t.part").mkdir()
    (tmp_path / "t.part" / "mine").write_bytes(b"x")

    with pytest.raises(BadInput, match="cannot be written"):
        write_folder(tmp_path / "t", FILES)

    assert held(tmp_path / "t.part") == {"mine": b"x"}


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")

    with pytest.raises(BadInput, match="cannot be written"):
        write_folder(tmp_path / "f" / "t", FILES)
