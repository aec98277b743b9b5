"""The vault: unlocking, opening, folding, recording, and a backup that is restored."""

import json
import sqlite3
import statistics
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from journals import invented_draft, invented_events
from measurement import Measurement, median_seconds, seconds

from limen.actions import backups, projections, unlocking, visiting
from limen.actions.append import append
from limen.actions.visit import Visit
from limen.journal.chain import header_row
from limen.journal.event import Event
from limen.store import events, opening, vault
from limen.store.dice import SystemDice
from limen.store.vault import JOURNAL, SLOTS, Cost, OpenVault
from limen.terms.calendar import Zone
from limen.terms.errors import NotAllowed
from limen.terms.identifiers import ChainId

PASSPHRASE = "six words that open a benchmark"  # noqa: S105 -- of a vault that is thrown away
TEN_YEARS, FOLDED, THIRTEEN_MEGABYTES = 73_000, 20_000, 15_500  # events
AT, ZONE = datetime(2036, 3, 2, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")
TABLE = (
    "CREATE TABLE events (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, v INTEGER, day TEXT,"
    " at TEXT, zone TEXT, prev TEXT UNIQUE, digest TEXT, hash TEXT, salt TEXT, payload BLOB)"
)
INSERT = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def vault_rows() -> Iterator[Measurement]:
    """Every figure of the vault, each on a vault of its own size in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _opened(_made(Path(folder), TEN_YEARS))
        yield from _folded(_made(Path(folder), FOLDED))
        yield _restored(_made(Path(folder), THIRTEEN_MEGABYTES), runs=3, goal="≤ 6")
        yield _restored(_made(Path(folder), TEN_YEARS), runs=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A vault that was made for a benchmark, with its key, what it holds, and a plain copy."""

    opened: OpenVault
    events: tuple[Event, ...]
    plain: Path

    @property
    def chain(self) -> ChainId:
        """The one chain in it."""
        return ChainId(self.opened.id)

    @property
    def visit(self) -> Visit:
        """Its participant, after all that was recorded."""
        return visiting.participant(self.chain, AT, ZONE)


def _made(base: Path, count: int) -> Made:
    """A vault with so many events, whose lock is as dear as this computer allows."""
    folder = Path(tempfile.mkdtemp(dir=base)) / "notes"
    cost = vault.cost_here(time.monotonic)
    opening.create(folder, PASSPHRASE, cost, SystemDice())
    opening.confirm_sheet()
    opened = vault.current()
    every = tuple(invented_events(ChainId(opened.id), count))
    with events.appending():
        events.insert(ChainId(opened.id), every)
    opening.leave()
    plain = folder.with_name("plain.db")
    _write_plain(plain, every)
    return Made(opened, every, plain)


def _opened(made: Made) -> Iterator[Measurement]:
    folder, cost = made.opened.folder, vault.read_slots(made.opened.folder / SLOTS).slots[0].cost
    unlocked = seconds(lambda: unlocking.unlock(folder, PASSPHRASE), runs=20)
    unlocking.lock()
    alone = median_seconds(lambda: _derived(cost), runs=5)
    name = f"unlock, 95th percentile of 20; {len(made.events):,} events (peer: Argon2id alone)"
    yield Measurement(name, "s", statistics.quantiles(unlocked, n=20)[-1], alone, "≤ 1.5")
    wrong = median_seconds(lambda: _guess(folder), runs=5)
    yield Measurement("one wrong guess at the lock", "s", wrong, goal="≥ 0.3")
    scanned = statistics.median(
        seconds(lambda: _scanned(made.opened), runs=9, before=opening.leave)
    )
    opening.leave()
    peer = median_seconds(lambda: _scanned_plain(made.plain), runs=9)
    name = f"{len(made.events):,} events opened, read, chain checked (peer: sqlite3 reads them)"
    yield Measurement(name, "s", scanned, peer, "≤ 0.3")


def _folded(made: Made) -> Iterator[Measurement]:
    opening.open_vault(made.opened)
    fold = statistics.median(
        seconds(lambda: projections.state_of(made.chain), runs=5, before=projections.forget)
    )
    payloads = [event.payload for event in made.events if event.payload]
    peer = median_seconds(lambda: [json.loads(payload) for payload in payloads], runs=5)
    name = f"{len(made.events):,} events read and folded (peer: json reads their contents)"
    yield Measurement(name, "s", fold, peer, "≤ 1")
    numbers = iter(range(len(made.events) + 1, 10**9))
    added = seconds(
        lambda: projections.state_of(made.chain), runs=50, before=lambda: _insert(made, numbers)
    )
    yield Measurement("one more event folded", "s", statistics.median(added), goal="≤ 0.005")
    took = median_seconds(lambda: _record(made.visit, next(numbers)), runs=50)
    with sqlite3.connect(made.plain) as plain:
        plain.execute("PRAGMA synchronous = FULL")
        more = iter(invented_events(made.chain, 100, head=made.events[-1].head))
        peer = median_seconds(lambda: _record_plain(plain, next(more)), runs=50)
    yield Measurement(
        "one more event recorded, durable, folded (peer: sqlite3)", "s", took, peer, "≤ 0.005"
    )
    opening.leave()
    projections.forget()


def _restored(made: Made, *, runs: int, goal: str = "") -> Measurement:
    base = made.opened.folder.parent
    ours = median_seconds(lambda: _there_and_back(made, base), runs=runs)
    peer = median_seconds(lambda: _zipped(made, base), runs=runs)
    megabytes = (made.opened.folder / JOURNAL).stat().st_size / 10**6
    name = (
        f"backup and verified restore of {megabytes:.0f} MB, {len(made.events):,} events"
        " (peer: zip, sqlite3)"
    )
    return Measurement(name, "s", ours, peer, goal)


def _derived(cost: Cost) -> bytes:
    size = {"time_cost": cost.t, "memory_cost": cost.m_kib, "parallelism": cost.p, "hash_len": 32}
    return hash_secret_raw(PASSPHRASE.encode(), bytes(16), type=Type.ID, **size)


def _guess(folder: Path) -> None:
    try:
        unlocking.unlock(folder, "six words that open nothing")
    except NotAllowed:
        return
    raise SystemExit("a wrong guess opened the vault")


def _scanned(opened: OpenVault) -> None:
    opening.open_vault(opened)
    if unlocking.check_chain().reason is not None:
        raise SystemExit("the chain is not sound")


def _insert(made: Made, numbers: Iterator[int]) -> None:
    """Let an event stand in the journal that is not folded yet."""
    head = events.head(made.chain)
    with events.appending():
        events.insert(made.chain, invented_events(made.chain, 1, head=head))
    next(numbers)


def _record(visit: Visit, number: int) -> None:
    draft = replace(invented_draft(number), at=AT)
    append(visit, draft, lambda _: (draft.payload,))


def _there_and_back(made: Made, base: Path) -> None:
    opening.open_vault(made.opened)
    backups.back_up(made.visit, base / "notes.age")
    unlocking.lock()
    with tempfile.TemporaryDirectory(dir=base) as elsewhere:
        found = backups.restorable(
            base / "notes.age", PASSPHRASE, Path(elsewhere) / "notes", time.monotonic
        )
        statement = visiting.drafted(made.visit, backups.restored(found))
        backups.restore(made.visit, found, statement)
        if events.head(made.chain).n != len(made.events) + 1:
            raise SystemExit("the restored journal is another one")
        unlocking.lock()


def _zipped(made: Made, base: Path) -> None:
    """The same rows as lines of JSON into a zip, out of it again, and into plain SQLite."""
    lines = "\n".join(json.dumps([*header_row(one), one.salt]) for one in made.events)
    contents = b"\n".join(one.payload or b"" for one in made.events)
    with zipfile.ZipFile(base / "notes.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lines", lines)
        archive.writestr("contents", contents)
    with zipfile.ZipFile(base / "notes.zip") as archive:
        rows = map(json.loads, archive.read("lines").splitlines())
        payloads = archive.read("contents").split(b"\n")
    _write_rows(
        base / "restored.db", [(*row, one) for row, one in zip(rows, payloads, strict=True)]
    )


def _write_plain(path: Path, every: Sequence[Event]) -> None:
    _write_rows(path, [(*header_row(one), one.salt, one.payload) for one in every])


def _write_rows(path: Path, rows: Sequence[tuple[object, ...]]) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute(TABLE)
        plain.executemany(INSERT, rows)
    plain.close()


def _scanned_plain(path: Path) -> int:
    columns = "n, id, kind, v, day, at, zone, prev, digest, hash"
    plain = sqlite3.connect(path)
    count = sum(1 for _ in plain.execute(f"SELECT {columns} FROM events ORDER BY n"))  # noqa: S608 -- names of our own
    plain.close()
    return count


def _record_plain(plain: sqlite3.Connection, event: Event) -> None:
    plain.execute(INSERT, (*header_row(event), event.salt, event.payload))
    plain.commit()
