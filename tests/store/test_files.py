import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.store.files import read_known, read_text, read_unverified, require_file
from limen.studies.published.source import FoundFile, KnownFile
from limen.terms.errors import BadInput, CheckFailed

OCTETS = b"who,score\r\n1,2\r\n"
KNOWN = KnownFile("rows.csv", hashlib.sha256(OCTETS).hexdigest(), 17, rows=1, participants=1)
DOWNLOAD = "example.org/data"

Reader = Callable[..., list[FoundFile]]
READERS = pytest.mark.parametrize("reader", [read_known, read_unverified])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rows.csv").write_bytes(OCTETS)
    return tmp_path


@READERS
def test_the_published_file_is_read_octet_for_octet(folder: Path, reader: Reader):
    (found,) = reader(folder, [KNOWN], download=DOWNLOAD)

    assert (found.octets, found.is_published) == (OCTETS, True)


def test_a_flipped_bit_is_refused_with_both_hashes(folder: Path):
    flipped = bytes([OCTETS[0] ^ 1]) + OCTETS[1:]
    (folder / "rows.csv").write_bytes(flipped)

    with pytest.raises(CheckFailed) as caught:
        read_known(folder, [KNOWN], download=DOWNLOAD)

    assert caught.value.says == (
        "rows.csv is not the published version (SHA-256 differs). Use --unverified to go on."
    )
    assert caught.value.fix == (
        f"Published: {KNOWN.sha256}. Here: {hashlib.sha256(flipped).hexdigest()}. "
        "The published file is at example.org/data."
    )


def test_another_file_is_read_and_marked_where_that_is_wished(folder: Path):
    (folder / "rows.csv").write_bytes(b"other")

    (found,) = read_unverified(folder, [KNOWN], download=DOWNLOAD)

    assert (found.octets, found.is_published) == (b"other", False)


@READERS
def test_a_missing_folder_is_told_with_what_it_should_hold(tmp_path: Path, reader: Reader):
    with pytest.raises(BadInput) as caught:
        reader(tmp_path / "nowhere", [KNOWN], download=DOWNLOAD)

    assert caught.value.says == f"There is no folder {tmp_path / 'nowhere'}."
    assert caught.value.fix == ("Give the folder that holds rows.csv; it is at example.org/data.")


@READERS
def test_a_file_in_place_of_the_folder_is_told(folder: Path, reader: Reader):
    with pytest.raises(BadInput, match="There is no folder"):
        reader(folder / "rows.csv", [KNOWN], download=DOWNLOAD)


@READERS
def test_a_name_that_no_folder_can_have_is_told(folder: Path, reader: Reader):
    with pytest.raises(BadInput, match="There is no folder"):
        reader(folder / ("x" * 5000), [KNOWN], download=DOWNLOAD)


@READERS
def test_a_missing_file_is_told_with_where_to_get_it(tmp_path: Path, reader: Reader):
    with pytest.raises(BadInput) as caught:
        reader(tmp_path, [KNOWN], download=DOWNLOAD)

    assert caught.value.says == f"There is no file {tmp_path / 'rows.csv'}."
    assert caught.value.fix == (
        "Download it from example.org/data, and give the folder that holds it."
    )


@READERS
def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path, reader: Reader):
    (tmp_path / "rows.csv").mkdir()

    with pytest.raises(BadInput) as caught:
        reader(tmp_path, [KNOWN], download=DOWNLOAD)

    assert caught.value.says == f"{tmp_path / 'rows.csv'} is a folder, not a file."


def test_text_is_read_whole_with_its_line_ends(folder: Path):
    assert read_text(folder / "rows.csv") == "who,score\r\n1,2\r\n"


def test_a_byte_order_mark_is_left_out(folder: Path):
    (folder / "rows.csv").write_bytes(b"\xef\xbb\xbf" + OCTETS)

    assert read_text(folder / "rows.csv") == "who,score\r\n1,2\r\n"


def test_text_that_is_not_utf8_is_told_with_its_line(folder: Path):
    (folder / "rows.csv").write_bytes(OCTETS + b"M\xfcnchen,3\r\n")

    with pytest.raises(BadInput) as caught:
        read_text(folder / "rows.csv")

    assert (caught.value.says, caught.value.at) == ("This line is not UTF-8 text.", "rows.csv:3")


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(BadInput) as caught:
        read_text(tmp_path / "rows.csv")

    assert caught.value.says == f"There is no file {tmp_path / 'rows.csv'}."
    assert caught.value.fix == "Check the name and where the file lies."


@pytest.mark.parametrize(
    ("name", "says"), [("none.csv", "There is no file"), (".", "is a folder, not a file")]
)
def test_a_name_without_a_file_does_not_pass(tmp_path: Path, name: str, says: str):
    (tmp_path / "rows.csv").write_text("")

    with pytest.raises(BadInput, match=says):
        require_file(tmp_path / name)

    require_file(tmp_path / "rows.csv")


def test_a_device_is_no_file():
    with pytest.raises(BadInput, match="is a device, not a file"):
        read_text(Path("/dev/zero"))


def test_a_path_through_a_file_cannot_be_read(folder: Path):
    with pytest.raises(BadInput, match="cannot be read: Not a directory"):
        read_text(folder / "rows.csv" / "rows.csv")


def test_a_name_that_is_too_long_cannot_be_read(tmp_path: Path):
    with pytest.raises(BadInput, match="cannot be read: File name too long"):
        read_text(tmp_path / ("x" * 300))
