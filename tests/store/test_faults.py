"""What a journal outlives: kills, a second program, flipped bits, curious eyes, a closed folder.

Goals REL-4 and REL-10.
"""

import base64
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random  # noqa: TID251 -- where to flip: seeded, and no secret
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection, connections
from sqlcipher3 import dbapi2 as sqlcipher

from limen.journal.chain import link, verify
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store import backups, events, opening
from limen.store.sqlcipher.settings import key_connection
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId, EventId

MOMENT = "2026-03-02T19:04:00.000Z"
SECRETS = tuple(f"planted secret {number} of fifty" for number in range(50))
NOBODY = 65534


@pytest.mark.parametrize("entries", [20, pytest.param(1000, marks=pytest.mark.nightly)])
def test_two_processes_on_one_file_both_save_everything(
    closed: OpenVault, writer: object, entries: int
) -> None:
    starts = (1, 1 + entries)
    deeds = [{"deed": "one by one", "first": n, "until": n + entries} for n in starts]

    said = writer.done(closed, *deeds)

    opening.open_vault(closed)
    kept = events.load(ChainId(closed.id))
    numbers = set(range(1, 1 + 2 * entries))
    assert sorted(map(int, said)) == sorted(numbers)
    assert {UUID(event.header.id).int for event in kept} == numbers
    assert verify(ChainId(closed.id), kept).reason is None


@pytest.mark.parametrize("flips", [200, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_every_flipped_bit_is_found_at_opening_or_reading(
    vault: OpenVault, notes: Callable, flips: int, record_property: Callable
) -> None:
    notes("a note")
    opening.leave()

    found = [_is_found(vault) for _ in _flipped(vault.path, flips)]

    record_property("counted", f"{flips} flipped bits, {sum(found)} found at opening or reading")
    assert found == [True] * flips
    assert not _is_found(vault)


def test_every_flipped_bit_is_found_by_reading_the_whole_file(
    vault: OpenVault, notes: Callable, record_property: Callable
) -> None:
    notes("a note")
    opening.leave()

    found = [_is_found_by_reading(vault) for _ in _flipped(vault.path, 1000)]

    record_property("counted", f"1000 flipped bits, {sum(found)} found by reading the file")
    assert found == [True] * 1000
    assert not _is_found_by_reading(vault)


def test_most_flipped_bits_of_a_file_without_codes_pass_unnoticed(
    vault: OpenVault, notes: Callable, tmp_path: Path
) -> None:
    notes("a note " * 100, count=40)
    _plain_copy(ChainId(vault.id), tmp_path / "plain.db")
    octets, dice = (tmp_path / "plain.db").read_bytes(), Random(2)  # noqa: S311 -- no secret
    found = []

    for _ in range(100):
        bit = dice.randrange(8 * len(octets))
        flipped = bytes([octets[bit // 8] ^ 1 << bit % 8])
        (tmp_path / "plain.db").write_bytes(octets[: bit // 8] + flipped + octets[bit // 8 + 1 :])
        found.append(_is_refused_unencrypted(tmp_path / "plain.db"))

    assert found.count(True) < 50


def test_planted_secrets_are_nowhere_on_disk_while_a_plain_file_shows_them(
    vault: OpenVault, notes: Callable, tmp_path: Path
) -> None:
    for secret in SECRETS:
        notes(secret)
    backups.back_up(tmp_path / "a.age", MOMENT)
    chain = ChainId(vault.id)
    events.redact(chain, [EventId(UUID(events.load(chain)[0].header.id))])
    plain = tmp_path / "plain"
    plain.mkdir()
    _plain_copy(chain, plain / "journal.db")

    assert _found(plain) == set(SECRETS[1:])
    assert (vault.folder / "journal.db-wal").stat().st_size > 0
    shutil.rmtree(plain)
    assert _found(tmp_path) == set()
    opening.leave()
    assert _found(tmp_path) == set()


def test_a_redacted_content_is_in_no_page_any_more(vault: OpenVault, notes: Callable) -> None:
    notes(SECRETS[0])
    chain = ChainId(vault.id)

    with events.appending():
        events.redact(chain, [EventId(UUID(events.load(chain)[0].header.id))])

    event = events.load(chain)[0]
    assert (event.payload, event.salt) == (None, None)
    assert verify(chain, [event]).redacted == 1
    assert SECRETS[0].encode() not in _pages(vault)


def test_an_acknowledged_content_is_in_a_page_before_it_is_redacted(
    vault: OpenVault, notes: Callable
) -> None:
    notes(SECRETS[0])

    assert SECRETS[0].encode() in _pages(vault)


def test_a_second_program_that_writes_is_waited_for_and_then_told(
    vault: OpenVault, notes: Callable
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = connections.create_connection("default")
    other.cursor().execute("BEGIN IMMEDIATE")

    with pytest.raises(LimenError, match="Another program is writing to this journal"):
        notes("one")

    other.cursor().execute("ROLLBACK")
    other.close()
    notes("one")
    assert events.head(ChainId(vault.id)).n == 1


def test_a_folder_that_cannot_be_written_is_read_and_exported(
    vault: OpenVault, notes: Callable, tmp_path: Path
) -> None:
    notes("one")
    opening.leave()
    for path in (tmp_path, *tmp_path.parents):
        if path.name.startswith(("test_", "popen-", "pytest-")):
            path.chmod(0o755)

    said = _as_nobody(vault)

    assert said == ["1", opening.READ_ONLY_FOLDER, "1"]
    left = ["journal.db", "journal.reserve", "slots.json"]
    assert sorted(path.name for path in vault.folder.iterdir()) == left


READING = """
import os, sys
from pathlib import Path
from uuid import UUID
from limen.store import events, exports, keys, opening, vault

folder, name, key = Path(sys.argv[1]), UUID(sys.argv[2]), bytes.fromhex(sys.argv[3])
slots = keys.KeySlots(name, 1, ())
closed = vault.OpenVault(folder, folder / "journal.db", slots, _key=keys.VaultKey(name, key))
opening.open_vault(closed)      # what is loaded late is loaded while its files can be read
opening.leave()
closed.path.chmod(0o444)
folder.chmod(0o555)
if os.getuid() == 0:
    os.setgid(int(sys.argv[4]))
    os.setuid(int(sys.argv[4]))
opening.open_vault(closed)
print(events.head(name).n)
print(vault.current().reason)
print(len(events.load(name)))
"""


@pytest.fixture
def notes(vault: OpenVault) -> Callable[..., None]:
    """Write notes with these words behind those that are there."""

    def written(words: str, *, count: int = 1) -> None:
        chain = ChainId(vault.id)
        with events.appending():
            for _ in range(count):
                head = events.head(chain)
                events.insert(chain, [_linked(words, head)])

    return written


def _linked(words: str, head: Head) -> Event:
    at, zone = parse_instant(MOMENT), Zone("Europe/Berlin")
    payload = NoteWritten(words=words)
    id_ = EventId(UUID(int=head.n + 1))
    draft = Draft(id_, at.date(), at, zone, "participant", "cli", payload)
    return link(draft, head, salt=head.n.to_bytes(16), jump=None)


def _flipped(path: Path, flips: int) -> Iterator[None]:
    """Flip so many bits of a file, one at a time; it is as it was afterwards."""
    octets, dice = path.stat().st_size, Random(2)  # noqa: S311 -- no secret
    with path.open("r+b", buffering=0) as file:
        for _ in range(flips):
            bit = dice.randrange(8 * octets)
            file.seek(bit // 8)
            octet = file.read(1)[0]
            for written in (octet ^ 1 << bit % 8, octet):
                file.seek(bit // 8)
                file.write(bytes([written]))
                if written != octet:
                    yield


def _is_found(vault: OpenVault) -> bool:
    """Whether opening the journal, or a whole check of it, refuses it."""
    try:
        opening.open_vault(vault)
        return not events.is_file_whole()
    except LimenError:
        return True
    finally:
        opening.leave()


def _is_found_by_reading(vault: OpenVault) -> bool:
    """Whether the codes of its pages refuse the file, as any program with the key would see it."""
    with closing(sqlcipher.connect(vault.path)) as opened:
        key_connection(opened, vault.database_key())
        try:
            return opened.execute("PRAGMA cipher_integrity_check").fetchone() is not None
        except sqlcipher.DatabaseError:
            return True


def _found(folder: Path) -> set[str]:
    """Secrets that any file below a folder shows, in one of four writings."""
    every = b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {
        secret
        for secret in SECRETS
        for written in (
            secret.encode(),
            secret.encode("utf-16-le"),
            base64.b64encode(secret.encode())[:-4],
            secret.encode().hex().encode(),
        )
        if written in every
    }


def _plain_copy(chain: ChainId, path: Path) -> None:
    """The same events in a database that is not encrypted: what the search is able to find."""
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE events (payload BLOB)")
    rows = [(event.payload,) for event in events.load(chain)]
    plain.executemany("INSERT INTO events VALUES (?)", rows)
    plain.commit()
    plain.close()


def _is_refused_unencrypted(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as plain:
            return plain.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except sqlite3.DatabaseError:
        return True


def _pages(vault: OpenVault) -> bytes:
    """Every page of the journal, decrypted, free ones included; each ends with vector and code."""
    events.empty_log()
    octets = vault.path.read_bytes()
    cipher = algorithms.AES256(vault.database_key())
    pages = (octets[start : start + 4096] for start in range(0, len(octets), 4096))
    return b"".join(_decrypted(cipher, page) for page in pages)


def _decrypted(cipher: algorithms.AES256, page: bytes) -> bytes:
    decryptor = Cipher(cipher, modes.CBC(page[-80:-64])).decryptor()
    return decryptor.update(page[:-80]) + decryptor.finalize()


def _as_nobody(vault: OpenVault) -> list[str]:
    told = (str(vault.folder), str(vault.id), vault._key.octets.hex(), str(NOBODY))
    ran = subprocess.run(
        (sys.executable, "-c", READING, *told), capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()
