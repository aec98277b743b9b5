"""The search for words that must not be found: in files, however written, and in memory."""

import base64
import contextlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_SHORTEST = 12
_MOST_INFLATED = 16 * 1024 * 1024
_HEADER_OF_MEMBER = 30


def writings(word: str) -> tuple[bytes, ...]:
    """How a word may stand in a file: as text, in addresses, in hex, and in base64 anywhere."""
    octets = word.encode()
    if len(octets) < _SHORTEST:
        raise ValueError("a word is long enough to be known again inside base64")
    plain = (octets, word.encode("utf-16-le"), word.encode("utf-16-be"))
    addresses = (quote(word).encode(), quote_plus(word).encode())
    shifted = (base64.b64encode(bytes(shift) + octets)[4 if shift else 0 :] for shift in range(3))
    return (*plain, *addresses, octets.hex().encode(), *(one[:-4] for one in shifted))


def words_in(octets: bytes, words: Iterable[str]) -> set[str]:
    """Which of these words some octets show, as they are or inflated."""
    every = b"\0".join((octets, *_inflated(octets)))
    return {word for word in words if any(writing in every for writing in writings(word))}


def words_in_files(folder: Path, words: Iterable[str]) -> set[str]:
    """Which of these words any file below a folder shows, its name included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(map(str, files)).encode(errors="surrogateescape")
    return set().union(*(words_in(read, words) for read in (names, *map(Path.read_bytes, files))))


def copies_in_memory(process: int, words: Iterable[bytes]) -> int:
    """How often words stand in the memory of a process; none where it has ended.

    Raises:
        PermissionError: this account may not look.
    """
    wanted = re.compile(b"|".join(map(re.escape, words)))
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        return sum(len(wanted.findall(part)) for part in _memory(process))
    return 0


def processes_below(process: int) -> Iterator[int]:
    """A process and everything that it started in turn."""
    yield process
    with contextlib.suppress(FileNotFoundError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        for child in map(int, children.split()):
            yield from processes_below(child)


def _memory(process: int) -> Iterator[bytes]:
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines():
            span, rights, *_ = line.split(maxsplit=2)
            start, end = (int(edge, 16) for edge in span.split("-"))
            if rights.startswith("r"):
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(start)
                    yield os.read(memory.fileno(), end - start)


def _inflated(octets: bytes) -> Iterator[bytes]:
    for packed in _PACKED.finditer(octets):
        start, way = packed.start(), 47
        if packed[0].startswith(b"PK"):
            lengths = octets[start + 26 : start + _HEADER_OF_MEMBER]
            named, more = (int.from_bytes(lengths[at : at + 2], "little") for at in (0, 2))
            start, way = start + _HEADER_OF_MEMBER + named + more, -15
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(way).decompress(octets[start:], _MOST_INFLATED)
