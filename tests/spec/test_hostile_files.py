"""SEC-9: no file brings an import or a restore down, and none is taken in by half."""

import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random  # noqa: TID251 -- how files are spoilt: seeded, and no secret
from types import ModuleType

import pytest

from limen.actions import importing, imports, visiting
from limen.actions.visit import Visit
from limen.actions.wanted import Wanted
from limen.journal.chain import verify
from limen.store import events, exports
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId

AT, ZONE = parse_instant("2026-03-02T19:04:00.000Z"), Zone("Europe/Berlin")
MIB = 2**20
TABLE = (
    'version = 1\nkind = "wide"\nzone = "Europe/Berlin"\nmissing = [""]\ntime = { date = "day" }\n'
    'rating = [{ column = "mood", name = "mood", low = 1, high = 7 }]\n'
    'note = [{ column = "words" }]\n'
)
MOODS = "[mood]\ngood = 4\n"
BATCH = (
    "[[batch]]\nname = 'X'\nmaterial = 'cubensis'\nform = 'dried'\n"
    "basis = 'material'\ntested = 'no'\n"
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("a","b")')


def zipped(octets: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("diary.csv", octets)
    return written.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for member, octets in members:
            member.size = member.size or len(octets)
            archive.addfile(member, io.BytesIO(octets))
    return written.getvalue()


def named(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.size = kind, size
    member.linkname = "/etc/passwd" if kind in {tarfile.SYMTYPE, tarfile.LNKTYPE} else ""
    return member


def sparse(name: str, size: int) -> bytes:
    """An archive of one member that says it is huge and holds nothing, in the old way of GNU."""
    member = named(name).tobuf(tarfile.GNU_FORMAT)
    block = bytearray(member)
    block[156:157] = tarfile.GNUTYPE_SPARSE
    block[386:398] = b"%011o\0" % size
    block[398:410] = b"%011o\0" % 0
    block[483:495] = b"%011o\0" % size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + bytes(1024)


def rows(*cells: str) -> bytes:
    return "\n".join(["day,mood,words", *(f"2026-03-01,4,{cell}" for cell in cells)]).encode()


def journal(**fields: object) -> bytes:
    taken = {"substanceName": "X", "time": 1_772_438_400_000, "dose": 0.1, "units": "g", **fields}
    return json.dumps({"experiences": [{"title": "", "ingestions": [taken]}]}).encode()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a packed gigabyte": (zipped(bytes(64 * MIB)), TABLE),
    "a packed file in a packed file": (gzip.compress(zipped(bytes(MIB))), TABLE),
    "other archives": (b"7z\xbc\xaf\x27\x1c" + bytes(100), TABLE),
    "a member that says it is huge": (sparse("events.jsonl", 2**33), ""),
    "a member above its folder": (tarred((named("../../slots.json"), b"{}")), ""),
    "a member that is a link": (tarred((named("events.jsonl", tarfile.SYMTYPE), b"")), ""),
    "a member that is a device": (tarred((named("events.jsonl", tarfile.CHRTYPE), b"")), ""),
    "two members of one name": (tarred(*[(named("manifest.json"), b"{}")] * 2), ""),
    "octets that are no text": (rows("a") + b"\xff\xfe\xfd\x80", TABLE),
    "nothing": (b"", TABLE),
    "zeros": (bytes(10_000), TABLE),
    "UTF-16 without a mark": ("day,mood,words\n".encode("utf-16-le"), TABLE),
    "a mark and nothing else": (b"\xff\xfe", TABLE),
    "half of a pair": ("day,mood\n".encode("utf-16") + b"\x00\xd8", TABLE),
    "formulas": (rows(*(f'"{cell}"' for cell in FORMULAS)), TABLE),
    "a cell without an end": (rows('"' + "a" * MIB), TABLE),
    "a column too many": (b"day,mood,words\n" + b"," * 100_000, TABLE),
    "numbers that are none": (b"day,mood\n2026-03-01,NaN\n2026-03-02,inf\n2026-03-03,1e999", TABLE),
    "days that there are not": (b"day,mood\n0000-00-00,4\n99999-01-01,4\n2026-02-30,4", TABLE),
    "depth": (b'{"experiences": ' + b"[" * 200_000, BATCH),
    "depth that ends": (b'{"experiences": ' + b"[" * 5000 + b"]" * 5000 + b"}", BATCH),
    "a number of many digits": (b'{"experiences": [' + b"9" * 100_000 + b"]}", BATCH),
    "NaN in JSON": (b'{"experiences": [{"ingestions": [{"time": NaN, "dose": Infinity}]}]}', BATCH),
    "a dose beyond all bounds": (journal(dose=1e308), BATCH),
    "a time beyond all bounds": (journal(time=1e308), BATCH),
    "one name twice": (b'{"experiences": [], "experiences": [{"title": 1}]}', BATCH),
    "lone halves": (journal(notes="\ud800 a \udfff"), BATCH),
    "a mood that is a formula": (b"full_date,time,mood,note\n2026-03-01,20:05,=1+1,=2", MOODS),
    "a mapping of another kind": (rows("a"), "[" * 10_000),
    "a mapping of many": (rows("a"), TABLE + "x = 1\n" * 10_000),
    "an entry of no journal": (b'{"header":{"n":1e400,"id":[[[]]],"kind":{}},"payload":NaN}', ""),
    "an entry of a later kind": (b'{"header":{"n":1,"kind":"dream.told","v":9}}\n' * 3, ""),
}


@dataclass(slots=True)
class Receiving:
    """A vault that files are brought into, one after the other."""

    visit: Visit
    folder: Path
    chain: ChainId
    refused: int = 0
    taken: int = 0

    def take(self, octets: bytes, mapping: str) -> str:
        """Import a file as a command does; what is refused leaves nothing of it."""
        (self.folder / "file").write_bytes(octets)
        (self.folder / "map.toml").write_text(mapping, encoding="utf-8")
        before, run_id = events.head(self.chain), visiting.new_identifier()
        map_file = self.folder / "map.toml" if mapping else None
        wanted = Wanted(self.folder / "file", lambda _: "", mapping=map_file, keep_rest=True)
        try:
            preview = importing.preview_wanted(self.visit, wanted, run_id, ZONE)
            imports.issues_of(preview)
            added = len(imports.apply_import(self.visit, run_id, preview).added)
        except LimenError as refused:
            assert events.head(self.chain) == before
            self.refused += 1
            return refused.says
        assert events.head(self.chain).n == before.n + added
        self.taken += 1
        return f"added {added}"


@pytest.fixture
def receiving(vault: OpenVault, tmp_path: Path) -> Receiving:
    """An open vault of somebody who is 18 or over."""
    visit = visiting.participant(ChainId(vault.id), AT, ZONE)
    visiting.state_adult(visit)
    return Receiving(visit, tmp_path, ChainId(vault.id))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused(receiving: Receiving, name: str) -> None:
    octets, mapping = HOSTILE[name]

    says = receiving.take(octets, mapping)

    kept = events.load(receiving.chain)
    assert says
    assert verify(receiving.chain, kept).reason is None


def test_a_sound_file_is_taken_by_the_same_way(receiving: Receiving) -> None:
    assert receiving.take(rows("Rain."), TABLE) == "added 3"
    assert receiving.take(journal(), BATCH) == "added 3"


@pytest.mark.nightly
@pytest.mark.parametrize("lines", [100_001, 1_000_001])
def test_a_million_rows_are_refused(receiving: Receiving, lines: int) -> None:
    says = receiving.take(b"day,mood\n" + b"2026-03-01,4\n" * lines, TABLE)

    assert says == "This file has more than 100,000 rows. Split it."


def test_a_file_that_is_too_large_is_not_read(receiving: Receiving, tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(64 * MIB + 1)
    wanted = Wanted(tmp_path / "large", lambda _: "")

    with pytest.raises(LimenError, match=r"larger than 64 MiB"):
        importing.preview_wanted(receiving.visit, wanted, visiting.new_identifier(), ZONE)


@pytest.mark.parametrize("cases", [60, pytest.param(5_000, marks=pytest.mark.nightly)])
def test_a_file_that_was_spoilt_anywhere_is_read_or_refused(
    receiving: Receiving, sound: list[tuple[bytes, str]], cases: int, record_property: Callable
) -> None:
    chance = Random(1)  # noqa: S311 -- no secret

    for case in range(cases):
        octets, mapping = sound[case % len(sound)]
        if chance.random() < 0.2 and mapping:
            mapping = spoilt(mapping.encode(), chance).decode(errors="replace")
        else:
            octets = spoilt(octets, chance)
        receiving.take(octets, mapping)

    record_property("counted", f"{cases} spoilt files: {receiving.refused} refused, none by half")
    assert verify(receiving.chain, events.load(receiving.chain)).reason is None
    assert receiving.refused > 0
    assert receiving.taken > 0


BAD_LINES = (
    b'{"header":{},"hash":"","salt":null,"payload":NaN}',
    b'{"header":null}',
    b"[" * 100_000,
    b'{"n": ' + b"9" * 10_000 + b"}",
    b"\xff\xfe",
    b'"' + b"a" * MIB,
)


@pytest.mark.parametrize("lines", BAD_LINES, ids=range(len(BAD_LINES)))
def test_a_restore_refuses_entries_that_are_none_though_their_list_agrees(lines: bytes) -> None:
    members = {"events.jsonl": lines, "schema.json": b"{}", "slots.json": b"{}"}

    _is_refused(_listed(members))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: {**told, "head": [[[]]]},
        lambda told: {**told, "sha256": 5},
        lambda told: {**told, "events": 10**400},
        lambda told: {**told, "vault": "../.."},
        lambda told: {**told, "format": "limen/export/99"},
        lambda _: [],
        lambda _: None,
    ],
)
def test_a_restore_refuses_a_list_of_another_shape(change: Callable[[dict], object]) -> None:
    members = {"events.jsonl": b"", "schema.json": b"{}", "slots.json": b"{}"}

    _is_refused(_listed(members, change))


@pytest.mark.parametrize(
    "octets",
    [
        sparse("events.jsonl", 2**33),
        tarred((named("../slots.json"), b"{}")),
        tarred((named("events.jsonl", tarfile.SYMTYPE), b"")),
        tarred((named("events.jsonl", tarfile.FIFOTYPE), b"")),
        gzip.compress(bytes(64 * MIB)),
        bytes(10 * MIB),
    ],
    ids=["huge", "above", "link", "pipe", "packed", "zeros"],
)
def test_a_restore_refuses_an_archive_that_is_made_to_harm(octets: bytes) -> None:
    _is_refused(octets)


@pytest.fixture(scope="module")
def sound(
    load: Callable[[Path], ModuleType], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[bytes, str]]:
    """Files of every format that are read as they are, each with its mapping."""
    planted = load(Path(__file__).parent.parent / "journeys" / "planted.py")
    found = []
    for name, *more in planted.write(tmp_path_factory.mktemp("sound")):
        mapping = Path(more[1]).read_text(encoding="utf-8") if "--map" in more else ""
        found.append((Path(name).read_bytes(), mapping))
    return found


def spoilt(octets: bytes, chance: Random) -> bytes:
    """The octets with one to four mistakes in them."""
    for _ in range(chance.randrange(1, 5)):
        start, length = chance.randrange(len(octets) + 1), chance.randrange(1, 40)
        part = octets[start : start + length]
        other = chance.choice(
            [
                *(
                    b"",
                    part * 3,
                    part[::-1],
                    part.upper(),
                    chance.randbytes(length),
                    b"\0",
                    b"\xff",
                ),
                *(
                    b'"',
                    b",",
                    b"\n",
                    b"{",
                    b"[[[[",
                    b"NaN",
                    b"1e999",
                    b"-0",
                    b"=1",
                    b"null",
                    b"\\u",
                ),
            ]
        )
        octets = octets[:start] + other + octets[start + length :]
    return octets


def _listed(
    members: dict[str, bytes], change: Callable[[dict], object] = lambda told: told
) -> bytes:
    """An archive of these members, with a list that agrees with them."""
    told = {
        "format": "limen/export/1",
        "vault": "5f0c2b1e-8a44-4c39-9d3e-3d2b7a6f1c10",
        "made_at": "2026-03-02T19:04:00.000Z",
        "head": {"n": 0, "hash": ""},
        "sha256": {name: hashlib.sha256(octets).hexdigest() for name, octets in members.items()},
    }
    whole = {**members, "manifest.json": json.dumps(change(told)).encode()}
    return tarred(*((named(name), octets) for name, octets in whole.items()))


def _is_refused(octets: bytes) -> None:
    with pytest.raises(LimenError):
        exports.unpack(octets)
