"""How the tables of a trial look in a terminal: differences, and how well arms were told apart."""

import re
from collections.abc import Mapping, Sequence
from textwrap import fill

from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.reports.reproduction import TableCell

NOTHING = "–"

_WIDTH = 80

_COUNTS = ("MDMD", "MDPL", "PLMD", "PLPL", "n")
_RATES = {"right": "cgr", "sensitivity": "sensitivity", "specificity": "specificity"}
_INDICES = {
    "kappa": "kappa",
    "James": "james_bi",
    "Bang MD": "bang_md",
    "Bang PL": "bang_pl",
    "d'": "d_prime",
    "criterion": "criterion",
}


def difference(cell: TableCell) -> str:
    """A difference with half its 95 % range and its stars: "2.219±1.404**"."""
    if cell.ours is None or cell.half_width is None:
        return above_each_other(NOTHING)
    return above_each_other(f"{cell.ours:.3f}±{cell.half_width:.3f}{cell.stars}")


def above_each_other(number: str) -> str:
    """A number with room for three stars, so that in a column its digits stand in one line."""
    stars = len(number) - len(number.rstrip("*"))
    return with_minus(number) + " " * (3 - stars)


def print_lines(lines: Sequence[str]) -> None:
    """Print sentences, each on lines of its own that fit into 80 columns."""
    print_text("\n".join(fill(line, _WIDTH, break_long_words=False) for line in lines))


def with_minus(number: str) -> str:
    """A number as text with the sign that is made for it."""
    return number.replace("-", "−")


def print_blinding(tables: Sequence[Mapping[str, object]]) -> None:
    """Print counts and rates, then the indices, one line for each blinding table."""
    names = [_name(str(table["table"])) for table in tables]
    counts = [
        [name, *(_text(table[key]) for key in (*_COUNTS, *_RATES.values()))]
        for name, table in zip(names, tables, strict=True)
    ]
    numeric = (*_COUNTS, *_RATES)
    print_table(("rows", *numeric), counts, numeric=numeric)
    print_text("")
    indices = [
        [name, *(_text(table[key]) for key in _INDICES.values())]
        for name, table in zip(names, tables, strict=True)
    ]
    print_table(("rows", *_INDICES), indices, numeric=tuple(_INDICES))
    says = {str(table["says"]) for table in tables if table["says"]}
    print_lines(sorted(says))


def _name(table: str) -> str:
    """The words of a table: "postacute_sunday_week1" as "post-acute, week 1"."""
    visit, _, weeks = table.partition("day_")
    words = re.sub(r"week(\d)", r"week \1", weeks).removesuffix("_weeks")
    return f"{'post-acute' if visit.startswith('post') else 'acute'}, {words}"


def _text(number: object) -> str:
    if isinstance(number, float):
        return with_minus(f"{number:.3f}")
    return NOTHING if number is None else str(number)
