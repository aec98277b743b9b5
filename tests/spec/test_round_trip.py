"""SEC-15: what is taken out and put back is what it was, whatever the journal holds."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random  # noqa: TID251 -- what a journal holds: seeded, and no secret
from uuid import UUID

import pyrage
import pytest

from limen.journal.chain import genesis, link, verify
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.journal.kinds.meta import VaultRestored
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import from_plain, plain, schema
from limen.store import age, backups, events, exports, opening, vault
from limen.store.backups import Opened
from limen.store.models import BackupRow, EventRow
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, later_day, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId, EventId

MOMENT = "2026-03-02T19:04:00.000Z"
MOST_EVENTS = 40
LARGEST = 2**53 - 1
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "UTC")
LETTERS = 'abc ÄßéÅ日本語العربية\u2028"\\\t\n=+@<>&{}[]\x7f\U0001f344'
WRITABLE = tuple(kind for kind in KINDS if kind not in RESERVED_KINDS)


def _uuid(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


# Texts that a pattern of a schema asks for.
WRITTEN = {
    "^[0-9a-f]{64}$": lambda chance: chance.randbytes(32).hex(),
    "^[a-z0-9_]+$": lambda chance: chance.choice(("mood", "calm_2", "x")),
    "^(clinician|study):[0-9a-f-]{36}$": lambda chance: f"study:{_uuid(chance)}",
    "^[0-9A-HJKMNP-TV-Z]{8}$": lambda _: "7F3A91C2",
    "^[0-9A-HJKMNP-TV-Z]{16}$": lambda _: "7F3A91C20BE4D5AA",
    "^[0-9A-HJKMNP-TV-Z]{26}$": lambda _: "7F3A91C20BE4D5AAK2MNP8QRS4",
    "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$": lambda chance: chance.choice(("-0.50", "0", "12.340")),
    "^(0|[1-9][0-9]*)(\\.[0-9]+)?$": lambda chance: chance.choice(("0.10", "1", "25.0")),
}
FORMATS = {
    "uuid": _uuid,
    "date": lambda chance: str(later_day(date(2020, 1, 1), chance.randrange(5000))),
    "date-time": lambda chance: (
        f"2026-0{chance.randrange(1, 10)}-02T19:04:00.{chance.randrange(1000):03}Z"
    ),
}


@pytest.mark.parametrize("vaults", [10, pytest.param(1000, marks=pytest.mark.nightly)])
def test_a_backup_that_is_put_back_elsewhere_is_the_journal_that_it_was_made_of(
    closed: OpenVault, tmp_path: Path, vaults: int, record_property: Callable
) -> None:
    chance, held = Random(1), Counter()  # noqa: S311 -- no secret

    for _ in range(vaults):
        whole = _filled(closed, list(_journal(ChainId(closed.id), chance)))
        backups.back_up(tmp_path / "a.age", MOMENT)
        restored = _put_back(tmp_path / "a.age", closed, tmp_path / "elsewhere")
        assert restored[:-1] == whole
        assert verify(ChainId(closed.id), restored).reason is None
        held.update(event.header.kind for event in whole)

    record_property("counted", f"{vaults} journals, {sum(held.values())} entries put back")
    assert len(held) > len(WRITABLE) / 2


def test_an_export_that_is_packed_and_unpacked_is_the_same_to_the_last_octet(
    closed: OpenVault,
) -> None:
    chance = Random(2)  # noqa: S311 -- no secret

    for _ in range(50):
        made = tuple(_journal(ChainId(closed.id), chance))
        export = exports.Export(ChainId(closed.id), made, closed.slots_octets(), MOMENT)
        assert exports.unpack(exports.pack(export)) == export


@pytest.mark.parametrize("kind", WRITABLE)
def test_every_kind_is_made_up_and_not_its_example(kind: str) -> None:
    chance = Random(4)  # noqa: S311 -- no secret

    made = [_payload(kind, chance) for _ in range(5)]

    assert [payload for payload in made if payload != KINDS[kind].example()]


def test_the_age_tool_and_a_reader_of_json_open_it_without_limen(
    closed: OpenVault, tmp_path: Path
) -> None:
    whole = _filled(closed, list(_journal(ChainId(closed.id), Random(3))))  # noqa: S311 -- no secret
    backups.back_up(tmp_path / "a.age", MOMENT)
    identity = pyrage.x25519.Identity.from_str(age.identity_text(closed.export_key()))

    packed = pyrage.decrypt((tmp_path / "a.age").read_bytes(), [identity])
    start = packed.index(b'{"header"')
    lines = packed[start : packed.index(b"\0", start)].splitlines()

    assert [json.loads(line)["hash"] for line in lines] == [event.hash for event in whole]


def _journal(chain: ChainId, chance: Random) -> Iterator[Event]:
    """A journal of any kinds, with any content, and some of it taken away."""
    head = Head(0, genesis(chain))
    for _ in range(chance.randrange(MOST_EVENTS)):
        payload = _payload(chance.choice(WRITABLE), chance)
        at, zone = parse_instant(FORMATS["date-time"](chance)), Zone(chance.choice(ZONES))
        day = date.fromisoformat(FORMATS["date"](chance))
        by, via = chance.choice(("participant", "limen")), chance.choice(("web", "cli", "card"))
        draft = Draft(EventId(UUID(_uuid(chance))), day, at, zone, by, via, payload)
        event = link(draft, head, salt=chance.randbytes(16), jump=chance.choice((None, -3600)))
        head = event.head
        yield replace(event, payload=None, salt=None) if chance.random() < 0.1 else event


def _payload(kind: str, chance: Random) -> Payload:
    """What a schema allows; where the rules of its kind forbid it, less of it is made up."""
    said = plain(KINDS[kind].example())
    for share in (*[1.0] * 3, *[0.5] * 5, *[0.2] * 20):
        made = _members(kind, chance)
        some = {name: made[name] for name in made if chance.random() < share}
        try:
            return from_plain(kind, KINDS[kind].VERSION, {**said, **some})
        except LimenError:
            continue
    return KINDS[kind].example()


def _members(kind: str, chance: Random) -> dict:
    told = _schema(kind)
    made = _made(told, told.get("$defs", {}), chance)
    return {name: value for name, value in made.items() if name not in {"by", "via", "jump"}}


_schema = cache(schema)


def _made(told: dict, named: dict, chance: Random) -> object:
    """A value that a part of a schema describes."""
    if "$ref" in told:
        return _made(named[told["$ref"].rpartition("/")[2]], named, chance)
    if "anyOf" in told:
        return _made(chance.choice(told["anyOf"]), named, chance)
    for name in ("const", "enum"):
        if name in told:
            return told[name] if name == "const" else chance.choice(told[name])
    return _BY_TYPE[told.get("type", "object")](told, named, chance)


def _text(told: dict, _: dict, chance: Random) -> str:
    if "format" in told or "pattern" in told:
        return {**FORMATS, **WRITTEN}[told.get("format", told.get("pattern"))](chance)
    longest = min(told.get("maxLength", 40), 40)
    return "".join(chance.choices(LETTERS, k=chance.randrange(longest + 1)))


def _number(told: dict, _: dict, chance: Random) -> int:
    least, most = told.get("minimum", -LARGEST), told.get("maximum", LARGEST)
    return chance.choice((least, most, chance.randint(least, min(most, least + 10))))


def _list(told: dict, named: dict, chance: Random) -> list:
    if "prefixItems" in told:
        return [_made(each, named, chance) for each in told["prefixItems"]]
    length = chance.randint(told.get("minItems", 0), min(told.get("maxItems", 3), 3))
    return [_made(told["items"], named, chance) for _ in range(length)]


def _object(told: dict, named: dict, chance: Random) -> dict:
    if "properties" in told:
        return {name: _made(each, named, chance) for name, each in told["properties"].items()}
    each = told.get("additionalProperties")
    for pattern, one in told.get("patternProperties", {}).items():
        return {WRITTEN[pattern](chance): _made(one, named, chance)}
    return {"mood": _made(each, named, chance)} if isinstance(each, dict) else {"words": "any"}


_BY_TYPE: dict[str, Callable[[dict, dict, Random], object]] = {
    "string": _text,
    "integer": _number,
    "boolean": lambda _told, _named, chance: chance.random() < 0.5,
    "null": lambda *_: None,
    "array": _list,
    "object": _object,
}


def _filled(closed: OpenVault, made: list[Event]) -> tuple[Event, ...]:
    """The vault with these events and no others, open."""
    opening.open_vault(closed)
    EventRow.objects.all().delete()
    BackupRow.objects.all().delete()
    with events.appending():
        events.insert(ChainId(closed.id), made)
    return tuple(made)


def _put_back(path: Path, closed: OpenVault, folder: Path) -> tuple[Event, ...]:
    """What a backup holds once it was put into another folder, with the event that says so."""
    export = exports.unpack(age.opened(path.read_bytes(), closed.export_key()))
    said = VaultRestored(n=export.head.n, hash=export.head.hash)
    at, id_ = parse_instant(MOMENT), EventId(UUID(int=1))
    draft = Draft(id_, at.date(), at, Zone("UTC"), "participant", "cli", said)
    moved = replace(closed, folder=folder, path=folder / closed.path.name)
    backups.restore(Opened(export, moved), link(draft, export.head, salt=bytes(16), jump=None))
    assert vault.current().folder == folder
    return events.load(export.chain)
