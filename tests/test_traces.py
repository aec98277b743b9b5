"""The search for words finds each of them however it is written, and no other."""

import base64
import gzip
import io
import os
import random  # noqa: TID251 -- noise, and no secret
import zipfile
import zlib
from collections.abc import Callable
from types import ModuleType

import pytest

WORD = "planted secret 7 of fifty"
NOISE = random.Random(1).randbytes(10_000)  # noqa: S311 -- no secret


def zipped(octets: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("name.txt", octets)
    return written.getvalue()


@pytest.mark.parametrize(
    "write",
    [
        lambda word: word.encode(),
        lambda word: word.encode("utf-16"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode().hex().encode(),
        lambda word: word.replace(" ", "+").encode(),
        lambda word: word.replace(" ", "%20").encode(),
        *(lambda word, n=n: base64.b64encode(bytes(n) + word.encode() + b"end") for n in range(5)),
        lambda word: zlib.compress(b"before " + word.encode()),
        lambda word: gzip.compress(b"before " + word.encode()),
        lambda word: zipped(b"before " + word.encode()),
    ],
)
def test_a_word_is_found_in_the_middle_of_noise(
    traces: ModuleType, write: Callable[[str], bytes]
) -> None:
    octets = NOISE + write(WORD) + NOISE

    assert traces.words_in(octets, [WORD, "another secret"]) == {WORD}
    assert traces.words_in(NOISE, [WORD]) == set()


def test_a_word_is_found_in_files_and_in_their_names(traces: ModuleType, tmp_path: object) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one.bin").write_bytes(NOISE + WORD.encode())
    (tmp_path / "a planted name").touch()

    found = traces.words_in_files(tmp_path, [WORD, "a planted name", "another secret"])

    assert found == {WORD, "a planted name"}


def test_a_word_is_found_in_memory(traces: ModuleType) -> None:
    kept = [f"{number} kept in memory".encode() for number in range(1000)]

    assert traces.copies_in_memory(os.getpid(), [b"999 kept in mem" + b"ory"]) > 0
    assert len(kept) == 1000
