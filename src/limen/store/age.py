"""Files in the age format: sealed to keys or to a passphrase, and opened again."""

import unicodedata
from collections.abc import Sequence

import pyrage  # type: ignore[import-untyped]  # -- the library ships no types
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from limen.terms.errors import BadInput, NotAllowed

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_NAME = "age-secret-key-"
_FIRST_LINE = b"age-encryption.org/v1\n"
_BY_PASSPHRASE = _FIRST_LINE + b"-> scrypt "


def is_sealed(octets: bytes) -> bool:
    """Whether these are the first octets of an age file."""
    return octets.startswith(_FIRST_LINE)


def is_sealed_by_passphrase(octets: bytes) -> bool:
    """Whether these are the first octets of an age file that a passphrase opens."""
    return octets.startswith(_BY_PASSPHRASE)


def is_identity(text: str) -> bool:
    """Whether a text reads like an age identity."""
    return text.upper().startswith(_NAME.upper())


def identity_text(key: bytes) -> str:
    """The age identity that a key of 32 octets is, as the age tool reads it.

    Source: BIP 173, which the age format uses for its keys.
    """
    values = _five_bits(key)
    name = [ord(letter) >> 5 for letter in _NAME] + [0] + [ord(letter) & 31 for letter in _NAME]
    rest = _checksum([*name, *values, *[0] * 6]) ^ 1
    check = [rest >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{_NAME}1{''.join(_BECH32[value] for value in [*values, *check])}".upper()


def recipient_text(key: bytes) -> str:
    """The recipient of the identity that a key is."""
    return str(_identity(key).to_public())


def sealed(octets: bytes, recipients: Sequence[str]) -> bytes:
    """The octets so that each of these recipients can open them.

    Raises:
        BadInput: a text is no age recipient.
    """
    try:
        public = [x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError:
        raise BadInput(
            "That is not an age recipient.", fix="It begins with age1.", at="recipient"
        ) from None
    return bytes(pyrage.encrypt(octets, public))


def sealed_by_passphrase(octets: bytes, passphrase: str) -> bytes:
    """The octets so that whoever knows the passphrase can open them."""
    return bytes(by_passphrase.encrypt(octets, _typed_alike(passphrase)))


def opened(octets: bytes, key: bytes) -> bytes:
    """What was sealed to the recipient of a key.

    Raises:
        NotAllowed: it was sealed to others, or is not as it was written.
    """
    try:
        return bytes(pyrage.decrypt(octets, [_identity(key)]))
    except pyrage.DecryptError:
        raise _not_opened() from None


def opened_by_identity(octets: bytes, identity: str) -> bytes:
    """What was sealed to the recipient of an identity, as the age tool writes it.

    Raises:
        NotAllowed: it is none, it was sealed to others, or the file is not as it was written.
    """
    try:
        return bytes(pyrage.decrypt(octets, [x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise _not_opened() from None


def opened_by_passphrase(octets: bytes, passphrase: str) -> bytes:
    """What was sealed by a passphrase.

    Raises:
        NotAllowed: it is another one, or the file is not as it was written.
    """
    try:
        return bytes(by_passphrase.decrypt(octets, _typed_alike(passphrase)))
    except pyrage.DecryptError:
        raise _not_opened() from None


def _typed_alike(passphrase: str) -> str:
    """The passphrase, the same however its accents were typed."""
    return unicodedata.normalize("NFC", passphrase)


def _identity(key: bytes) -> x25519.Identity:
    return x25519.Identity.from_str(identity_text(key))


def _not_opened() -> NotAllowed:
    return NotAllowed(
        "That did not open the file, or the file is damaged.",
        fix="Try the passphrase of that time, or another backup.",
    )


def _five_bits(octets: bytes) -> list[int]:
    """The bits of some octets five by five, the last ones filled up with zeros."""
    spare = -8 * len(octets) % 5
    bits = int.from_bytes(octets) << spare
    count = (8 * len(octets) + spare) // 5
    return [bits >> 5 * place & 31 for place in reversed(range(count))]


def _checksum(values: Sequence[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            rest ^= generator if top >> place & 1 else 0
    return rest
