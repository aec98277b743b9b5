"""What a journal outlives: kills, a second program, flipped bits, curious eyes, a closed folder."""

import base64
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random  # noqa: TID251 -- where to kill and to flip: seeded, and no secret
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection, connections

from limen.journal.chain import link, verify
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store import backups, events, opening
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId, EventId

KILLS = int(os.environ.get("LIMEN_KILLS", "20"))
FLIPS = int(os.environ.get("LIMEN_FLIPS", "40"))
MOMENT = "2026-03-02T19:04:00.000Z"
SECRETS = tuple(f"planted secret {number} of fifty" for number in range(50))
NOBODY = 65534

# It loads everything once. Each line tells a vault and pairs of numbers; for each pair it forks a
# process that appends `count` notes numbered from `first`, and tells its id and what is saved.
APPENDING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from limen.actions.append import append
from limen.actions.visit import Role, Visit
from limen.journal.event import Draft
from limen.journal.kinds.measures import NoteWritten
from limen.store import keys, opening, vault
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

at, zone = datetime(2026, 3, 2, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")

def closed(folder, name, key):
    key, slots = keys.VaultKey(name, bytes.fromhex(key)), keys.KeySlots(name, 1, ())
    return vault.OpenVault(folder, folder / "journal.db", slots, _key=key)

def tell(said):
    os.write(1, f"{said}\\n".encode())

def run(folder, name, key, first, count):
    tell(f"pid {os.getpid()}")
    opening.open_vault(closed(folder, name, key))
    visit = Visit("participant", Role.PARTICIPANT, ChainId(name), at, zone)
    for number in range(first, first + count):
        note = NoteWritten(words=f"words {number} " * 20)
        draft = Draft(EventId(UUID(int=number)), at.date(), at, zone, "participant", "cli", note)
        append(visit, draft, lambda _, note=note: (note,))
        tell(number)

for line in sys.stdin:
    folder, name, key, *told = line.split()
    numbers, begun = list(map(int, told)), []
    for first, count in zip(numbers[::2], numbers[1::2]):
        begun.append(os.fork())
        if not begun[-1]:
            run(Path(folder), UUID(name), key, first, count)
            os._exit(0)
    for process in begun:
        os.waitpid(process, 0)
    tell("ended")
"""


@pytest.fixture(scope="module")
def appending() -> Iterator[subprocess.Popen]:
    """A process that appends notes to vaults as it is told."""
    process = subprocess.Popen(
        (sys.executable, "-c", APPENDING),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    yield process
    process.communicate()


def test_a_killed_process_loses_nothing_that_it_acknowledged(
    closed: OpenVault, appending: subprocess.Popen
) -> None:
    dice, acknowledged = Random(1), set()  # noqa: S311 -- no secret

    for run in range(KILLS):
        appending.stdin.write(f"{_told(closed)} {1 + run * 1000} 1000\n")
        pid = int(appending.stdout.readline().split()[1])
        acknowledged.update(int(appending.stdout.readline()) for _ in range(dice.randrange(6)))
        os.kill(pid, signal.SIGKILL)
        acknowledged.update(map(int, _said(appending)))

    opening.open_vault(closed)
    kept = events.load(ChainId(closed.id))
    assert acknowledged <= {UUID(event.header.id).int for event in kept}
    assert len(acknowledged) >= KILLS
    assert verify(ChainId(closed.id), kept).reason is None
    assert events.is_file_whole()


def test_two_processes_on_one_file_both_save_everything(
    closed: OpenVault, appending: subprocess.Popen
) -> None:
    appending.stdin.write(f"{_told(closed)} 1 20 1001 20\n")

    said = [line for line in _said(appending) if "pid" not in line]

    opening.open_vault(closed)
    kept = events.load(ChainId(closed.id))
    numbers = {*range(1, 21), *range(1001, 1021)}
    assert sorted(map(int, said)) == sorted(numbers)
    assert {UUID(event.header.id).int for event in kept} == numbers
    assert verify(ChainId(closed.id), kept).reason is None


def test_every_flipped_bit_is_found_at_opening_or_reading(
    vault: OpenVault, notes: Callable
) -> None:
    notes("a note " * 100, count=40)
    opening.leave()
    sound, dice = vault.path.read_bytes(), Random(2)  # noqa: S311 -- no secret
    found = [_is_found(vault, _flipped(sound, dice)) for _ in range(FLIPS)]

    vault.path.write_bytes(sound)

    assert found == [True] * FLIPS
    assert not _is_found(vault, sound)


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
    assert sorted(path.name for path in vault.folder.iterdir()) == ["journal.db", "slots.json"]


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


def _told(vault: OpenVault) -> str:
    return f"{vault.folder} {vault.id} {vault._key.octets.hex()}"


def _said(process: subprocess.Popen) -> list[str]:
    said = []
    while (line := process.stdout.readline()) != "ended\n":
        said.append(line)
    return said


def _flipped(octets: bytes, dice: Random) -> bytes:
    place, bit = dice.randrange(len(octets)), dice.randrange(8)
    return octets[:place] + bytes([octets[place] ^ 1 << bit]) + octets[place + 1 :]


def _is_found(vault: OpenVault, octets: bytes) -> bool:
    """Whether opening the journal with these octets, or a whole check of it, refuses them."""
    vault.path.write_bytes(octets)
    try:
        opening.open_vault(vault)
        return not events.is_file_whole()
    except LimenError:
        return True
    finally:
        opening.leave()


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
    told = (*_told(vault).split(), str(NOBODY))
    ran = subprocess.run(
        (sys.executable, "-c", READING, *told), capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()
