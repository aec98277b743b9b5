"""How often a whole trial claims what is not there, design by design, where nothing acts.

84 days with a trend of 0.5 SD, weekends of 0.3 SD and φ 0.3; φ0 from a run-in of 14 days; belief
acts by the kernel 1, ½, ¼. The belief limit is 1 SD, fixed before the start; in the last line of a
design it is the day SD of each run-in, which is sometimes too small.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import pytest

from limen.inference.ladder import Rung
from limen.studies.judging import Chunk, chunk_verdicts
from limen.studies.power import CHUNK
from limen.studies.scenario_sets import DESIGNS, design_plan
from limen.studies.scenarios import Belief, Confounding, Cue, Rules, Scenario

pytestmark = pytest.mark.calibration

MOST_FALSE = 0.030
FIXED, FROM_RUN_IN = Rules(), Rules(belief_limit=None)
TRUTHS = {
    "no cue": (Belief(Cue.NONE, 0.0), FIXED),
    "2021 cue, κ .53": (Belief(Cue.TRIAL2021, 0.53), FIXED),
    "strong cue, κ .53, conf +": (Belief(Cue.STRONG, 0.53, Confounding.POSITIVE), FIXED),
    "strong cue, κ .53, conf −": (Belief(Cue.STRONG, 0.53, Confounding.NEGATIVE), FIXED),
    "strong cue, κ 1": (Belief(Cue.STRONG, 1.0), FIXED),
    "strong cue, κ .7, 15 % slips": (Belief(Cue.STRONG, 0.7, wrong_guesses=0.15), FIXED),
    "strong cue, κ 1, limit of the run-in": (Belief(Cue.STRONG, 1.0), FROM_RUN_IN),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: shares of the trials with each claim; `mc_error` is that of L2."""

    design: str
    truth: str
    trials: int
    l2: float
    h2: float
    l1: float
    h1: float
    mc_error: float
    held: str


def rows(trials: int = 10_000, seed: int = 26) -> Iterator[Row]:
    """The full table."""
    for design in DESIGNS:
        for truth in TRUTHS:
            yield row(design, truth, trials, seed)


def row(design: str, truth: str, trials: int, seed: int = 26) -> Row:
    """One line of the table; fewer trials than the full table are allowed two of their errors."""
    belief, rules = TRUTHS[truth]
    scenario = Scenario(f"{design}, {truth}", design_plan(design), rules, belief=belief)
    counts = Counter[Rung]()
    for number in range(max(1, trials // CHUNK)):
        counts += chunk_verdicts(Chunk(scenario, seed, number, CHUNK))
    runs = sum(counts.values())
    l2, h2, l1, h1 = (counts[rung] / runs for rung in (Rung.L2, Rung.H2, Rung.L1, Rung.H1))
    slack = 0 if trials >= 10_000 else 2 * sqrt(MOST_FALSE * (1 - MOST_FALSE) / runs)
    held = "yes" if max(l2, h2) <= MOST_FALSE + slack else "no"
    return Row(
        design,
        truth,
        runs,
        l2=l2,
        h2=h2,
        l1=l1,
        h1=h1,
        mc_error=sqrt(l2 * (1 - l2) / runs),
        held=held,
    )


@pytest.mark.parametrize("design", DESIGNS)
def test_belief_up_to_the_limit_is_seldom_called_a_real_effect(design):
    found = row(design, "strong cue, κ 1", 2_000)

    assert found.held == "yes", found
    assert found.l1 > found.l2


@pytest.mark.nightly
def test_no_design_claims_more_often_than_promised_where_nothing_acts():
    assert [found for found in rows() if found.held == "no"] == []
