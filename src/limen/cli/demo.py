"""The verb `limen demo`."""

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.progress import progress
from limen.cli.table import print_table
from limen.cli.trial_tables import difference, print_lines
from limen.cli.verb import verb
from limen.reports.demonstration import Demonstration, demonstration_answer

_LARGEST_SEED = 2**63 - 1


@verb(
    fields=(
        "invented",
        "seed",
        "says",
        "rows",
        "fits",
        "table",
        "strata",
        "blinding",
        "guess_curve",
    ),
    examples=(
        ("limen demo", "an invented trial, as a table"),
        ("limen demo --seed 7", "another one; the same seed makes the same trial"),
        ("limen demo --json --fields says", "what it shows, for a program"),
    ),
)
@click.option(
    "--seed",
    type=click.IntRange(0, _LARGEST_SEED),
    default=1,
    show_default=True,
    help="Which invented trial to make.",
)
def demo(form: AnswerForm, seed: int) -> None:
    """Show what Limen does, on an invented trial.

    The data are invented, computed like those of a published trial, and thrown away at the end.
    Nothing is read and nothing is written.
    """
    from limen.actions.demo import demonstrate

    with progress("Fitting the outcomes", form) as tell:
        demonstration = demonstrate(seed, tell)
    give(
        Answer(
            "demo",
            demonstration_answer(demonstration),
            next=("limen reproduce szigeti2021 --from FOLDER",),
        ),
        form,
        lambda: _draw(demonstration),
    )


def _draw(demonstration: Demonstration) -> None:
    print_lines((demonstration.opening, ""))
    print_table(
        ("measure", "without the guess", "with the guess"),
        [
            (without.outcome, difference(without), difference(with_guess))
            for without, with_guess in demonstration.table.outcomes
        ],
        numeric=("without the guess", "with the guess"),
    )
    print_lines(
        (
            "Microdose minus placebo, ± 1.96 standard errors.",
            "* p < .05, ** p < .01, *** p < .001.",
            "",
            demonstration.says,
        )
    )
