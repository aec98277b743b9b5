"""Every required setting: set and read back on every connection, and refused one by one."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from django.db import DatabaseError, connection
from sqlcipher3 import dbapi2 as sqlcipher

from limen.store.sqlcipher import settings
from limen.store.sqlcipher.settings import SETTINGS, check, key_connection, set_and_check
from limen.terms.errors import LimenError

KEY = bytes(range(32))
UNGUARDED = """
import sys
from sqlcipher3 import dbapi2
from limen.store.sqlcipher.settings import SETTINGS, check, key_connection

connection = dbapi2.connect(sys.argv[1])
key_connection(connection, bytes(32))
check(connection, [one for one in SETTINGS if one.name == "cipher_memory_security"])
"""
OTHER_VALUES = {
    "cipher_page_size": "8192",
    "cipher_use_hmac": "0",
    "cipher_hmac_algorithm": "HMAC_SHA1",
    "cipher_plaintext_header_size": "32",
    "cipher_memory_security": "0",
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


@pytest.fixture
def keyed(tmp_path: Path) -> Iterator[sqlcipher.Connection]:
    """A connection to a new file that has its key, and nothing else yet."""
    opened = sqlcipher.connect(tmp_path / "a.db", isolation_level=None)
    key_connection(opened, KEY)
    yield opened
    opened.close()


def test_a_new_connection_gets_every_setting(keyed: sqlcipher.Connection) -> None:
    set_and_check(keyed, SETTINGS)

    found = {one.name: keyed.execute(f"PRAGMA {one.name}").fetchone()[0] for one in SETTINGS}
    assert {name: str(value) for name, value in found.items()} == {
        one.name: one.wanted for one in SETTINGS
    }


def test_every_setting_has_another_value_to_be_refused() -> None:
    assert set(OTHER_VALUES) == {one.name for one in SETTINGS}


@pytest.mark.parametrize("name", sorted(OTHER_VALUES.keys() - {"cipher_memory_security"}))
def test_a_setting_with_another_value_is_refused_by_name(
    keyed: sqlcipher.Connection, name: str
) -> None:
    changed = [one for one in SETTINGS if one.name != name]
    keyed.execute(f"PRAGMA {name} = {OTHER_VALUES[name]}")
    for one in changed:
        if one.is_set:
            keyed.execute(f"PRAGMA {one.name} = {one.wanted}")

    with pytest.raises(LimenError, match=f"^{name} must be "):
        check(keyed, SETTINGS)


def test_memory_that_is_not_guarded_is_refused(tmp_path: Path) -> None:
    # In a process of its own: once on, it stays on for all connections of a process.
    ran = subprocess.run(
        (sys.executable, "-c", UNGUARDED, str(tmp_path / "a.db")),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stderr.splitlines()[-1].endswith("cipher_memory_security must be 1, and is 0.")


def test_a_setting_that_does_not_exist_is_refused(keyed: sqlcipher.Connection) -> None:
    unknown = replace(SETTINGS[0], name="not_a_setting")

    with pytest.raises(LimenError, match="not_a_setting must be 4096, and is not there"):
        check(keyed, [unknown])


@pytest.mark.parametrize("oldest", [(99, 0)])
def test_an_older_cipher_is_refused(
    keyed: sqlcipher.Connection, oldest: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "OLDEST_CIPHER", oldest)

    with pytest.raises(LimenError, match=r"cipher_version must be 99\.0 or newer"):
        check(keyed, SETTINGS)


@pytest.mark.usefixtures("monkeypatch")
def test_plain_sqlite_is_refused(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")

    with pytest.raises(LimenError, match="cipher_version must be"):
        check(plain, SETTINGS)
    plain.close()


def test_attach_is_forbidden_and_what_reads_and_writes_is_not(
    keyed: sqlcipher.Connection, tmp_path: Path
) -> None:
    set_and_check(keyed, SETTINGS)
    keyed.execute("CREATE TABLE a (b)")

    with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
        keyed.execute(f"ATTACH '{tmp_path / 'plain.db'}' AS plain KEY ''")

    keyed.execute("INSERT INTO a VALUES (1)")
    assert keyed.execute("SELECT b FROM a").fetchall() == [(1,)]
    assert not (tmp_path / "plain.db").exists()


@pytest.mark.usefixtures("vault")
def test_the_second_connection_of_django_is_set_like_the_first() -> None:
    found: list[dict[str, str]] = []

    def read() -> None:
        with connection.cursor() as cursor:
            found.append(
                {
                    one.name: str(cursor.execute(f"PRAGMA {one.name}").fetchone()[0])
                    for one in SETTINGS
                }
            )
        connection.close()

    read()
    other = Thread(target=read)
    other.start()
    other.join()

    assert found == [{one.name: one.wanted for one in SETTINGS}] * 2


@pytest.mark.usefixtures("vault")
def test_django_cannot_attach_either() -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="not authorized"):
        cursor.execute("ATTACH ':memory:' AS other")


@pytest.mark.usefixtures("vault")
def test_a_setting_that_cannot_be_had_leaves_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setattr(settings, "OLDEST_CIPHER", (99, 0))

    with pytest.raises(LimenError, match="cipher_version"), connection.cursor():
        pass

    assert connection.connection is None


@pytest.mark.usefixtures("vault")
def test_many_values_at_once_and_percent_signs_reach_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE a (b)")
        cursor.executemany("INSERT INTO a VALUES (%s)", [(1,), (2,)])
        found = cursor.execute("SELECT b, '%%' FROM a WHERE b > %s", [1]).fetchall()

    assert found == [(2, "%")]
