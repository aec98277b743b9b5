"""Keys of the vault, reached by the vault alone: the data key, and the slots that wrap it.

A slot wraps the data key under a key that a passphrase, or the code of a recovery sheet, gives.
Source: trust.md sections 4.1 to 4.4.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from limen.journal.canonical import canon
from limen.journal.characters import ALPHABET, characters, check_characters, read_characters
from limen.terms.errors import BadInput, CheckFailed, NotAllowed
from limen.terms.ports import Dice, Seconds

KEY_OCTETS = 32
FORMAT = "limen/slots/1"
DERIVATION = "argon2id-19"
_SALT_OCTETS = 16
_NONCE_OCTETS = 12
_CODE_LENGTH = 26
_CODE_OCTETS = 17
_MIB = 1024
_FLOOR_KIB, _MOST_KIB = 64 * _MIB, 1024 * _MIB
_FLOOR_PASSES, _MOST_PASSES = 3, 20
_LANES = 4
_ENOUGH_SECONDS, _MOST_SECONDS = 0.5, 1.5


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a kind
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess is: memory in KiB, passes and lanes of Argon2id.

    Raises:
        CheckFailed: below the floor, or above what Limen is willing to try.
    """

    m_kib: int = _FLOOR_KIB
    t: int = _FLOOR_PASSES
    p: int = _LANES

    def __post_init__(self) -> None:
        is_memory = _FLOOR_KIB <= self.m_kib <= _MOST_KIB
        is_time = _FLOOR_PASSES <= self.t <= _MOST_PASSES
        if not (is_memory and is_time and self.p == _LANES):
            raise _refused_settings()


@dataclass(frozen=True, slots=True)
class VaultKey:
    """The key of one vault, from which all others derive; it is never written in the clear."""

    vault: UUID
    octets: bytes = field(repr=False)

    def database_key(self) -> bytes:
        """The raw key of the encrypted database."""
        return self._derived("limen/v1/db")

    def export_key(self) -> bytes:
        """The secret half of the recipient for backups to oneself."""
        return self._derived("limen/v1/export")

    def canary(self) -> bytes:
        """What the database holds as a proof that this is its key."""
        return self._derived("limen/v1/canary")

    def _derived(self, label: str) -> bytes:
        return _hkdf(self.octets, self.vault.bytes, label)


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the data key."""

    id: UUID
    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The key slots of one vault; `epoch` rises whenever the data key changes."""

    vault: UUID
    epoch: int
    slots: tuple[Slot, ...]


def new_vault_key(vault: UUID, dice: Dice) -> VaultKey:
    """A key for a vault that is made or gets new keys."""
    return VaultKey(vault, dice.octets(KEY_OCTETS))


def new_code(dice: Dice) -> str:
    """The 28 characters of a recovery sheet: 130 bits, and two that show a slip in typing."""
    drawn = characters(dice.octets(_CODE_OCTETS), _CODE_LENGTH)
    return drawn + check_characters(drawn)


def with_slot(slots: KeySlots, key: VaultKey, secret: "Secret", cost: Cost, dice: Dice) -> KeySlots:
    """The same slots, with a new one in place of those of its kind.

    Every wrap takes a new salt, so that the key which wraps is used once.
    """
    slot = Slot(
        id=UUID(bytes=dice.octets(16), version=4),
        kind=secret.kind,
        cost=cost,
        salt=dice.octets(_SALT_OCTETS),
        nonce=dice.octets(_NONCE_OCTETS),
        wrapped=b"",
    )
    cipher = ChaCha20Poly1305(_wrapping_key(secret, slot))
    wrapped = cipher.encrypt(slot.nonce, key.octets, _bound(slots, slot))
    kept = tuple(other for other in slots.slots if other.kind is not secret.kind)
    return replace(slots, slots=(*kept, replace(slot, wrapped=wrapped)))


@dataclass(frozen=True, slots=True)
class Secret:
    """What a person knows or holds, in the octets that Argon2id takes."""

    kind: SlotKind
    octets: bytes = field(repr=False)

    @staticmethod
    def passphrase(text: str) -> "Secret":
        """A passphrase, the same however its accents were typed."""
        return Secret(SlotKind.PASSPHRASE, _utf8(text))

    @staticmethod
    def recovery(code: str) -> "Secret":
        """The code of a recovery sheet, with its check characters.

        Raises:
            BadInput: it was typed wrongly.
        """
        return Secret(SlotKind.RECOVERY, _read_code(code).encode("ascii"))


def unwrapped(slots: KeySlots, typed: str) -> VaultKey:
    """The data key, by a passphrase or by the code of a recovery sheet.

    Raises:
        NotAllowed: no slot opens; a wrong secret and a damaged slot cannot be told apart.
    """
    tried = [
        (secret, slot)
        for secret in _meant(typed)
        for slot in slots.slots
        if slot.kind is secret.kind
    ]
    for secret, slot in tried:
        cipher = ChaCha20Poly1305(_wrapping_key(secret, slot))
        try:
            octets = cipher.decrypt(slot.nonce, slot.wrapped, _bound(slots, slot))
        except InvalidTag:
            continue
        return VaultKey(slots.vault, octets)
    if not tried:
        _argon2(b"", bytes(_SALT_OCTETS), Cost())
    raise NotAllowed("That did not open the journal.")


def suitable_cost(seconds: Callable[[Cost], float]) -> Cost:
    """The first cost at which a guess takes half a second, and never above 1.5 s but at the floor.

    Args:
        seconds: how long one derivation takes here.
    """
    memory = (Cost(m_kib=mib * _MIB) for mib in (64, 128, 256))
    passes = (Cost(m_kib=256 * _MIB, t=t) for t in range(4, 11))
    chosen = Cost()
    for cost in (*memory, *passes):
        took = seconds(cost)
        if took > _MOST_SECONDS:
            break
        chosen = cost
        if took >= _ENOUGH_SECONDS:
            break
    return chosen


def measured(clock: Seconds) -> Callable[[Cost], float]:
    """How long one derivation takes on this computer, by this clock."""

    def seconds(cost: Cost) -> float:
        begins = clock()
        _argon2(b"a passphrase to measure with", bytes(_SALT_OCTETS), cost)
        return clock() - begins

    return seconds


def slots_octets(slots: KeySlots) -> bytes:
    """What `slots.json` holds: wrapped keys, and no content."""
    written = {
        "format": FORMAT,
        "vault": str(slots.vault),
        "epoch": slots.epoch,
        "slots": [
            {
                **_described(slot),
                "salt": slot.salt.hex(),
                "nonce": slot.nonce.hex(),
                "wrapped": slot.wrapped.hex(),
            }
            for slot in slots.slots
        ],
    }
    return json.dumps(written, indent=1).encode("ascii") + b"\n"


def parse_slots(octets: bytes) -> KeySlots:
    """Read `slots.json`.

    Raises:
        BadInput: it cannot be read.
        CheckFailed: a slot has unknown settings, or settings below the floor.
    """
    try:
        read = _SlotsFile.model_validate_json(octets)
    except ValidationError:
        raise BadInput(
            "slots.json cannot be read.", fix="Restore slots.json from a backup.", at="slots.json"
        ) from None
    if read.format != FORMAT:
        raise _refused_settings()
    slots = tuple(_slot(written) for written in read.slots)
    return KeySlots(UUID(read.vault), read.epoch, slots)


def _meant(typed: str) -> tuple[Secret, ...]:
    """A text that reads as a sheet's code may be one; any text may be a passphrase."""
    passphrase = Secret.passphrase(typed)
    try:
        return Secret.recovery(typed), passphrase
    except BadInput:
        return (passphrase,)


def _read_code(typed: str) -> str:
    """The 26 characters of a code that was typed with its two check characters."""
    meant = read_characters(typed.strip())
    code, check = meant[:_CODE_LENGTH], meant[_CODE_LENGTH:]
    if len(code) == _CODE_LENGTH and set(code) <= set(ALPHABET) and check == check_characters(code):
        return code
    raise BadInput(
        "These are not the 28 characters of a recovery sheet.",
        fix="Type the seven groups again; the last one finds slips.",
        at="code",
    )


def _utf8(text: str) -> bytes:
    # A terminal may hand over octets that are not UTF-8; they are kept as they came.
    return unicodedata.normalize("NFC", text).encode(errors="surrogatepass")


def _wrapping_key(secret: Secret, slot: Slot) -> bytes:
    return _hkdf(_argon2(secret.octets, slot.salt, slot.cost), None, "limen/v1/slot")


def _argon2(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost.t,
        memory_cost=cost.m_kib,
        parallelism=cost.p,
        hash_len=KEY_OCTETS,
        type=Type.ID,
        version=19,
    )


def _hkdf(octets: bytes, salt: bytes | None, label: str) -> bytes:
    return HKDF(SHA256(), KEY_OCTETS, salt, label.encode("ascii")).derive(octets)


def _bound(slots: KeySlots, slot: Slot) -> bytes:
    """What a slot is bound to: it opens in this vault, epoch and kind alone, at this cost."""
    return canon(
        {
            **_described(slot),
            "format": FORMAT,
            "vault": str(slots.vault),
            "epoch": slots.epoch,
            "salt": slot.salt.hex(),
        }
    )


def _described(slot: Slot) -> Mapping[str, str | int]:
    return {
        "id": str(slot.id),
        "kind": slot.kind.value,
        "kdf": DERIVATION,
        "m_kib": slot.cost.m_kib,
        "t": slot.cost.t,
        "p": slot.cost.p,
    }


def _slot(written: "_WrittenSlot") -> Slot:
    if written.kdf != DERIVATION or written.kind not in set(SlotKind):
        raise _refused_settings()
    return Slot(
        id=UUID(written.id),
        kind=SlotKind(written.kind),
        cost=Cost(written.m_kib, written.t, written.p),
        salt=bytes.fromhex(written.salt),
        nonce=bytes.fromhex(written.nonce),
        wrapped=bytes.fromhex(written.wrapped),
    )


def _refused_settings() -> CheckFailed:
    return CheckFailed(
        "This key slot has settings that Limen does not accept.",
        fix="Restore slots.json from a backup.",
        at="slots.json",
    )


_UUID_WRITTEN = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_STRICT = ConfigDict(strict=True, extra="forbid", frozen=True)


def _hex(octets: int) -> object:
    return Field(pattern=f"^[0-9a-f]{{{2 * octets}}}$")


class _WrittenSlot(BaseModel):
    model_config = _STRICT

    id: Annotated[str, Field(pattern=_UUID_WRITTEN)]
    kind: str
    kdf: str
    m_kib: int
    t: int
    p: int
    salt: Annotated[str, _hex(_SALT_OCTETS)]
    nonce: Annotated[str, _hex(_NONCE_OCTETS)]
    wrapped: Annotated[str, _hex(KEY_OCTETS + 16)]


class _SlotsFile(BaseModel):
    model_config = _STRICT

    format: str
    vault: Annotated[str, Field(pattern=_UUID_WRITTEN)]
    epoch: Annotated[int, Field(ge=1)]
    slots: Annotated[tuple[_WrittenSlot, ...], Field(max_length=8)]
