"""Showing help, and keeping it as a file beside the journal, locked or not."""

from datetime import date
from pathlib import Path

from limen.reports.help_page import help_page as page_of
from limen.screening.tables import crisis_table
from limen.store.durable import write_whole
from limen.terms.errors import LimenError

HELP_FILE = "help.html"


def help_page(today: date, name: str) -> str:
    """The help page as HTML, with every country's numbers and a neutral title."""
    return page_of(crisis_table(), today, name)


def write_help_page(folder: Path, today: date, name: str) -> Path:
    """Write the help page into a vault's folder, whole or not at all.

    Returns:
        Where it lies.

    Raises:
        LimenError: the folder cannot be written; the page of an earlier start stays.
    """
    path = folder / HELP_FILE
    try:
        write_whole(path, help_page(today, name).encode())
    except OSError as error:
        raise LimenError(f"{path} cannot be written: {error.strerror}.") from None
    return path
