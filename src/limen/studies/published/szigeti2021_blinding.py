"""How well the arms of Szigeti 2021 could be told apart, and what that does to each difference.

One row per participant and time point: PANAS rows stand for the sitting on the day of the capsule,
WEMWB rows for the one at the end of the week. The guess curves are a secondary display.

Source: datasets.md section 2.4; methods.md sections 2.3 and 2.7.
"""

from collections import Counter
from collections.abc import Sequence

from limen.inference.estimates import DontKnow
from limen.inference.guess_curve import guess_rate_curve
from limen.inference.guesses import blinding_index
from limen.studies.published.analyses import BlindingTable, GuessCounts, GuessCurve
from limen.studies.published.szigeti2021_selection import Selection

TESTS = {"acute_thursday": "PANAS", "postacute_sunday": "WEMWB"}
WEEKS = (1, 2, 3, 4)
GUESS_RATES = (0.0, 0.25, 0.5, 0.75, 1.0)


def blinding_tables(selected: Sequence[Selection]) -> tuple[BlindingTable, ...]:
    """The tables of both sittings: all weeks together, then each week."""
    by_test = {selection.outcome.name: selection for selection in selected}
    return tuple(
        table for sitting, test in TESTS.items() for table in _sitting(sitting, by_test[test])
    )


def guess_curve(selected: Selection) -> GuessCurve:
    """The difference MD minus PL of one outcome at assumed rates of right guesses."""
    curve = guess_rate_curve(
        selected.scores,
        [arm == "MD" for arm in selected.condition],
        [arm == "MD" for arm in selected.guess],
        rates=GUESS_RATES,
    )
    return GuessCurve(selected.outcome.name, curve)


def _sitting(sitting: str, selected: Selection) -> list[BlindingTable]:
    answers = list(zip(selected.times, selected.condition, selected.guess, strict=True))
    tables = [_table(f"{sitting}_all_weeks", [answer[1:] for answer in answers])]
    for week in WEEKS:
        chosen = [answer[1:] for answer in answers if answer[0].startswith(f"w{week}")]
        tables.append(_table(f"{sitting}_week{week}", chosen))
    return tables


def _table(name: str, answers: Sequence[tuple[str, ...]]) -> BlindingTable:
    n = Counter(answers)
    counts = GuessCounts(
        mdmd=n["MD", "MD"], mdpl=n["MD", "PL"], plmd=n["PL", "MD"], plpl=n["PL", "PL"]
    )
    active, placebo = (counts.mdmd, counts.mdpl, 0), (counts.plpl, counts.plmd, 0)
    return BlindingTable(name, counts, blinding_index((active, placebo), DontKnow.NOT_OFFERED))
