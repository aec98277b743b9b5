"""The verb `limen doctor`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from limen.actions.doctor import Examination
from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.asking import Asking, asking_options, folder_option
from limen.cli.place import local_zone, moment
from limen.cli.progress import progress
from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.cli.verb import verb
from limen.terms.errors import LimenError

VAULT_PART = "vault part"


@verb(
    fields=("checks", "backup_age_days", "facts_past_review"),
    examples=(
        ("limen doctor", "every check, and what mends it"),
        ("limen doctor --unlock", "the inside of your vault as well"),
        ("limen doctor --json --fields checks", "the same for a program"),
    ),
)
@click.option("--unlock", is_flag=True, help="Look into the vault too: its chain, its backups.")
@asking_options()
@folder_option
def doctor(
    form: AnswerForm,
    asking: Asking,
    vault: Path | None,
    unlock: bool,  # noqa: FBT001 -- an option of click
) -> None:
    """Say what works on this computer, and how to mend what does not.

    Ends with 0 when everything that Limen needs is there, otherwise with 1; what is optional is
    named and changes nothing. With --json the checks stand on stdout in both cases. Where there is
    a vault, its outside is looked at; --unlock or --passphrase-fd opens it.
    """
    from limen.actions.doctor import examine_computer

    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    today = moment().astimezone(local_zone().clock).date()
    with progress("Checking this computer", form) as tell:
        examination = examine_computer(encoding, today, tell)
    if not any(check.name == VAULT_PART for check in examination.to_mend()):
        is_open = unlock or asking.passphrases.descriptor is not None
        examination = _with_vault(examination, asking, vault, is_open=is_open)
    to_mend = [check.name for check in examination.to_mend()]
    rows = [
        (check.name, "works" if check.ok else "to mend" if check.needed else "optional", check.says)
        for check in examination.checks
    ]
    remedies = [f"{check.name}: {check.mend}" for check in examination.checks if check.mend]
    give(
        Answer(
            "doctor",
            examination,
            next=("limen doctor",) if to_mend else ("limen demo",),
            failure=_failure(to_mend),
        ),
        form,
        lambda: _draw(rows, remedies),
    )


def _with_vault(
    examination: Examination, asking: Asking, vault: Path | None, *, is_open: bool
) -> Examination:
    """Add what can be seen of a vault, if there is one; inside, if it is to be opened."""
    from limen.actions import vault_health, visiting
    from limen.cli.vault_door import entered

    folder = vault_health.folder_to_look_at(vault)
    if not visiting.is_vault(folder):
        missed = () if vault is None else vault_health.no_vault_checks(folder)
        return examination.with_vault(missed, None)
    outside = vault_health.outside_checks(folder)
    if not is_open:
        return examination.with_vault(outside, None)
    with entered(asking, folder) as inside:
        checks = vault_health.inside_checks(inside.visit)
        age = vault_health.backup_age_days(inside.visit)
    return examination.with_vault(outside + checks, age)


def _draw(rows: Sequence[tuple[str, str, str]], remedies: Sequence[str]) -> None:
    print_table(("part", "state", "what was found"), rows)
    if remedies:
        print_text("\n".join(("", "What mends it:", *remedies)))


def _failure(to_mend: Sequence[str]) -> LimenError | None:
    if not to_mend:
        return None
    return LimenError(
        f"Limen does not work here as it should: {', '.join(to_mend)}.",
        fix="What mends it stands beside each check.",
    )
