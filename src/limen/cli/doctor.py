"""The verb `limen doctor`."""

import sys
from collections.abc import Sequence

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.progress import progress
from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.cli.verb import verb
from limen.terms.errors import LimenError


@verb(
    fields=("checks", "backup_age_days", "facts_past_review"),
    examples=(
        ("limen doctor", "every check, and what mends it"),
        ("limen doctor --json --fields checks", "the same for a program"),
    ),
)
def doctor(form: AnswerForm) -> None:
    """Say what works on this computer, and how to mend what does not.

    Ends with 0 when everything that Limen needs is there, otherwise with 1; what is optional is
    named and changes nothing. With --json the checks stand on stdout in both cases.
    """
    from limen.actions.doctor import examine_computer

    with progress("Checking this computer", form) as tell:
        examination = examine_computer(getattr(sys.stdout, "encoding", None) or "unknown", tell)
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
