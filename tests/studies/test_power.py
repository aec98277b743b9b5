from collections import Counter
from dataclasses import replace

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.inference.ladder import Rung
from limen.inference.many_verdicts import RUNGS
from limen.studies.power import UP, VerdictShares, power_curve, simulated_verdicts
from limen.studies.scenarios import Scenario

PLAN = Scenario("power", mechanism(DesignName.ONE_IN_FOUR, 12))


def backwards(work, items):
    """Somebody who does the last item first."""
    done = {place: work(items[place]) for place in reversed(range(len(items)))}
    return [done[place] for place in range(len(items))]


def test_a_curve_rises_with_the_effect():
    curve = power_curve(PLAN, (0.0, 0.5, 1.0), trials=250, seed=1)

    powers = [point.shares.share(*UP) for point in curve]
    assert [point.effect for point in curve] == [0.0, 0.5, 1.0]
    assert powers == sorted(powers)
    assert (powers[0], powers[2]) == (
        pytest.approx(0.025, abs=0.04),
        pytest.approx(0.88, abs=0.09),
    )


def test_who_does_which_part_and_when_changes_nothing():
    cells = [replace(PLAN, effect=effect) for effect in (0.0, 0.8)]

    assert simulated_verdicts(cells, 300, 3) == simulated_verdicts(cells, 300, 3, backwards)


def test_another_seed_gives_other_trials():
    assert simulated_verdicts([PLAN], 250, 1) != simulated_verdicts([PLAN], 250, 2)


def test_cells_that_are_told_apart_by_nothing_have_the_same_trials():
    first, second = simulated_verdicts([PLAN, PLAN], 250, 1)

    assert first == second


def test_a_cell_stops_when_its_shares_are_known_to_a_point():
    """Nearly every trial finds an effect of 5 SD, so a round is enough; half find one of 0.65."""
    found = simulated_verdicts([replace(PLAN, effect=effect) for effect in (5.0, 0.65)], 1300, 1)

    assert [shares.runs for shares in found] == [1000, 1300]


def test_the_work_ends_when_every_cell_has_stopped():
    (shares,) = simulated_verdicts([replace(PLAN, effect=5.0)], 5000, 1)

    assert shares.runs == 1000


def test_somebody_hears_how_many_cells_are_done():
    heard = []
    cells = [replace(PLAN, effect=effect) for effect in (5.0, 0.65)]

    simulated_verdicts(cells, 1001, 1, tell=lambda done, total: heard.append((done, total)))

    assert heard[0] == (0, 2)
    assert heard[-1] == (2, 2)
    assert heard == sorted(heard)


def test_shares_and_errors_are_those_of_the_counts():
    counts = Counter({Rung.L0: 60, Rung.L1: 30, Rung.L2: 10})
    shares = VerdictShares(tuple(counts[rung] for rung in RUNGS))

    assert (shares.runs, shares.share(*UP), shares.share(Rung.H1)) == (100, 0.4, 0.0)
    assert shares.mc_se(*UP) == pytest.approx((0.4 * 0.6 / 100) ** 0.5)


@pytest.mark.parametrize("counts", [(1, 2), (0,) * len(RUNGS)])
def test_counts_that_are_no_counts_of_verdicts_are_refused(counts):
    with pytest.raises(ValueError, match="every verdict has its count"):
        VerdictShares(counts)
