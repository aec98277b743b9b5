"""Django's SQLite backend with the driver replaced: the one place where the vault's file opens."""

import re
from collections.abc import Iterable, Sequence
from typing import Self

from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]  # -- the stubs leave it out
from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]  # -- the library ships no types

from limen.store import vault
from limen.store.sqlcipher.cells import cell
from limen.store.sqlcipher.settings import (
    SETTINGS,
    UNTOUCHED_SETTINGS,
    key_connection,
    set_and_check,
)

# A connection belongs to one thread, so that each cell is read without asking for a lock.
_FLAGS = sqlcipher.SQLITE_OPEN_READWRITE | sqlcipher.SQLITE_OPEN_URI | sqlcipher.SQLITE_OPEN_NOMUTEX
_PLACEHOLDER = re.compile(r"(?<!%)%s")


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """One connection to the open vault, for one thread."""

    Database = sqlcipher

    @property
    def queries_logged(self) -> bool:
        """Never: a statement holds what a person said, and the first one holds the key."""
        return False

    def get_connection_params(self) -> dict[str, object]:
        """The file of the open vault in place of the name in the settings.

        Raises:
            NotAllowed: the journal is locked.
        """
        asked = super().get_connection_params()
        address = vault.current().address
        return {**asked, "database": address, "detect_types": 0, "flags": _FLAGS}

    def get_new_connection(self, conn_params: dict[str, object]) -> sqlcipher.Connection:
        """A connection that is keyed first, and holds every required setting.

        Raises:
            LimenError: a setting cannot be had.
        """
        opened = vault.current()
        settings = UNTOUCHED_SETTINGS if opened.is_immutable else SETTINGS
        connection = sqlcipher.connect(**conn_params)
        try:
            key_connection(connection, opened.database_key())
            set_and_check(connection, settings)
            register(connection)
            connection.create_function("cell", 2, cell)
            if opened.reason:
                connection.execute("PRAGMA query_only = 1")
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> sqlcipher.Cursor:  # noqa: ARG002 -- Django's signature
        """A cursor that takes the placeholders of Django."""
        return self.connection.cursor(factory=_Cursor)


class _Cursor(sqlcipher.Cursor):  # type: ignore[misc]  # -- the library ships no types
    def execute(self, query: str, params: Sequence[object] | None = None) -> Self:
        if params is None:
            super().execute(query)
        else:
            super().execute(_with_question_marks(query), params)
        return self

    def executemany(self, query: str, param_list: Iterable[Sequence[object]]) -> Self:
        super().executemany(_with_question_marks(query), param_list)
        return self


def _with_question_marks(query: str) -> str:
    return _PLACEHOLDER.sub("?", query).replace("%%", "%")
