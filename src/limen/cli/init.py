"""The verb `limen init`."""

from pathlib import Path
from time import monotonic

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, asking_options, folder_option
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_text, talk
from limen.cli.verb import verb


def _known_design(_ctx: click.Context, _option: click.Parameter, design: str | None) -> str | None:
    from limen.actions.checking import template_names

    names = template_names()
    if design is not None and design not in names:
        raise click.BadParameter(f"there is no design “{design}”; there are {', '.join(names)}.")
    return design


@verb(
    fields=("folder", "recovery_sheet", "old_backups", "protocol"),
    examples=(
        ("limen init", "a vault in the usual folder; it asks everything"),
        ("limen init --vault FOLDER", "in another folder"),
        ("limen init --template third_day", "protocol.toml to begin with, and no vault"),
        ("limen init --yes --passphrase-fd 3 --json 3< FILE", "from a script"),
        ("limen init --new-keys", "new keys and a new sheet for the vault that is there"),
    ),
)
@click.option("--new-keys", is_flag=True, help="Change the keys of the vault that is there.")
@click.option(
    "--template",
    metavar="DESIGN",
    callback=_known_design,
    help="Write protocol.toml into this folder instead, for one of the designs or for open use.",
)
@asking_options(yes="State that you are 18 or over and that you keep the recovery sheet.")
@folder_option
def init(
    form: AnswerForm,
    asking: Asking,
    vault: Path | None,
    new_keys: bool,  # noqa: FBT001 -- an option of click
    template: str | None,
) -> None:
    """Make an encrypted vault for your journal.

    It asks whether you are 18 or over, then for a passphrase, shows the recovery sheet once, and
    has two of its groups typed back. Stopped before that, nothing is left. Whoever loses both
    passphrase and sheet loses everything: there is no back door.

    With --new-keys the journal is written anew under a new key, for when a sheet or a backup is in
    other hands. A script writes two lines: the passphrase, and the one from now on. Backups that
    were made before keep opening with the passphrase and the sheet of their time.
    """
    if template is not None:
        _begin_plan(form, template, vault)
        return
    from limen.actions import visiting

    folder = visiting.folder_of(vault)
    if new_keys:
        _change_keys(form, asking, folder)
    else:
        _make(form, asking, folder)


_NOT_ASKED = {"old_backups": None, "protocol": None}


def _make(form: AnswerForm, asking: Asking, folder: Path) -> None:
    from limen.actions import visiting
    from limen.cli import vault_door

    visiting.require_no_vault(folder)
    visiting.require_room(folder)
    vault_door.require_adult(asking, also=" and that you keep the recovery sheet in the answer")
    passphrase = asking.new_passphrase(
        "Passphrase, 15 characters or more (nothing: six words are drawn for you)",
        visiting.offered_passphrase,
    )
    visiting.require_good(passphrase)
    _say_that_it_takes_time(form)
    sheet = visiting.begin_vault(
        visiting.Beginning(folder, passphrase, moment(), local_zone()),
        monotonic,
        lambda made: vault_door.have_read_back(asking, made),
    )
    says = f"The vault is in {folder}."
    if asking.is_sure:
        says = f"{vault_door.sheet_text(sheet)}\n{says}"
    found = {"folder": str(folder), "recovery_sheet": sheet.groups, **_NOT_ASKED}
    give(
        Answer("init", found, next=("limen serve", "limen backup --to FILE")),
        form,
        lambda: print_text(says),
    )


def _change_keys(form: AnswerForm, asking: Asking, folder: Path) -> None:
    from limen.actions import visiting
    from limen.actions.new_keys import give_new_keys
    from limen.actions.serving import order_lock
    from limen.actions.unlocking import require_groups
    from limen.cli import vault_door

    visiting.require_vault(folder)
    if not (asking.may_ask or asking.is_sure):
        raise click.UsageError("Add --yes: it states that you keep the recovery sheet.")
    order_lock(folder)
    with vault_door.entered(asking, folder) as inside:
        passphrase = asking.new_passphrase(
            "Passphrase from now on (the same, another, or nothing: six words are drawn for you)",
            visiting.offered_passphrase,
        )
        visiting.require_good(passphrase)
        _say_that_it_takes_time(form)
        taken = give_new_keys(
            inside.visit,
            passphrase,
            monotonic,
            lambda made: vault_door.have_read_back(asking, made, require_groups),
        )
    says = [f"The journal in {folder} has new keys. The old ones open it no more."]
    if taken.old_backups:
        says.append("Backups that the old passphrase and the old sheet still open:")
        says += map(str, taken.old_backups)
        says.append("Destroy those that you no longer trust, and make a new one.")
    if asking.is_sure:
        says.insert(0, vault_door.sheet_text(taken.sheet))
    found = {
        "folder": str(folder),
        "recovery_sheet": taken.sheet.groups,
        **_NOT_ASKED,
        "old_backups": [str(path) for path in taken.old_backups],
    }
    give(
        Answer("init", found, next=("limen backup --to FILE", "limen verify")),
        form,
        lambda: print_text("\n".join(says)),
    )


def _say_that_it_takes_time(form: AnswerForm) -> None:
    if not form.json:
        talk("Making the lock. That takes some seconds.")


def _begin_plan(form: AnswerForm, design: str, vault: Path | None) -> None:
    """Write a plan to begin with where the person stands; no vault is touched."""
    from limen.actions.checking import write_template

    if vault is not None:
        raise click.UsageError("--template writes protocol.toml here: leave --vault out.")
    today = moment().astimezone(local_zone().clock).date()
    path = write_template(design, Path.cwd(), today)
    give(
        Answer(
            "init",
            {"folder": None, "recovery_sheet": None, **_NOT_ASKED, "protocol": str(path)},
            next=(f"limen check {path.name}",),
        ),
        form,
        lambda: print_text(f"{path} is a plan to begin with. Change it, then check it."),
    )
