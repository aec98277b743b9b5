"""Key slots: what opens them, and that nothing else does."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from limen.journal.characters import check_characters
from limen.store import keys
from limen.store.dice import SystemDice
from limen.store.keys import (
    Cost,
    KeySlots,
    Secret,
    SlotKind,
    VaultKey,
    measured,
    new_code,
    new_vault_key,
    parse_slots,
    slots_octets,
    suitable_cost,
    unwrapped,
    with_slot,
)
from limen.terms.errors import BadInput, CheckFailed, NotAllowed

DICE = SystemDice()
PASSPHRASE = "correct horse battery stáple"  # noqa: S105 -- opens vaults of tests alone
BARE = "7F3A91C20BE4D5AAK2MNP8QRS4"
CODE = BARE + check_characters(BARE)
WRONG = "That did not open the journal."
REFUSED = "This key slot has settings that Limen does not accept."


@pytest.fixture(scope="module")
def key() -> VaultKey:
    return new_vault_key(UUID(int=7), DICE)


@pytest.fixture(scope="module")
def slots(key: VaultKey) -> KeySlots:
    none = KeySlots(key.vault, 3, ())
    one = with_slot(none, key, Secret.passphrase(PASSPHRASE), Cost(), DICE)
    return with_slot(one, key, Secret.recovery(CODE), Cost(), DICE)


def test_a_passphrase_opens_however_its_accent_was_typed(slots: KeySlots, key: VaultKey) -> None:
    assert unwrapped(slots, "correct horse battery sta\u0301ple") == key


def test_the_code_of_the_sheet_opens_in_any_writing(slots: KeySlots, key: VaultKey) -> None:
    assert unwrapped(slots, "7f3a-91c2 obe4 d5aa k2mn p8qr s4" + CODE[-2:]) == key


@pytest.mark.parametrize("text", ["", CODE[:-1], CODE + "0", CODE[:-1] + "U", "1" + CODE[1:]])
def test_a_code_with_a_slip_is_told_so(text: str) -> None:
    with pytest.raises(BadInput, match="not the 28 characters of a recovery sheet"):
        Secret.recovery(text)


@pytest.mark.usefixtures("key")
def test_a_new_code_is_read_back() -> None:
    codes = {new_code(DICE) for _ in range(50)}

    assert len(codes) == 50
    assert {len(Secret.recovery(code).octets) for code in codes} == {26}


def test_a_passphrase_that_reads_as_a_code_opens_as_a_passphrase(key: VaultKey) -> None:
    slots = with_slot(KeySlots(key.vault, 1, ()), key, Secret.passphrase(CODE), Cost(), DICE)

    assert unwrapped(slots, CODE) == key


def test_a_wrong_passphrase_and_a_damaged_slot_say_the_same(slots: KeySlots) -> None:
    damaged = _altered(slots, "salt", "00" * 16)

    with pytest.raises(NotAllowed) as wrong:
        unwrapped(slots, "wrong horse battery staple")
    with pytest.raises(NotAllowed) as broken:
        unwrapped(damaged, PASSPHRASE)

    assert wrong.value.says == broken.value.says == WRONG


def test_a_guess_takes_as_long_where_there_is_no_slot(key: VaultKey) -> None:
    begins = time.monotonic()
    with pytest.raises(NotAllowed):
        unwrapped(KeySlots(key.vault, 1, ()), PASSPHRASE)

    assert time.monotonic() - begins > 0.02


@pytest.mark.parametrize(
    "change",
    [
        lambda slots: replace(slots, epoch=2),
        lambda slots: replace(slots, vault=UUID(int=1)),
        lambda slots: _altered(slots, "nonce", "00" * 12),
        lambda slots: _altered(slots, "wrapped", "00" * 48),
        lambda slots: _altered(slots, "id", str(UUID(int=1))),
        lambda slots: _altered(slots, "t", 4),
    ],
    ids=["older epoch", "other vault", "nonce", "wrapped key", "id", "more passes"],
)
def test_a_slot_that_was_moved_or_changed_opens_nothing(
    slots: KeySlots, change: Callable[[KeySlots], KeySlots]
) -> None:
    with pytest.raises(NotAllowed, match=WRONG):
        unwrapped(change(slots), PASSPHRASE)


def test_a_slot_does_not_open_as_another_kind(key: VaultKey) -> None:
    secret = Secret.recovery(CODE)
    passphrase = replace(secret, kind=SlotKind.PASSPHRASE)
    slots = with_slot(KeySlots(key.vault, 1, ()), key, passphrase, Cost(), DICE)
    moved = replace(slots, slots=(replace(slots.slots[0], kind=SlotKind.RECOVERY),))

    with pytest.raises(NotAllowed, match=WRONG):
        unwrapped(moved, CODE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("m_kib", 64 * 1024 - 1),
        ("m_kib", 1024 * 1024 + 1),
        ("t", 2),
        ("t", 21),
        ("p", 3),
        ("p", 5),
        ("kdf", "argon2i-19"),
        ("kdf", "argon2id-16"),
        ("kind", "pin"),
    ],
)
def test_settings_below_the_floor_or_unknown_are_refused_untried(
    slots: KeySlots, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.delattr(keys, "hash_secret_raw")

    with pytest.raises(CheckFailed, match=REFUSED) as refused:
        _altered(slots, name, value)

    assert refused.value.fix == "Restore slots.json from a backup."


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"format": "limen/slots/1"}',
        b'{"format": "limen/slots/1", "vault": "x", "epoch": 1, "slots": []}',
    ],
)
def test_a_file_that_is_no_key_file_is_refused(octets: bytes) -> None:
    with pytest.raises(BadInput, match=r"slots\.json cannot be read"):
        parse_slots(octets)


@pytest.mark.parametrize("cut", [1, 100, 400])
def test_a_file_that_was_cut_off_is_refused(slots: KeySlots, cut: int) -> None:
    with pytest.raises(BadInput, match=r"slots\.json cannot be read"):
        parse_slots(slots_octets(slots)[:-cut].rstrip(b"}\n"))


def test_a_format_of_another_version_is_refused(slots: KeySlots) -> None:
    octets = slots_octets(slots).replace(b"limen/slots/1", b"limen/slots/2")

    with pytest.raises(CheckFailed, match=REFUSED):
        parse_slots(octets)


def test_what_is_written_is_read_as_it_was(slots: KeySlots) -> None:
    assert parse_slots(slots_octets(slots)) == slots


def test_neither_the_key_nor_a_secret_shows_in_what_is_printed_or_written(
    slots: KeySlots, key: VaultKey
) -> None:
    secret = Secret.passphrase(PASSPHRASE)
    printed = repr(key) + repr(secret) + slots_octets(slots).decode()

    assert key.octets.hex() not in printed
    assert repr(key.octets) not in printed
    assert "horse" not in printed
    assert "horse" in repr(secret.octets)


def test_a_new_slot_takes_the_place_of_its_kind_alone(slots: KeySlots, key: VaultKey) -> None:
    changed = with_slot(slots, key, Secret.passphrase("another horse"), Cost(), DICE)

    assert [slot.kind for slot in changed.slots] == [SlotKind.RECOVERY, SlotKind.PASSPHRASE]
    assert changed.slots[0] == slots.slots[1]
    assert unwrapped(changed, "another horse") == key


def test_keys_of_another_vault_and_for_another_use_differ(key: VaultKey) -> None:
    other = replace(key, vault=UUID(int=1))

    derived = {
        each() for one in (key, other) for each in (one.database_key, one.export_key, one.canary)
    }

    assert len(derived | {key.octets}) == 7


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ((0.6,), Cost()),
        ((2.0,), Cost()),
        ((0.1, 0.2, 0.5), Cost(m_kib=256 * 1024)),
        ((0.1, 0.2, 0.4, 0.5), Cost(m_kib=256 * 1024, t=4)),
        ((0.4, 1.6), Cost()),
        ((0.1,) * 10, Cost(m_kib=256 * 1024, t=10)),
    ],
)
def test_the_cost_is_the_first_that_takes_half_a_second(
    seconds: tuple[float, ...], expected: Cost
) -> None:
    left = iter(seconds)

    assert suitable_cost(lambda _: next(left)) == expected


def test_a_cost_is_measured_by_the_clock_that_is_given() -> None:
    moments = iter((1.0, 1.25))

    assert measured(lambda: next(moments))(Cost()) == 0.25


def _altered(slots: KeySlots, name: str, value: object) -> KeySlots:
    """The same file with one field of its passphrase slot changed."""
    written = json.loads(slots_octets(slots))
    written["slots"][0][name] = value
    return parse_slots(json.dumps(written).encode())
