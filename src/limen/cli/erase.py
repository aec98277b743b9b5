"""The verb `limen erase`."""

from collections.abc import Sequence
from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, asking_options, folder_option, typed
from limen.cli.streams import print_text, talk
from limen.cli.verb import verb

REMAINS = (
    "Backups, exports, and paper remain where you put them, with what other programs copied. On a "
    "disk that keeps old copies, only the loss of the keys makes the journal unreadable."
)


@verb(
    fields=("folder", "deleted"),
    examples=(
        ("limen erase", "it says what goes and what stays, and asks for a word"),
        ("limen erase --vault FOLDER --yes --no-input", "from a script"),
    ),
)
@asking_options(yes="Erase without asking.", passphrase=False)
@folder_option
def erase(form: AnswerForm, asking: Asking, vault: Path | None) -> None:
    """Destroy a vault: its keys first, then the journal.

    No passphrase is needed, so that a vault can be erased whose passphrase is lost. Nobody can undo
    it. Backups and exports elsewhere are not touched.
    """
    from limen.actions.erasure import CONFIRMATION, erase_vault
    from limen.actions.serving import order_lock
    from limen.actions.visiting import folder_of, require_vault

    folder = folder_of(vault)
    require_vault(folder)
    word = CONFIRMATION
    if not asking.is_sure:
        if not asking.may_ask:
            raise click.UsageError("Add --yes to erase the vault.")
        talk(f"The vault in {folder} will be gone for good. {REMAINS}")
        word = typed(f"Type {CONFIRMATION} to erase it")
    if word == CONFIRMATION:
        order_lock(folder)
    deleted = [str(path) for path in erase_vault(folder, word)]
    give(
        Answer("erase", {"folder": str(folder), "deleted": deleted}, next=("limen restore FILE",)),
        form,
        lambda: _draw(deleted),
    )


def _draw(deleted: Sequence[str]) -> None:
    print_text("\n".join(("Erased:", *deleted, "", REMAINS)))
