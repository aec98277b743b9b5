"""Characters for people: bits as letters and digits that are not confused when read or typed."""

from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 characters of five bits each, without I, L, O and U."""


def characters(octets: bytes, count: int) -> str:
    """The first `count` times five bits of these octets.

    Raises:
        ValueError: the octets hold fewer bits.

    Source: trust.md section 8.2.
    """
    spare = 8 * len(octets) - 5 * count
    if spare < 0:
        raise ValueError("too few octets for so many characters")
    bits = int.from_bytes(octets) >> spare
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(count)))


def check_characters(key: str) -> str:
    """The two characters behind a key of 26 that show a slip in typing it.

    Source: trust.md section 8.2.
    """
    return characters(sha256(key.encode("ascii")).digest(), 2)


def read_characters(typed: str) -> str:
    """What a person meant: in capitals, without spaces and hyphens, O as 0, I and L as 1."""
    return typed.upper().translate(_MEANT)


def grouped(text: str) -> str:
    """The characters in groups of four, as they are printed."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


_MEANT = str.maketrans({" ": None, "-": None, "O": "0", "I": "1", "L": "1"})
