"""Where copies of a journal go and who can open them, as the settings of the vault say."""

from datetime import date
from pathlib import Path

from limen.settings.configuration import configuration


def place_of_copy(named: Path | None, day: date) -> Path | None:
    """The file that a backup of this day is written to, or None where the settings name no folder.

    Args:
        named: folder of the vault; None: as configured.
        day: the day on the clock of the person.
    """
    wished = configuration(folder=named)
    folder = wished.backup.folder
    return None if folder is None else folder / f"{wished.discreet.name.lower()}-{day}.age"


def recipients_of_copies(named: Path | None) -> tuple[str, ...]:
    """The age recipients who can open every backup besides the person."""
    recipient = configuration(folder=named).backup.recipient
    return () if recipient is None else (recipient,)
