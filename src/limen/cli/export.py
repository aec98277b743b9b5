"""The verb `limen export`."""

from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, agree_to_replace, asking_options, folder_option
from limen.cli.streams import print_text
from limen.cli.verb import verb


@verb(
    fields=("path", "plain", "events", "head"),
    examples=(
        ("limen export --to notes.age", "everything, encrypted: the same file as a backup"),
        ("limen export --to notes.tar --plain", "everything, for any reader"),
    ),
)
@click.option("--to", metavar="FILE", required=True, help="Where the export is to be.")
@click.option("--plain", is_flag=True, help="Not encrypted: whoever opens it can read it.")
@asking_options(yes="Write a plain file, or replace a file that is there, without asking.")
@folder_option
def export(
    form: AnswerForm,
    asking: Asking,
    vault: Path | None,
    to: str,
    plain: bool,  # noqa: FBT001 -- an option of click
) -> None:
    """Take everything out, for other programs to read.

    The file holds every entry as one line of JSON, the schema of each kind, and a list with the
    SHA-256 of both. Encrypted, the age tool opens it with the key of “limen backup --identity”.
    """
    from limen.actions import backups, copies
    from limen.actions.visiting import folder_of, require_vault
    from limen.cli.vault_door import entered

    folder, place = folder_of(vault), Path(to)
    require_vault(folder)
    if plain and not asking.agree(
        "Anyone who opens this file can read it. Write it?",
        otherwise="Add --yes: anyone who opens a plain file can read it.",
    ):
        raise click.Abort
    agree_to_replace(asking, place)
    with entered(asking, folder) as inside:
        if plain:
            made = backups.export_plain(inside.visit, place)
        else:
            made = backups.back_up(inside.visit, place, copies.recipients_of_copies(folder))
    says = f"{made.path} is written. Entries in it: {made.events}."
    found = {"path": str(made.path), "plain": plain, "events": made.events, "head": made.head}
    give(
        Answer(
            "export",
            found,
            next=("limen import events.jsonl --dry" if plain else "limen verify FILE",),
        ),
        form,
        lambda: print_text(says),
    )
