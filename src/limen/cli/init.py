"""The verb `limen init`."""

from pathlib import Path
from time import monotonic

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, asking_options, folder_option
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_text, talk
from limen.cli.verb import verb


@verb(
    fields=("folder", "recovery_sheet"),
    examples=(
        ("limen init", "a vault in the usual folder; it asks everything"),
        ("limen init --vault FOLDER", "in another folder"),
        ("limen init --yes --passphrase-fd 3 --json 3< FILE", "from a script"),
    ),
)
@asking_options(yes="State that you are 18 or over and that you keep the recovery sheet.")
@folder_option
def init(form: AnswerForm, asking: Asking, vault: Path | None) -> None:
    """Make an encrypted vault for your journal.

    It asks whether you are 18 or over, then for a passphrase, shows the recovery sheet once, and
    has two of its groups typed back. Stopped before that, nothing is left. Whoever loses both
    passphrase and sheet loses everything: there is no back door.
    """
    from limen.actions import visiting
    from limen.cli import vault_door

    folder = visiting.folder_of(vault)
    visiting.require_no_vault(folder)
    vault_door.require_adult(asking, also=" and that you keep the recovery sheet in the answer")
    passphrase = asking.new_passphrase(
        "Passphrase, 15 characters or more (nothing: six words are drawn for you)",
        visiting.offered_passphrase,
    )
    visiting.require_good(passphrase)
    if not form.json:
        talk("Making the lock. That takes some seconds.")
    sheet = visiting.begin_vault(
        visiting.Beginning(folder, passphrase, moment(), local_zone()),
        monotonic,
        lambda made: vault_door.have_read_back(asking, made),
    )
    says = f"The vault is in {folder}."
    if asking.is_sure:
        says = f"{vault_door.sheet_text(sheet)}\n{says}"
    give(
        Answer(
            "init",
            {"folder": str(folder), "recovery_sheet": sheet.groups},
            next=("limen serve", "limen backup --to FILE"),
        ),
        form,
        lambda: print_text(says),
    )
