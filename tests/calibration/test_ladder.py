"""How often each verdict comes out by truth, beside the published shares and the promised limit.

Capsules on consecutive days, days of variance 1, half of it with memory (AR(1) 0.3); κ_max is 1 SD.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import pytest

from limen.inference.ladder import Rung
from limen.studies.judging import Chunk, chunk_verdicts
from limen.studies.power import CHUNK
from limen.studies.scenario_sets import scenario_set

pytestmark = pytest.mark.calibration

MOST_FALSE = 0.030  # L2 and H2 wherever nothing acts and κ is at most κ_max
# Published L2 and L1 by truth, and the trials behind them; a row may stand without.
HALF, QUARTER = "2 of 4 active", "1 of 4 active"
PRINTED = {
    (HALF, 28, "no cue"): (0.015, 0.025),
    (HALF, 240, "no cue"): (0.010, None),
    (HALF, 960, "no cue"): (0.010, None),
    (HALF, 28, "2021 cue, κ .53"): (0.011, 0.04),
    (HALF, 240, "2021 cue, κ .53"): (0.000, 0.17),
    (HALF, 960, "2021 cue, κ .53"): (0.000, 0.50),
    (HALF, 960, "strong cue, κ .53, conf +"): (0.000, 0.97),
    (HALF, 960, "strong cue, κ .53, conf −"): (0.000, 0.99),
    (HALF, 28, "strong cue, κ 1"): (0.028, 0.19),
    (HALF, 56, "strong cue, κ 1"): (0.019, None),
    (HALF, 240, "strong cue, κ 1"): (0.025, None),
    (HALF, 960, "strong cue, κ 1"): (0.025, 0.98),
    (HALF, 28, "δ .5, 2021 cue"): (0.14, 0.21),
    (HALF, 56, "δ .5, 2021 cue"): (0.28, 0.36),
    (HALF, 240, "δ .5, 2021 cue"): (0.86, 0.14),
    (HALF, 960, "δ .5, 2021 cue"): (1.0, 0.0),
    (HALF, 28, "δ .5, strong cue"): (0.08, 0.40),
    (HALF, 56, "δ .5, strong cue"): (0.16, 0.66),
    (HALF, 240, "δ .5, strong cue"): (0.56, 0.44),
    (HALF, 960, "δ .5, strong cue"): (0.99, 0.02),
    (HALF, 28, "δ .8, 2021 cue"): (0.38, 0.25),
    (HALF, 56, "δ .8, 2021 cue"): (0.72, 0.21),
    (HALF, 240, "δ .8, 2021 cue"): (1.0, 0.0),
    (HALF, 28, "δ .8, strong cue"): (0.27, 0.49),
    (HALF, 56, "δ .8, strong cue"): (0.54, 0.43),
    (HALF, 240, "δ .8, strong cue"): (0.99, 0.01),
    (HALF, 240, "δ .5, very strong cue"): (0.16, 0.84),
    (HALF, 960, "δ .5, very strong cue"): (0.52, 0.48),
    (QUARTER, 28, "no cue"): (0.014, 0.016),
    (QUARTER, 56, "no cue"): (0.016, 0.021),
    (QUARTER, 240, "no cue"): (0.018, 0.021),
    (QUARTER, 28, "2021 cue, κ .53"): (0.009, 0.043),
    (QUARTER, 56, "2021 cue, κ .53"): (0.009, 0.065),
    (QUARTER, 240, "2021 cue, κ .53"): (0.003, 0.158),
    (QUARTER, 28, "strong cue, κ .53, conf +"): (0.006, 0.073),
    (QUARTER, 56, "strong cue, κ .53, conf +"): (0.003, 0.115),
    (QUARTER, 240, "strong cue, κ .53, conf +"): (0.0, 0.369),
    (QUARTER, 28, "strong cue, κ .53, conf −"): (0.005, 0.080),
    (QUARTER, 56, "strong cue, κ .53, conf −"): (0.005, 0.131),
    (QUARTER, 240, "strong cue, κ .53, conf −"): (0.0, 0.466),
    (QUARTER, 28, "strong cue, κ 1"): (0.021, 0.150),
    (QUARTER, 56, "strong cue, κ 1"): (0.025, 0.310),
    (QUARTER, 240, "strong cue, κ 1"): (0.032, 0.880),
    (QUARTER, 28, "δ .5, 2021 cue"): (0.120, 0.150),
    (QUARTER, 56, "δ .5, 2021 cue"): (0.216, 0.304),
    (QUARTER, 240, "δ .5, 2021 cue"): (0.753, 0.237),
    (QUARTER, 28, "δ .8, 2021 cue"): (0.308, 0.215),
    (QUARTER, 56, "δ .8, 2021 cue"): (0.581, 0.265),
    (QUARTER, 240, "δ .8, 2021 cue"): (0.997, 0.002),
    (QUARTER, 28, "δ .8, strong cue"): (0.236, 0.414),
    (QUARTER, 56, "δ .8, strong cue"): (0.426, 0.506),
    (QUARTER, 240, "δ .8, strong cue"): (0.977, 0.023),
}
PRINTED_TRIALS = {HALF: 1000, QUARTER: 1000}
LAST_DIGIT = {HALF: 0.005, QUARTER: 0.0005}
# How strongly mood confounds is not published; ours is a pull of half a day SD, so L1 differs.
NOT_COMPARED = "conf"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: shares of the trials with each verdict.

    `held` is "no" where L2 or H2 goes beyond the promise, or L2 or L1 beyond four Monte Carlo
    errors from what is printed; `mc_error` is that of L2.
    """

    active: str
    slots: int
    truth: str
    trials: int
    l2: float
    printed_l2: float | None
    l1: float
    printed_l1: float | None
    h2: float
    h1: float
    e: float
    l0: float
    mc_error: float
    held: str


def rows(trials: int = 10_000, seed: int = 20) -> Iterator[Row]:
    """The full table."""
    for name in ("half_active", "quarter_active"):
        for scenario in scenario_set(name):
            yield row(scenario, trials, seed)


def row(scenario, trials: int, seed: int = 20) -> Row:
    """One line of the table."""
    active, slots, truth = scenario.name.split(", ", 2)
    counts = Counter[Rung]()
    for number in range(max(1, trials // CHUNK)):
        counts += chunk_verdicts(Chunk(scenario, seed, number, CHUNK))
    runs = sum(counts.values())
    shares = {rung: counts[rung] / runs for rung in Rung}
    where = (active, int(slots.removesuffix(" slots")), truth)
    printed = PRINTED.get(where, (None, None))
    kept = _kept(where, shares, printed, runs) and _promised(scenario, shares, runs)
    return Row(
        *where,
        trials=runs,
        l2=shares[Rung.L2],
        printed_l2=printed[0],
        l1=shares[Rung.L1],
        printed_l1=printed[1],
        h2=shares[Rung.H2],
        h1=shares[Rung.H1],
        e=shares[Rung.E],
        l0=shares[Rung.L0],
        mc_error=sqrt(shares[Rung.L2] * (1 - shares[Rung.L2]) / runs),
        held="yes" if kept else "no",
    )


def _promised(scenario, shares, runs):
    """The promise is about the truth; fewer runs are allowed two of their errors."""
    slack = 0 if runs >= 10_000 else 2 * sqrt(MOST_FALSE * (1 - MOST_FALSE) / runs)
    nothing = scenario.effect == 0
    return not nothing or max(shares[Rung.L2], shares[Rung.H2]) <= MOST_FALSE + slack


def _kept(where, shares, printed, runs):
    rungs = (Rung.L2,) if NOT_COMPARED in where[2] else (Rung.L2, Rung.L1)
    return all(
        told is None or abs(shares[rung] - told) <= _tolerance(where[0], told, runs)
        for rung, told in zip(rungs, printed, strict=False)
    )


def _tolerance(active, told, runs):
    """Four errors of both shares, of a share of at least 1 %, and the last digit."""
    share = min(max(told, 0.01), 0.99)
    variance = share * (1 - share)
    both = sqrt(variance / runs + variance / PRINTED_TRIALS[active])
    return 4 * both + LAST_DIGIT[active]


def cells(*truths):
    return [
        scenario
        for name in ("half_active", "quarter_active")
        for scenario in scenario_set(name)
        if scenario.name.endswith(truths) and ", 28 slots" in scenario.name
    ]


@pytest.mark.parametrize(
    "scenario", cells("κ 1", "no cue", "δ .8, 2021 cue", "conf +", "conf −"), ids=lambda c: c.name
)
def test_verdicts_come_as_often_as_published(scenario):
    found = row(scenario, 2000)

    assert found.held == "yes", found


@pytest.mark.nightly
def test_the_whole_table_is_as_published_and_no_claim_is_false_more_often_than_promised():
    assert [found for found in rows() if found.held == "no"] == []
