import hashlib
from dataclasses import replace

from limen.studies.published.source import FoundFile, KnownFile

OCTETS = b"a,b\n1,2\n"
KNOWN = KnownFile(
    "rows.csv", hashlib.sha256(OCTETS).hexdigest(), len(OCTETS), rows=1, participants=1
)


def test_the_published_octets_are_recognised():
    assert FoundFile(KNOWN, OCTETS).is_published


def test_one_flipped_bit_is_another_file():
    flipped = bytes([OCTETS[0] ^ 1]) + OCTETS[1:]

    assert not FoundFile(KNOWN, flipped).is_published


def test_the_hash_is_that_of_the_octets_found():
    other = FoundFile(replace(KNOWN, sha256="0" * 64), OCTETS)

    assert other.sha256 == KNOWN.sha256
