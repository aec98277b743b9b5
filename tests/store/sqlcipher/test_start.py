"""SEC-17: a driver that does not obey in one setting opens no journal, at once or later."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from limen.store import events, opening
from limen.store.models import IdentityRow
from limen.store.sqlcipher.settings import SETTINGS
from limen.store.vault import OpenVault, current
from limen.terms.errors import CheckFailed, LimenError, NotAllowed
from limen.terms.identifiers import ChainId

# What each setting is changed to; those of the file are given before its first page is read.
CHANGED = {
    "cipher_page_size": "8192",
    "cipher_use_hmac": "OFF",
    "cipher_hmac_algorithm": "HMAC_SHA1",
    "cipher_plaintext_header_size": "32",
    "busy_timeout": "0",
    "journal_mode": "delete",
    "synchronous": "1",
    "wal_autocheckpoint": "0",
    "foreign_keys": "0",
    "temp_store": "1",
    "secure_delete": "0",
    "trusted_schema": "1",
    "cell_size_check": "0",
    "mmap_size": "4096",
    "cache_size": "-2000",
    "legacy_alter_table": "1",
}
OF_THE_FILE = frozenset(one.name for one in SETTINGS if not one.is_set)
DAMAGED = "The journal is damaged, or belongs to other keys."


@pytest.fixture
def disobey(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have every connection, from the first or the second on, take another value of a setting."""
    connect, connections = sqlcipher.connect, count(1)

    def disobeyed(name: str, *, since: int = 1) -> None:
        class Disobedient(sqlcipher.Connection):
            is_changed = False

            def execute(self, statement: str, *values: object) -> object:
                if self.is_changed and statement.startswith(f"PRAGMA {name} = "):
                    statement = f"PRAGMA {name} = {CHANGED[name]}"
                done = super().execute(statement, *values)
                if self.is_changed and statement.startswith("PRAGMA key") and name in OF_THE_FILE:
                    super().execute(f"PRAGMA {name} = {CHANGED[name]}")
                return done

        def connected(**told: object) -> sqlcipher.Connection:
            made = connect(**told, factory=Disobedient)
            made.is_changed = next(connections) >= since
            return made

        monkeypatch.setattr(sqlcipher, "connect", connected)

    return disobeyed


def test_every_setting_that_is_required_is_changed_once() -> None:
    # Guarded memory stays guarded for a whole process: it is refused in one of its own, elsewhere.
    assert {*CHANGED, "cipher_memory_security"} == {one.name for one in SETTINGS}


@pytest.mark.parametrize("name", CHANGED)
def test_a_setting_that_is_changed_at_the_start_opens_nothing(
    closed: OpenVault, disobey: Callable[..., None], name: str
) -> None:
    disobey(name)

    with pytest.raises(LimenError) as refused:
        opening.open_vault(closed)

    assert refused.value.says.startswith((f"{name} must be ", DAMAGED))
    with pytest.raises(NotAllowed):
        current()


@pytest.mark.parametrize("name", CHANGED)
def test_a_setting_that_is_changed_at_the_second_connection_reads_nothing(
    closed: OpenVault, disobey: Callable[..., None], name: str
) -> None:
    disobey(name, since=2)
    opening.open_vault(closed)
    assert IdentityRow.objects.count() == 1
    said: list[BaseException] = []

    def read() -> None:
        try:
            events.head(ChainId(closed.id))
        except BaseException as error:  # noqa: BLE001 -- told by the thread that asked
            said.append(error)

    other = Thread(target=read)
    other.start()
    other.join()

    (error,) = said
    refusals = (f"{name} must be ", "file is not a database", "database is locked")
    assert str(error).startswith(refusals)


def test_without_a_change_both_connections_read(
    closed: OpenVault, disobey: Callable[..., None]
) -> None:
    disobey("synchronous", since=3)
    opening.open_vault(closed)
    read: list[int] = []

    other = Thread(target=lambda: read.append(events.head(ChainId(closed.id)).n))
    other.start()
    other.join()

    assert read == [0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(8192)), "is not encrypted"),
        (lambda path: path.write_bytes(path.read_bytes()[:16]), DAMAGED),
    ],
    ids=["a plain file", "a file that was cut off"],
)
def test_another_file_in_place_of_the_journal_opens_nothing(
    closed: OpenVault, change: Callable[[Path], object], says: str
) -> None:
    change(closed.path)

    with pytest.raises(CheckFailed, match=says):
        opening.open_vault(closed)


@pytest.fixture(autouse=True)
def again(unblocked: None) -> Iterator[None]:
    """Leave whatever a test left open, before its driver is taken away."""
    del unblocked  # what it does is wanted, not what it gives
    yield
    opening.leave()
