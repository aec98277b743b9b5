"""Making a vault from the pages: its sheet is made and read back once it is open there."""

from pathlib import Path

from limen.actions import unlocking
from limen.actions.visiting import making
from limen.settings.configuration import FILE_NAME, configuration
from limen.store.durable import write_whole
from limen.terms.errors import BadInput
from limen.terms.phrases import phrase
from limen.terms.ports import Seconds
from limen.terms.system_words import refused_place

NAMES = (phrase("Notes"), phrase("Garden"), phrase("Log"))
"""The neutral names that others may see, the usual one first."""


def make_locked_vault(folder: Path, passphrase: str, name: str, clock: Seconds) -> None:
    """Make a vault that its passphrase opens, and write its neutral name beside it.

    Args:
        folder: where; nothing is left in it when anything fails.
        passphrase: opens it.
        name: one of `NAMES`; the usual one needs no file.
        clock: measures how dear a guess can be made here.

    Raises:
        BadInput: the folder holds a vault already or cannot be written, or the passphrase is too
            easily guessed.
    """
    with making(folder):
        unlocking.make_vault(folder, passphrase, clock)
        if name != configuration(folder=folder).discreet.name:
            _write_name(folder, name)


def has_settings(folder: Path, file: Path | None) -> bool:
    """Whether there are settings that say the name: in a file that was named, or in the folder."""
    return file is not None or (folder / FILE_NAME).exists()


def _write_name(folder: Path, name: str) -> None:
    try:
        write_whole(folder / FILE_NAME, f'[discreet]\nname = "{name}"\n'.encode())
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be written: %(why)s.", values=refused_place(folder, error)
        ) from None
