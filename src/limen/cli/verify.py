"""The verb `limen verify`."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import click

from limen.actions.verified import Verification, Verified
from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.asking import Asking, asking_options, folder_option
from limen.cli.streams import print_text
from limen.cli.verb import verb
from limen.terms.errors import CheckFailed


@verb(
    fields=("checks",),
    examples=(
        ("limen verify", "the whole journal, and its newest backup"),
        ("limen verify notes.age", "a backup, without restoring it"),
    ),
)
@click.argument("file", required=False)
@asking_options()
@folder_option
def verify(form: AnswerForm, asking: Asking, vault: Path | None, file: str | None) -> None:
    """Check that nothing was changed, removed or put in another order.

    It reads every page and every entry, and changes nothing. Ends with 5 when something differs.
    """
    found = _of_vault(asking, vault) if file is None else _of_backup(asking, vault, Path(file))
    differing = [check.name for check in found.checks if not check.holds]
    checks = [{"name": one.name, "pass": one.holds, "say": one.says} for one in found.checks]
    lines = [f"{'PASS' if one.holds else 'FAIL'} {one.name}: {one.says}" for one in found.checks]
    onward = "limen export --to FILE" if differing else "limen backup --to FILE"
    give(
        Answer(
            "verify",
            {"checks": checks},
            warnings=(Notice("unchecked", found.unchecked),) if found.unchecked else (),
            next=(onward,),
            failure=_failure(differing),
        ),
        form,
        lambda: print_text("\n".join(lines)),
    )


def _of_vault(asking: Asking, vault: Path | None) -> Verification:
    from limen.actions.verification import verify_vault
    from limen.actions.visiting import folder_of
    from limen.cli.vault_door import entered

    try:
        with entered(asking, folder_of(vault)) as inside:
            return verify_vault(inside.visit)
    except CheckFailed as error:
        says = f"{error.says} {error.fix}".strip()
        return Verification((Verified("file", holds=False, says=says),))


def _of_backup(asking: Asking, vault: Path | None, file: Path) -> Verification:
    from limen.actions.verification import verify_backup
    from limen.actions.visiting import folder_of

    return verify_backup(file, asking.passphrase(), folder_of(vault), monotonic)


def _failure(differing: Sequence[str]) -> CheckFailed | None:
    if not differing:
        return None
    return CheckFailed(
        f"What was checked differs: {', '.join(differing)}.",
        fix="Export what is there, then restore a backup.",
    )
