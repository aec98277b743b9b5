"""The verb `limen export`."""

from collections.abc import Mapping
from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, agree_to_replace, asking_options, folder_option
from limen.cli.streams import print_text
from limen.cli.verb import verb


@verb(
    fields=("path", "plain", "events", "head", "tables"),
    examples=(
        ("limen export --to notes.age", "everything, encrypted: the same file as a backup"),
        ("limen export --to notes.tar --plain", "everything, for any reader"),
        ("limen export --to FOLDER --csv", "tables for a spreadsheet"),
    ),
)
@click.option("--to", metavar="FILE", required=True, help="Where the export is to be.")
@click.option("--plain", is_flag=True, help="Not encrypted: whoever opens it can read it.")
@click.option("--csv", is_flag=True, help="Tables, not encrypted, in the new folder --to.")
@asking_options(yes="Write what anyone can read, or replace a file that is there, without asking.")
@folder_option
def export(
    form: AnswerForm,
    asking: Asking,
    vault: Path | None,
    to: str,
    plain: bool,  # noqa: FBT001 -- an option of click
    csv: bool,  # noqa: FBT001 -- as above
) -> None:
    """Take everything out, for other programs to read.

    The file holds every entry as one line of JSON, the schema of each kind, and a list with the
    SHA-256 of both. Encrypted, the age tool opens it with the key of “limen backup --identity”.
    With --csv the same is written as tables; what an unopened capsule held is in none of them.
    """
    from limen.actions.visiting import folder_of, require_vault

    if plain and csv:
        raise click.UsageError("--plain and --csv exclude each other.")
    folder, place = folder_of(vault), Path(to)
    require_vault(folder)
    if csv:
        found, says = _tables(asking, folder, place)
    else:
        found, says = _file(asking, folder, place, is_plain=plain)
    following = "limen verify FILE" if not plain else "limen import FILE --dry"
    give(
        Answer("export", found, next=("limen verify" if csv else following,)),
        form,
        lambda: print_text(says),
    )


def _tables(asking: Asking, folder: Path, place: Path) -> tuple[Mapping[str, object], str]:
    from limen.actions.tables import export_tables
    from limen.cli.vault_door import entered

    _warn(asking, "these tables", "them")
    with entered(asking, folder) as inside:
        made = export_tables(inside.visit, place)
    found = {"path": str(made.folder), "plain": True, "tables": made.rows}
    rows = ", ".join(f"{name} {count}" for name, count in made.rows.items())
    says = f"{made.folder} is written; dictionary.csv explains the columns. Rows: {rows}."
    return {**found, "events": made.head.n, "head": made.head.hash}, says


def _file(
    asking: Asking, folder: Path, place: Path, *, is_plain: bool
) -> tuple[Mapping[str, object], str]:
    from limen.actions import backups, copies
    from limen.cli.vault_door import entered

    if is_plain:
        _warn(asking, "this file", "it")
    agree_to_replace(asking, place)
    with entered(asking, folder) as inside:
        if is_plain:
            made = backups.export_plain(inside.visit, place)
        else:
            made = backups.back_up(inside.visit, place, copies.wished_copies(folder).recipients)
    found = {"path": str(made.path), "plain": is_plain, "events": made.events, "head": made.head}
    says = f"{made.path} is written. Entries in it: {made.events}."
    return {**found, "tables": None}, says


def _warn(asking: Asking, what: str, it: str) -> None:
    """Say that anyone can read what is to be written, and go on if that is meant.

    Raises:
        click.Abort: it is not.
        click.UsageError: nobody can be asked.
    """
    says = f"Anyone who opens {what} can read {it}."
    if not asking.agree(f"{says} Write {it}?", otherwise=f"Add --yes to write {it}. {says}"):
        raise click.Abort
