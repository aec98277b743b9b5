"""Files in the age format: opened by their key or passphrase, and by nothing else."""

import pyrage
import pytest

from limen.store import age
from limen.terms.errors import BadInput, NotAllowed

KEY, OTHER = bytes(range(32)), bytes(32)
OCTETS = b"A planted secret. " * 200


def test_the_age_library_reads_our_identity_and_its_recipient() -> None:
    identity = pyrage.x25519.Identity.from_str(age.identity_text(KEY))

    assert str(identity.to_public()) == age.recipient_text(KEY)
    assert str(identity) == age.identity_text(KEY)


def test_an_identity_of_the_library_is_written_as_it_writes_it() -> None:
    # The published example of the age format: its key is 32 times the octet 0x42.
    assert age.identity_text(b"\x42" * 32) == str(
        pyrage.x25519.Identity.from_str(age.identity_text(b"\x42" * 32))
    )


def test_each_recipient_opens_it_and_nobody_else() -> None:
    sealed = age.sealed(OCTETS, [age.recipient_text(KEY), age.recipient_text(OTHER)])

    assert age.opened(sealed, KEY) == age.opened(sealed, OTHER) == OCTETS
    with pytest.raises(NotAllowed, match="That did not open the file"):
        age.opened(sealed, b"\x01" * 32)
    assert OCTETS[:18] not in sealed


@pytest.mark.nightly
def test_a_passphrase_opens_it_and_no_other_does() -> None:
    sealed = age.sealed_by_passphrase(OCTETS, "correct horse")

    assert age.opened_by_passphrase(sealed, "correct horse") == OCTETS
    with pytest.raises(NotAllowed, match="That did not open the file"):
        age.opened_by_passphrase(sealed, "wrong horse")


@pytest.mark.parametrize("text", ["", "age1", "me@example.org"])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="not an age recipient"):
        age.sealed(OCTETS, [text])


def test_every_flipped_bit_and_every_cut_is_noticed() -> None:
    sealed = age.sealed(OCTETS, [age.recipient_text(KEY)])
    flipped = [_flip(sealed, place) for place in range(0, len(sealed), 97)]
    cut = [sealed[:length] for length in range(0, len(sealed), 211)]

    for damaged in flipped + cut:
        with pytest.raises(NotAllowed):
            age.opened(damaged, KEY)


def _flip(octets: bytes, place: int) -> bytes:
    return octets[:place] + bytes([octets[place] ^ 1]) + octets[place + 1 :]
