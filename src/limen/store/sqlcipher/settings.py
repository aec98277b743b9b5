"""What SQLCipher and SQLite must be set to, on every connection; trust.md section 4.5."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]  # -- the library ships no types

from limen.terms.errors import LimenError

OLDEST_CIPHER = (4, 6)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting with the value that it must show when it is read back."""

    name: str
    wanted: str
    is_set: bool = True


# The first group is fixed when the file is made; it is read back alone.
SETTINGS = (
    Setting("cipher_page_size", "4096", is_set=False),
    Setting("cipher_use_hmac", "1", is_set=False),
    Setting("cipher_hmac_algorithm", "HMAC_SHA512", is_set=False),
    Setting("cipher_plaintext_header_size", "0", is_set=False),
    Setting("cipher_memory_security", "1"),
    Setting("busy_timeout", "20000"),
    Setting("journal_mode", "wal"),
    Setting("synchronous", "2"),
    Setting("wal_autocheckpoint", "1000"),
    Setting("foreign_keys", "1"),
    Setting("temp_store", "2"),
    Setting("secure_delete", "1"),
    Setting("trusted_schema", "0"),
    Setting("cell_size_check", "1"),
    Setting("mmap_size", "0"),
    # KiB: every page that is kept is memory that SQLCipher locks; what writes much asks for more.
    Setting("cache_size", "-8000"),
    Setting("legacy_alter_table", "0"),
)
# Of a folder that cannot be written: no log is kept beside the file, because none can be.
UNTOUCHED_SETTINGS = tuple(setting for setting in SETTINGS if setting.name != "journal_mode")


def key_connection(connection: sqlcipher.Connection, key: bytes) -> None:
    """Give a new connection its key: the first statement that it hears."""
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us, not by it


def set_and_check(connection: sqlcipher.Connection, settings: Sequence[Setting]) -> None:
    """Set what is set for each connection anew, forbid ATTACH, and read all of it back.

    Raises:
        LimenError: a setting shows another value; the sentence names both.
    """
    for setting in settings:
        if setting.is_set:
            connection.execute(f"PRAGMA {setting.name} = {setting.wanted}")
    check(connection, settings)
    connection.set_authorizer(_without_attach)


def check(connection: sqlcipher.Connection, settings: Sequence[Setting]) -> None:
    """Read these settings back.

    Raises:
        LimenError: one shows another value.
    """
    version = _read(connection, "cipher_version")
    if _numbers(version) < OLDEST_CIPHER:
        wanted = ".".join(map(str, OLDEST_CIPHER))
        raise LimenError(f"cipher_version must be {wanted} or newer, and is {version}.")
    for setting in settings:
        found = _read(connection, setting.name)
        if found != setting.wanted:
            raise LimenError(f"{setting.name} must be {setting.wanted}, and is {found}.")


def _read(connection: sqlcipher.Connection, name: str) -> str:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return "not there" if row is None else str(row[0])


def _numbers(version: str) -> tuple[int, ...]:
    first = version.split(" ", 1)[0].split(".")
    return tuple(int(part) for part in first[:2]) if all(map(str.isdigit, first[:2])) else ()


def _without_attach(action: int, *_: object) -> int:
    """Refuse ATTACH, which could write a plain copy; allow everything else."""
    is_attach = action == sqlcipher.SQLITE_ATTACH
    return int(sqlcipher.SQLITE_DENY if is_attach else sqlcipher.SQLITE_OK)
