"""The verb `limen lock`."""

from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.streams import print_text
from limen.cli.verb import verb


@verb(
    fields=("folder", "was_served"),
    examples=(
        ("limen lock", "lock the journal that is open in the browser"),
        ("limen lock --vault FOLDER", "the one in another folder"),
    ),
)
@click.option("--vault", metavar="FOLDER", help="Folder of the vault, where it is not the usual.")
def lock(form: AnswerForm, vault: str | None) -> None:
    """Lock the journal that is open in the browser.

    The program that serves it drops everything that it held in memory; the address stays the same,
    and the next page asks for the passphrase. Without such a program nothing is open.
    """
    from limen.actions.serving import order_lock

    locking = order_lock(None if vault is None else Path(vault))
    locked = {"folder": str(locking.folder), "was_served": locking.was_served}
    says = "Locked. Your last save is safe." if locking.was_served else "Nothing was open."
    give(
        Answer("lock", locked, next=("limen serve",)),
        form,
        lambda: print_text(says),
    )
