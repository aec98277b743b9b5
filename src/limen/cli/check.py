"""The verb `limen check`."""

from pathlib import Path
from shlex import quote

import click

from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.cli.trial_tables import print_lines
from limen.cli.verb import verb
from limen.reports.plan_check import (
    HEADINGS,
    NUMERIC,
    CheckedPlan,
    chance_rows,
    layout_sentences,
    meter_sentences,
    plan_answer,
)


@verb(
    fields=(
        "accepted",
        "refusals",
        "warnings",
        "allocations",
        "attainable_p",
        "collision",
        "bits",
        "smallest_detectable",
        "power_at_1sd",
        "curve",
        "slow_shares",
        "chances",
        "capsules",
        "active",
        "phi",
        "day_sd",
    ),
    examples=(
        ("limen check protocol.toml", "what it can show, and whether it is refused"),
        ("limen check protocol.toml --json --fields accepted,chances", "for a program"),
    ),
)
@click.argument("protocol", metavar="PROTOCOL.toml")
def check(form: AnswerForm, protocol: str) -> None:
    """Say what a protocol can show, before it starts.

    Some thousand trials are invented under the protocol and tested as the real one will be. A
    protocol that cannot answer its question is refused with exit code 6, and with the weeks that
    would do. Effects are in points of the main measure, and in the usual swing from day to day.
    """
    from limen.actions.checking import check_file

    checked = check_file(Path(protocol))
    found = checked.check
    give(
        Answer(
            "check",
            plan_answer(found),
            warnings=tuple(Notice(remark.code, remark.say) for remark in found.warnings),
            next=_next(checked, quote(protocol)),
            failure=checked.refusal,
        ),
        form,
        lambda: _draw(checked),
    )


def _next(checked: CheckedPlan, protocol: str) -> tuple[str, ...]:
    analyse = f"limen analyse rows.csv --protocol {protocol}"
    if checked.refusal is not None:
        return (f"limen check {protocol}",)
    return (analyse,) if checked.check.sight is None else (f"limen simulate {protocol}", analyse)


def _draw(checked: CheckedPlan) -> None:
    found = checked.check
    print_lines(layout_sentences(found))
    sight = found.sight
    if not found.is_accepted or sight is None or sight.chances is None:
        return
    print_text("\nHow many times in 100 you will read:\n")
    print_table(HEADINGS, chance_rows(sight.chances), numeric=NUMERIC)
    print_text("")
    print_lines(meter_sentences(found, sight, sight.chances))
