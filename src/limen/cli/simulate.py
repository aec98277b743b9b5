"""The verb `limen simulate`."""

import math
import shlex
from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.progress import progress
from limen.cli.table import print_table
from limen.cli.verb import verb
from limen.reports.simulated_power import CUES, HEADINGS, NUMERIC, power_rows

LARGEST_EFFECT = 5.0
MOST_WEEKS = 52
MOST_MISSING = 0.5
MOST_WORKERS = 256


def _numbers(_ctx: click.Context, _option: click.Parameter, value: str) -> tuple[float, ...]:
    """Numbers between commas."""
    numbers = tuple(_number(part) for part in value.split(","))
    if not all(abs(number) <= LARGEST_EFFECT for number in numbers):
        raise click.BadParameter("an effect lies from −5 to 5 day SD.")
    return numbers


def _number(part: str) -> float:
    try:
        number = float(part)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.BadParameter(f"write numbers between commas, like 0.5,0.8, not “{part}”.")
    return number


def _finite(_ctx: click.Context, _option: click.Parameter, value: float) -> float:
    """A number that no range lets by and that is none."""
    if not math.isfinite(value):
        raise click.BadParameter("write a number, like 0.5.")
    return value


def _weeks(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, ...]:
    """Whole numbers between commas."""
    parts = [part.strip() for part in value.split(",")] if value is not None else []
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise click.BadParameter("write whole numbers between commas, like 12,24.")
    weeks = tuple(map(int, parts))
    if not all(1 <= length <= MOST_WEEKS for length in weeks):
        raise click.BadParameter(f"a length is 1 to {MOST_WEEKS} weeks.")
    return weeks


def _workers(_ctx: click.Context, _option: click.Parameter, value: str) -> int | None:
    """A number of processes, or None for “auto”."""
    if value == "auto":
        return None
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= MOST_WORKERS):
        raise click.BadParameter(f"write auto, or a whole number from 1 to {MOST_WORKERS}.")
    return int(value)


@verb(
    fields=("curve", "seed", "runs"),
    examples=(
        ("limen simulate protocol.toml", "with the usual assumptions"),
        (
            (
                "limen simulate protocol.toml --effect 0.5,0.8 --weeks 12,24 --cue trial2021 "
                "--kappa 0.5 --missing 0.2"
            ),
            "what is felt, what believing does, days left out",
        ),
        ("limen simulate protocol.toml --runs 20000 --workers 4", "more trials, on four cores"),
        ("limen simulate protocol.toml --scheduler tcp://127.0.0.1:8786", "on a cluster of Dask"),
    ),
)
@click.argument("protocol", metavar="PROTOCOL.toml")
@click.option(
    "--effect",
    metavar="A,B",
    default="0.5,0.8",
    show_default=True,
    callback=_numbers,
    help="Effects of an active capsule on its day, in day SD.",
)
@click.option(
    "--weeks", metavar="A,B", callback=_weeks, help="Lengths; the one of the protocol if left out."
)
@click.option(
    "--cue",
    type=click.Choice(CUES),
    default=CUES[0],
    show_default=True,
    help="How clearly a capsule is felt.",
)
@click.option(
    "--kappa",
    type=click.FloatRange(0, LARGEST_EFFECT),
    callback=_finite,
    default=0.0,
    show_default=True,
    help="What believing that a capsule is active adds, in day SD.",
)
@click.option(
    "--missing",
    type=click.FloatRange(0, MOST_MISSING),
    callback=_finite,
    default=0.0,
    show_default=True,
    help="Share of the days without a score.",
)
@click.option(
    "--runs",
    type=click.IntRange(100, 1_000_000),
    default=4000,
    show_default=True,
    help="The most trials for one length and effect.",
)
@click.option("--seed", type=click.IntRange(0), help="Taken from the file if left out.")
@click.option(
    "--workers",
    metavar="N",
    default="auto",
    show_default=True,
    callback=_workers,
    help="Processes on this computer.",
)
@click.option("--scheduler", metavar="ADDRESS", help="A scheduler of Dask, in place of --workers.")
def simulate(
    form: AnswerForm,
    protocol: str,
    *,
    effect: tuple[float, ...],
    weeks: tuple[int, ...],
    cue: str,
    kappa: float,
    missing: float,
    runs: int,
    seed: int | None,
    workers: int | None,
    scheduler: str | None,
) -> None:
    """Simulate a protocol: how often it would find what is there.

    Whole trials are invented, from run-in and allocation to scores and guesses, and judged by the
    rules of `limen analyse`. L1+ is the share that ends with “some sign” or better, L2 the share in
    which belief up to the limit is ruled out. Day SD is the usual swing from day to day. The same
    seed gives the same numbers for any number of workers.

    Limen starts no scheduler and connects to none but the one that you name.
    """
    from limen.actions.simulating import Effort, Participant, simulate_file

    with progress("power", form) as tell:
        found = simulate_file(
            Path(protocol),
            Participant(effect, weeks, cue, kappa, missing),
            Effort(runs, seed, workers, scheduler),
            tell,
        )
    give(
        Answer("simulate", found, next=(f"limen check {shlex.quote(protocol)}",)),
        form,
        lambda: print_table(HEADINGS, power_rows(found.curve), numeric=NUMERIC),
    )
