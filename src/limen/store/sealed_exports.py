"""Opening an export that is sealed: by the key of the open vault, else by what a person types."""

from collections.abc import Callable
from pathlib import Path

from limen.store import age, vault
from limen.store.backups import slots_beside
from limen.terms.errors import BadInput, NotAllowed

Ask = Callable[[str], str]


def ask_nobody(says: str) -> str:
    """Stand where there is nobody to ask.

    Raises:
        NotAllowed: always.
    """
    raise NotAllowed("This file is sealed, and nobody can be asked to open it.", fix=f"{says}.")


def opened_export(path: Path, octets: bytes, ask: Ask) -> bytes:
    """What an age file holds; octets that are none, as they are.

    A file of the open vault needs no word. Any other one opens with its own passphrase, or with
    the passphrase or the sheet of its vault (its key slots lie beside it), or with an age identity.

    Args:
        path: where the file lies.
        octets: the file.
        ask: asks a person for a secret, in the words that it is given.

    Raises:
        NotAllowed: that does not open it, or it is not as it was written.
        BadInput: the key slots beside it are not there or cannot be read.
    """
    if not age.is_sealed(octets):
        return octets
    if age.is_sealed_by_passphrase(octets):
        return age.opened_by_passphrase(octets, ask(f"Passphrase of {path.name}"))
    try:
        return age.opened(octets, vault.current().export_key())
    except NotAllowed:
        return _opened_by_typed(path, octets, ask)


def _opened_by_typed(path: Path, octets: bytes, ask: Ask) -> bytes:
    typed = ask(f"Passphrase, code of the recovery sheet, or age key of {path.name}").strip()
    if age.is_identity(typed):
        return age.opened_by_identity(octets, typed)
    beside = slots_beside(path)
    if not beside.exists():
        raise BadInput(
            f"{beside.name} is not there, so only an age key opens {path.name}.",
            fix="Put it beside the file, or type the key that “limen backup --identity” printed.",
            at=path.name,
        )
    keyed = vault.unlocked_by(vault.read_slots(beside), typed, path.parent)
    return age.opened(octets, keyed.export_key())
