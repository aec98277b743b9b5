"""The verb `limen backup`."""

from collections.abc import Mapping
from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, agree_to_replace, asking_options, folder_option
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_text
from limen.cli.verb import verb


@verb(
    fields=("path", "made_at", "events", "head", "identity"),
    examples=(
        ("limen backup --to notes.age", "a file that your passphrase and your sheet open"),
        ("limen backup", "the same, into the folder that the settings name"),
        ("limen backup --to notes.age --ask", "with a passphrase of its own"),
        ("limen backup --identity", "the key of all backups, for the age tool"),
    ),
)
@click.option("--to", metavar="FILE", help="Where the backup is to be.")
@click.option("--recipient", metavar="KEY", multiple=True, help="Whose age key opens it as well.")
@click.option("--ask", is_flag=True, help="Ask for a passphrase of its own, which alone opens it.")
@click.option("--identity", is_flag=True, help="Write no backup; print the key that opens them.")
@asking_options(yes="Replace a file that is there, or print the key, without asking.")
@folder_option
def backup(form: AnswerForm, asking: Asking, vault: Path | None, **options: object) -> None:
    """Write a backup that is read back before it counts.

    It is one age file with the whole journal. Beside it lies a file of wrapped keys, which holds no
    entry and which a restore needs: keep both together.
    """
    from limen.actions.visiting import folder_of, require_vault

    folder = folder_of(vault)
    require_vault(folder)
    if options["identity"]:
        found, says = _identity(asking, folder)
    else:
        found, says = _backed_up(asking, folder, options)
    give(
        Answer("backup", found, next=("limen verify FILE", "limen restore FILE --dry")),
        form,
        lambda: print_text(says),
    )


def _backed_up(
    asking: Asking, folder: Path, options: Mapping[str, object]
) -> tuple[Mapping[str, object], str]:
    from limen.actions import backups, copies
    from limen.actions.visiting import offered_passphrase
    from limen.cli.vault_door import entered

    recipients = options["recipient"]
    if options["ask"] and recipients:
        raise click.UsageError("--ask and --recipient exclude each other.")
    wished = copies.wished_copies(folder)
    place = wished.place(moment().astimezone(local_zone().clock).date())
    place = Path(str(options["to"])) if options["to"] is not None else place
    if place is None:
        raise click.UsageError("Say where: add --to FILE, or name a folder in the settings.")
    agree_to_replace(asking, place)
    with entered(asking, folder) as inside:
        if options["ask"]:
            own = asking.new_passphrase("Passphrase of this backup", offered_passphrase)
            made = backups.back_up_by_passphrase(inside.visit, place, own)
        else:
            keys = (*(recipients if isinstance(recipients, tuple) else ()),)
            made = backups.back_up(inside.visit, place, (*keys, *wished.recipients))
    found = {"path": str(made.path), "made_at": made.made_at, "events": made.events}
    says = f"{made.path} was read back. Entries in it: {made.events}."
    return {**found, "head": made.head, "identity": None}, says


def _identity(asking: Asking, folder: Path) -> tuple[Mapping[str, object], str]:
    from limen.actions.backups import backup_identity
    from limen.cli.vault_door import entered

    question = "Whoever reads this key can open every backup. Print it here?"
    if not asking.agree(question, otherwise="Add --yes to print the key of all backups."):
        raise click.Abort
    with entered(asking, folder) as inside:
        key = backup_identity(inside.visit)
    nothing = dict.fromkeys(("path", "made_at", "events", "head"))
    return {**nothing, "identity": key}, key
