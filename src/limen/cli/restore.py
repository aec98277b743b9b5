"""The verb `limen restore`."""

from collections.abc import Mapping
from pathlib import Path
from time import monotonic

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, asking_options, folder_option
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_text
from limen.cli.verb import verb


@verb(
    fields=("folder", "dry", "made_at", "events", "lost", "recovery_sheet"),
    examples=(
        ("limen restore notes.age --dry", "what it holds, and what would be lost"),
        ("limen restore notes.age", "puts it in place of the journal"),
        ("limen restore notes.age --vault FOLDER", "into another folder"),
    ),
)
@click.argument("file")
@click.option("--dry", is_flag=True, help="Open and check it; change nothing.")
@asking_options(yes="State that you are 18 or over, and put it in place without asking.")
@folder_option
def restore(
    form: AnswerForm,
    asking: Asking,
    vault: Path | None,
    file: str,
    dry: bool,  # noqa: FBT001 -- an option of click
) -> None:
    """Put a backup in the place of the journal.

    It opens with the passphrase or the recovery sheet of the vault that it was made of, or with a
    passphrase of its own. The journal that is there is kept beside it until the vault is erased.
    """
    from limen.actions import backups, visiting
    from limen.actions.serving import order_lock
    from limen.actions.unlocking import lock
    from limen.cli import vault_door

    folder = visiting.folder_of(vault)
    is_foreign = not visiting.is_vault(folder)
    if is_foreign:
        vault_door.require_adult(asking)
    visiting.require_file(Path(file))
    sheet = None
    try:
        found = backups.restorable(Path(file), asking.passphrase(), folder, monotonic)
        if not dry:
            _agree(asking, folder, found.lost, is_foreign=is_foreign)
            order_lock(folder)
            visit = visiting.participant(found.chain, moment(), local_zone())
            backups.restore(visit, found, visiting.drafted(visit, backups.restored(found)))
            sheet = vault_door.finish_restored(asking, visit)
    finally:
        lock()
    export = found.opened.export
    answer = {
        "folder": str(folder),
        "dry": dry,
        "made_at": export.made_at,
        "events": len(export.events),
        "lost": found.lost,
        "recovery_sheet": None if sheet is None else sheet.groups,
    }
    lines = _lines(file, answer)
    if sheet is not None and asking.is_sure:
        lines.append(vault_door.sheet_text(sheet))
    give(
        Answer("restore", answer, next=("limen restore FILE",) if dry else ("limen verify",)),
        form,
        lambda: print_text("\n".join(lines)),
    )


def _lines(file: str, answer: Mapping[str, object]) -> list[str]:
    lost, folder = answer["lost"], answer["folder"]
    return [
        f"{file} was made at {answer['made_at']}. Entries in it: {answer['events']}.",
        _lost(lost if isinstance(lost, int) else None),
        "Nothing was changed." if answer["dry"] else f"They are now the journal in {folder}.",
    ]


def _agree(asking: Asking, folder: Path, lost: int | None, *, is_foreign: bool) -> None:
    if is_foreign:
        return
    question = f"{_lost(lost)} Put the backup in place of the journal in {folder}?"
    if not asking.agree(question, otherwise="Add --yes to replace the journal that is there."):
        raise click.Abort


def _lost(lost: int | None) -> str:
    if lost is None:
        return "The journal that is there cannot be read with these keys."
    return f"Entries of the journal that is there, and not in it: {lost}."
