"""The verb `limen fit`."""

from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.progress import progress
from limen.cli.streams import harmless, print_text
from limen.cli.table import print_table
from limen.cli.verb import verb
from limen.reports.fitted_model import (
    HEADINGS,
    NUMERIC,
    FittedModel,
    Method,
    coefficient_rows,
    number_text,
)


def _selections(
    _ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Columns with the cell that is wanted, from `COLUMN=VALUE`."""
    where: dict[str, str] = {}
    for value in values:
        name, sign, cell = value.partition("=")
        if not (name and sign and cell):
            raise click.BadParameter(f"write COLUMN=VALUE, like week=1, instead of “{value}”.")
        if where.setdefault(name, cell) != cell:
            raise click.BadParameter(f"{name} cannot be both {where[name]} and {cell}.")
    return where


@verb(
    fields=(
        "formula",
        "method",
        "reference",
        "coefficients",
        "var_group",
        "var_residual",
        "criterion",
        "n",
        "groups",
        "singular",
        "left_out",
    ),
    examples=(
        ("limen fit rows.csv 'score ~ arm + age' --group who", "who tells people apart"),
        ("limen fit rows.csv 'score ~ arm * guess' --group who --where week=1", "a selection"),
        ("limen fit rows.csv 'score ~ arm' --group who --method ml --json", "for a program"),
    ),
)
@click.argument("rows", metavar="FILE.csv")
@click.argument("formula")
@click.option("--group", metavar="COLUMN", required=True, help="Column that tells people apart.")
@click.option(
    "--where",
    metavar="COLUMN=VALUE",
    multiple=True,
    callback=_selections,
    help="Only rows with this cell; may be given more than once.",
)
@click.option(
    "--method",
    type=click.Choice([method.value for method in Method]),
    default=Method.REML.value,
    show_default=True,
    help="Restricted (reml) or full (ml) likelihood.",
)
def fit(
    form: AnswerForm, rows: str, formula: str, group: str, where: dict[str, str], method: str
) -> None:
    """Fit a mixed model to your own rows.

    FILE.csv holds one row an observation: UTF-8, commas, decimal points, a header. Spaces around a
    cell do not count. The formula names its columns: + adds one, a * b adds both and their product,
    a : b the product alone, 0 + leaves the intercept out. A column of words is compared against its
    first word in sorted order; codes written as numbers count as numbers. Rows with an empty cell
    in a used column are left out and counted.

    Each group has a random intercept. Degrees of freedom are Satterthwaite's; limits are those of
    the 95 % interval by Student's t.
    """
    from limen.actions.fitting import fit_file

    with progress("Reading rows", form) as tell:
        fitted = fit_file(Path(rows), formula, group, where, Method(method), tell)
    give(
        Answer("fit", fitted, warnings=_notices(fitted), next=("limen fit --help",)),
        form,
        lambda: _draw(fitted, group),
    )


def _notices(fitted: FittedModel) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    if fitted.left_out:
        rows = "row" if fitted.left_out == 1 else "rows"
        says = f"Left out: {fitted.left_out} {rows} with an empty cell in a used column."
        notices.append(Notice("left-out", says))
    if fitted.singular:
        says = "Beyond what the columns explain, the variance between groups is estimated as 0."
        notices.append(Notice("singular", says))
    return tuple(notices)


def _draw(fitted: FittedModel, group: str) -> None:
    print_text(harmless(f"{fitted.formula}, random intercept by {group} ({fitted.method.upper()})"))
    for name, level in fitted.reference.items():
        print_text(harmless(f"{name}: compared with {level}"))
    print_text("")
    print_table(HEADINGS, coefficient_rows(fitted.coefficients), numeric=NUMERIC)
    criterion = "REML criterion" if fitted.method is Method.REML else "-2 log-likelihood"
    print_text(
        f"\n{fitted.n} rows, {fitted.groups} groups"
        f"\nvariance between groups {number_text(fitted.var_group)}, "
        f"within {number_text(fitted.var_residual)}; {criterion} {fitted.criterion:.4f}"
    )
