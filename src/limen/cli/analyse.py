"""The verb `limen analyse`."""

from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.page import print_page
from limen.cli.verb import verb

_LARGEST_SEED = 2**63 - 1
_MODELS = {
    "trial": (
        "headline",
        "verdict",
        "measure",
        "difference",
        "range95",
        "range90",
        "p_up",
        "p_low",
        "p_rob",
        "draws",
        "seed",
        "phi",
        "day_sd",
        "smallest_change",
        "tipping_point",
        "belief_limit",
        "own_switch",
        "guesses",
        "effects",
        "grey",
        "rules_version",
        "seal_grade",
    ),
    "open": (
        "headline",
        "change",
        "range95",
        "expected_gain",
        "baseline_days",
        "practice_days",
    ),
    "threshold": ("rows", "placebo", "statement"),
    "drift": ("facts", "weeks", "alarm_week", "level", "features"),
}


@verb(
    fields=tuple(dict.fromkeys(field for fields in _MODELS.values() for field in fields)),
    examples=(
        ("limen analyse rows.csv --protocol protocol.toml", "the verdict of a blinded trial"),
        ("limen analyse rows.csv --protocol protocol.toml --json", "for a program"),
        ("limen analyse rows.csv --protocol protocol.toml --model drift", "counted facts"),
    ),
)
@click.argument("rows", metavar="ROWS.csv")
@click.option("--protocol", metavar="PROTOCOL.toml", required=True, help="What the rows followed.")
@click.option(
    "--model",
    type=click.Choice(list(_MODELS)),
    default=None,
    help="What to analyse; open for a protocol without placebo, else trial.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, _LARGEST_SEED),
    default=None,
    help="Of the draws; from the SHA-256 of both files where it is left out.",
)
def analyse(
    form: AnswerForm, rows: str, protocol: str, model: str | None, seed: int | None
) -> None:
    """Say what recorded days allow to be concluded, and what not.

    ROWS.csv holds one row a day: UTF-8, commas, decimal points, a header. PROTOCOL.toml is what
    the days followed; limen init --template writes one. Of a blinded trial the answer is one of
    seven headlines, “We cannot tell yet” among them; nothing is sent, nothing is written.
    """
    from limen.actions.analysing import Model, analysis, read_files

    asked = read_files(Path(rows), Path(protocol), Model(model) if model else None, seed)
    for field in form.fields:
        if field not in _MODELS[asked.model]:
            there = ", ".join(_MODELS[asked.model])
            raise click.BadParameter(
                f"There is no field “{field}” for {asked.model}; there are {there}.",
                param_hint="--fields",
            )
    analysed = analysis(asked)
    give(
        Answer(
            "analyse",
            analysed.data,
            warnings=tuple(Notice(remark.code, remark.says) for remark in analysed.remarks),
            next=(f"limen check {protocol}",),
        ),
        form,
        lambda: print_page(analysed.page),
    )
