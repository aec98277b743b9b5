"""Showing help, and keeping it as a file beside the journal, locked or not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from limen.reports.help_page import ENGLISH, NearbyHelp, Voice
from limen.reports.help_page import help_page as page_of
from limen.reports.help_page import nearby_help as lines_near
from limen.screening.tables import crisis_table
from limen.store.durable import write_whole
from limen.terms.errors import LimenError
from limen.terms.system_words import refused_place

HELP_FILE = "help.html"
JOURNAL_FILES = ("journal.db", "journal.db-wal")


def latest_day(folder: Path, today: date, newest: date | None = None) -> date:
    """The day by which facts are judged, so that a clock set back makes no old number new.

    Args:
        folder: of the vault; when its journal was last written can be seen without its key.
        today: the day of the system's clock.
        newest: the day of the last entry, where the journal is open and has one.

    Source: safety.md section 2.4.
    """
    written = (_written_on(folder / name) for name in JOURNAL_FILES)
    return max(day for day in (today, newest, *written) if day is not None)


def help_page(today: date, name: str, voices: Sequence[Voice] = (ENGLISH,)) -> str:
    """The help page as HTML, with every country's numbers and a neutral title."""
    return page_of(crisis_table(), today, name, voices)


def nearby_help(today: date, country: str | None, voice: Voice = ENGLISH) -> NearbyHelp:
    """The lines that answer where a person is."""
    return lines_near(crisis_table(), today, country, voice)


def write_help_page(
    folder: Path, today: date, name: str, voices: Sequence[Voice] = (ENGLISH,)
) -> Path:
    """Write the help page into a vault's folder, whole or not at all.

    Args:
        folder: of the vault.
        today: the day that the numbers are judged by.
        name: neutral title.
        voices: every language that it speaks, for nobody knows who will open the file.

    Returns:
        Where it lies.

    Raises:
        LimenError: the folder cannot be written; the page of an earlier start stays.
    """
    path = folder / HELP_FILE
    try:
        write_whole(path, help_page(today, name, voices).encode())
    except OSError as error:
        raise LimenError(
            "%(place)s cannot be written: %(why)s.", values=refused_place(path, error)
        ) from None
    return path


def _written_on(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
