"""What is altered in keys, entries or exports is refused: flipped, cut, swapped, old.

Goals SEC-3 and SEC-4.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, replace
from random import Random  # noqa: TID251 -- what is altered: seeded, and no secret
from uuid import UUID

import pytest

from limen.journal.chain import genesis, link, verify
from limen.journal.event import Draft, Event, Head, Header
from limen.journal.kinds.measures import NoteWritten
from limen.store import age, exports, keys
from limen.store.dice import SystemDice
from limen.store.exports import Export
from limen.store.keys import Cost, KeySlots, Secret, SlotKind, VaultKey
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId, EventId

MOMENT = "2026-03-02T19:04:00.000Z"
PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of keys that tests make
OURS, OTHERS = ChainId(UUID(int=7)), ChainId(UUID(int=8))
IN_HEX = ("salt", "nonce", "wrapped")


def dice() -> Random:
    return Random(1)  # noqa: S311 -- no secret


@pytest.fixture(scope="module")
def slots() -> dict[str, KeySlots]:
    """Key files that our passphrase opens: ours, an older one, and one of another vault."""
    passphrase, other = Secret.passphrase(PASSPHRASE), VaultKey(OTHERS, bytes(32))
    ours = VaultKey(OURS, SystemDice().octets(32))

    def made(key: VaultKey, epoch: int, secret: Secret) -> KeySlots:
        return keys.with_slot(KeySlots(key.vault, epoch, ()), key, secret, Cost(), SystemDice())

    as_sheet = replace(passphrase, kind=SlotKind.RECOVERY)
    return {
        "ours": made(ours, 2, passphrase),
        "older": made(ours, 1, passphrase),
        "others": made(other, 2, passphrase),
        "sheet": made(ours, 2, as_sheet),
    }


@pytest.mark.parametrize("alterations", [8, pytest.param(1000, marks=pytest.mark.nightly)])
def test_an_altered_key_slot_opens_nothing(
    slots: dict[str, KeySlots], alterations: int, record_property: Callable
) -> None:
    written = keys.slots_octets(slots["ours"])

    opened = [
        altered
        for altered in _altered_slots(json.loads(written), slots, alterations)
        if _opens(json.dumps(altered).encode())
    ]

    record_property("counted", f"{alterations} altered key slots, {len(opened)} opened")
    assert opened == []
    assert _opens(written)


def test_settings_below_the_floor_or_beyond_the_ceiling_are_refused_untried(
    slots: dict[str, KeySlots], monkeypatch: pytest.MonkeyPatch
) -> None:
    written, tried = json.loads(keys.slots_octets(slots["ours"])), []
    monkeypatch.setattr(keys, "hash_secret_raw", lambda *_, **__: tried.append(1))
    chance = dice()
    bad = [
        ("m_kib", [*(chance.randrange(64 * 1024) for _ in range(300)), 2**20 + 1, 2**31]),
        ("t", [*range(3), *range(21, 300)]),
        ("p", [*range(4), *range(5, 300)]),
    ]

    for name, values in bad:
        for value in values:
            with pytest.raises(LimenError, match="settings that Limen does not accept"):
                _unwrapped(_with(written, name, value))

    assert tried == []


@pytest.fixture(scope="module")
def chain() -> list[Event]:
    """Twenty linked entries."""
    return list(_linked(OURS, 20))


def test_an_altered_entry_is_found_by_the_chain(
    chain: list[Event], record_property: Callable
) -> None:
    altered = list(_altered_chains(chain, 1000))

    passed = [events for events in altered if verify(OURS, events).reason is None]

    record_property("counted", f"{len(altered)} altered journals, {len(passed)} passed")
    assert passed == []
    assert verify(OURS, chain).reason is None


@pytest.fixture(scope="module")
def packed(chain: list[Event], slots: dict[str, KeySlots]) -> bytes:
    """What a whole export of these entries is."""
    return exports.pack(Export(OURS, tuple(chain), keys.slots_octets(slots["ours"]), MOMENT))


def test_an_altered_sealed_export_is_refused(packed: bytes, record_property: Callable) -> None:
    key, other = bytes(range(32)), bytes(range(1, 33))
    sealed = age.sealed(packed, [age.recipient_text(key)])
    altered = [*_flipped_or_cut(sealed, 998), age.sealed(packed, [age.recipient_text(other)]), b""]

    passed = [octets for octets in altered if not _is_refused(lambda o=octets: age.opened(o, key))]

    record_property("counted", f"{len(altered)} altered sealed exports, {len(passed)} opened")
    assert passed == []
    assert age.opened(sealed, key) == packed


def test_an_altered_plain_export_is_refused_or_says_the_same(
    packed: bytes, record_property: Callable
) -> None:
    """Some octets of an archive say nothing, such as those that fill up its blocks."""
    whole, refused = exports.unpack(packed), 0

    for octets in _flipped_or_cut(packed, 1000):
        try:
            found = exports.unpack(octets)
        except LimenError:
            refused += 1
        else:
            assert found == whole

    record_property("counted", f"1000 altered plain exports, {refused} refused, no other content")
    assert refused > 900


def _altered_slots(written: dict, slots: dict[str, KeySlots], wanted: int) -> Iterator[dict]:
    """Key files in which one thing is another: a bit, a setting, the vault, the kind, the epoch."""
    chance = dice()
    for number in range(wanted):
        if number % 8 == 0:
            yield {**written, "epoch": 1 + 2 * (number % 3)}
        elif number % 8 == 1:
            yield {**written, "vault": str(UUID(int=chance.getrandbits(128)))}
        elif number % 8 == 2:
            moved = chance.choice(("older", "others"))
            yield {**written, "slots": json.loads(keys.slots_octets(slots[moved]))["slots"]}
        elif number % 8 == 3:
            sheet = json.loads(keys.slots_octets(slots["sheet"]))["slots"][0]
            yield {**written, "slots": [{**sheet, "kind": "passphrase"}]}
        elif number % 8 == 4:
            yield _with(written, *chance.choice((("t", 4), ("m_kib", 65 * 1024))))
        elif number % 8 == 5:
            name = chance.choice(IN_HEX)
            yield _with(written, name, written["slots"][0][name][:-2])
        else:
            name = chance.choice(IN_HEX)
            yield _with(written, name, _flipped_hex(written["slots"][0][name], chance))


def _altered_chains(chain: list[Event], wanted: int) -> Iterator[list[Event]]:
    """Journals with an entry that is changed, missing, moved, doubled, or of another vault."""
    chance, others = dice(), list(_linked(OTHERS, len(chain)))
    for number in range(wanted):
        place = chance.randrange(len(chain) - 1)
        before, one, after = chain[:place], chain[place], chain[place + 1 :]
        if number % 5 == 0:
            yield [*before, *after]
        elif number % 5 == 1:
            yield [*before, after[0], one, *after[1:]]
        elif number % 5 == 2:
            yield [*before, others[place], *after]
        elif number % 5 == 3:
            yield [*before, one, one, *after]
        else:
            yield [*before, _changed(one, chance), *after]


def _changed(event: Event, chance: Random) -> Event:
    """An entry with one bit of one field changed, in its header, its content, or its hashes."""
    texts = {name: value for name, value in asdict(event.header).items() if isinstance(value, str)}
    name = chance.choice((*texts, "n", "v", "hash", "salt", "payload"))
    if name in texts:
        return replace(event, header=replace(event.header, **{name: texts[name][::-1] + "0"}))
    if name in {field.name for field in fields(Header)}:
        number = getattr(event.header, name) + chance.randrange(1, 9)
        return replace(event, header=replace(event.header, **{name: number}))
    if name == "payload":
        return replace(event, payload=_flipped(event.payload, chance))
    return replace(event, **{name: _flipped_hex(getattr(event, name), chance)})


def _flipped_or_cut(octets: bytes, wanted: int) -> Iterator[bytes]:
    chance = dice()
    for number in range(wanted):
        if number % 4:
            yield _flipped(octets, chance)
        else:
            yield octets[: chance.randrange(1, len(octets) - 1024)]


def _flipped(octets: bytes, chance: Random) -> bytes:
    place, bit = chance.randrange(len(octets)), chance.randrange(8)
    return octets[:place] + bytes([octets[place] ^ 1 << bit]) + octets[place + 1 :]


def _flipped_hex(text: str, chance: Random) -> str:
    return _flipped(bytes.fromhex(text), chance).hex()


def _with(written: dict, name: str, value: object) -> dict:
    (slot,) = written["slots"]
    return {**written, "slots": [{**slot, name: value}]}


def _unwrapped(written: dict) -> VaultKey:
    return keys.unwrapped(keys.parse_slots(json.dumps(written).encode()), PASSPHRASE)


def _opens(octets: bytes) -> bool:
    return not _is_refused(lambda: keys.unwrapped(keys.parse_slots(octets), PASSPHRASE))


def _is_refused(opened: Callable[[], object]) -> bool:
    try:
        opened()
    except LimenError:
        return True
    return False


def _linked(chain: ChainId, entries: int) -> Iterator[Event]:
    head, at = Head(0, genesis(chain)), parse_instant(MOMENT)
    for number in range(1, entries + 1):
        id_, note = EventId(UUID(int=number)), NoteWritten(words=f"words {number} " * 10)
        draft = Draft(id_, at.date(), at, Zone("Europe/Berlin"), "participant", "cli", note)
        event = link(draft, head, salt=number.to_bytes(16), jump=None)
        head = event.head
        yield event
