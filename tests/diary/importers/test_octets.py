"""The octets of a file: encodings are recognised and named, archives and large files refused."""

import pytest

from limen.diary.importers import octets
from limen.diary.importers.octets import LARGEST, require_rows, start_of, text_of, whole_text
from limen.terms.errors import BadInput


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "The file is written in UTF-16."),
        ("cp1252", "The file is written in Windows-1252."),
    ],
)
def test_encodings_are_recognised_and_named(encoding, says):
    assert text_of("a.csv", "é,ü\n".encode(encoding)) == ("é,ü\n", says)


@pytest.mark.parametrize("octet", [b"\x81", b"\xff\xfea", b"\xe9\0"])
def test_what_is_no_text_is_refused(octet):
    with pytest.raises(BadInput):
        text_of("a.csv", octet)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"7z\xbc\xaf\x27"])
def test_an_archive_is_not_unpacked(start):
    with pytest.raises(BadInput, match=r"a\.csv is an archive"):
        text_of("a.csv", start + bytes(100))


def test_a_file_above_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(octets, "LARGEST", 10)

    with pytest.raises(BadInput, match="larger than"):
        text_of("a.csv", b"12345678901")
    assert LARGEST == 64 * 1024 * 1024


def test_more_rows_than_the_limit_are_refused():
    require_rows("a.csv", 100_000)

    with pytest.raises(BadInput, match=r"This file has more than 100,000 rows\. Split it\."):
        require_rows("a.csv", 100_001)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_start_of_a_file_is_read_whatever_it_is(encoding):
    assert start_of("  {é".encode(encoding)) == "{é"


def test_halves_of_characters_are_replaced():
    assert whole_text("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
