"""The verb `limen demo`."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NoReturn

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.page import print_page
from limen.cli.place import local_zone, moment
from limen.cli.progress import progress
from limen.cli.streams import is_terminal, print_text, talk
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
        "trial",
        "trial_says",
    ),
    examples=(
        ("limen demo", "an invented trial, as a table, then a practice in the browser"),
        ("limen demo --no-serve", "the table alone"),
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
@click.option("--no-serve", is_flag=True, help="Show the table alone, and start no pages.")
def demo(form: AnswerForm, seed: int, no_serve: bool) -> None:  # noqa: FBT001 -- an option of click
    """Show what Limen does, on an invented trial.

    Two sets of data are invented: a trial of many people, computed like a published one, and a
    blinded trial of one person with its verdict. In a terminal it then shows an invented practice
    of twelve weeks in the browser, from a vault in a temporary folder, until Ctrl-C. Nothing of
    yours is read, and nothing is kept.
    """
    from limen.actions.demo import demonstrate

    with progress("Fitting the outcomes", form) as tell:
        demonstration = demonstrate(seed, tell)
    give(
        Answer(
            "demo",
            demonstration_answer(demonstration),
            next=(
                "limen reproduce szigeti2021 --from FOLDER",
                "limen init --template one_in_four",
            ),
        ),
        form,
        lambda: _draw(demonstration),
    )
    is_watched = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    if is_watched and not (no_serve or form.json):
        _show_practice()


def _show_practice() -> None:
    """Serve an invented practice until somebody ends it, and throw it away."""
    from limen.actions.demo_practice import WEEKS, invented_practice
    from limen.cli.serve import supervised

    talk(f"\nMaking an invented practice of {WEEKS} weeks. That takes some seconds.")
    with (
        _ending(),
        invented_practice(moment(), local_zone(), monotonic) as made,
        supervised(made.folder, port=0) as (supervisor, address),
    ):
        talk("Open the address within a minute; it is good once. The practice opens with\n")
        talk(f"    {made.passphrase}\n")
        talk("Ctrl-C ends it and throws it away.")
        print_text(f"Open {address}")
        supervisor.wait()


@contextmanager
def _ending() -> Iterator[None]:
    """Let whatever ends the command throw away what is inside; Ctrl-C is the usual end."""
    before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except KeyboardInterrupt:
        talk("Thrown away.")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


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
            "",
            demonstration.trial.opening,
            "",
        )
    )
    print_page(demonstration.trial.analysed.page)
    print_lines(("", demonstration.trial.says))
