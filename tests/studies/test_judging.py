from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.inference.ladder import Rung
from limen.inference.run_in import run_in_scale
from limen.studies.judging import Chunk, chunk_verdicts, run_in_scales
from limen.studies.scenarios import Belief, Cue, Missing, Rules, Scenario

PLAN = Scenario("judged", mechanism(DesignName.THIRD_DAY, 12), Rules(smallest_change=1.0))


def verdicts(scenario=PLAN, trials=200, seed=1, **changes):
    return chunk_verdicts(Chunk(replace(scenario, **changes), seed, 0, trials))


def test_run_ins_of_many_trials_have_the_scale_of_each_alone():
    run_ins = np.random.default_rng(1).normal(4, 1.3, (40, 17)).cumsum(1) * 0.3
    run_ins[0] = 4.0

    phi, sigma = run_in_scales(run_ins)

    alone = [run_in_scale(tuple(run_in.tolist()), 1.0) for run_in in run_ins]
    assert phi == pytest.approx([scale.phi0 for scale in alone])
    assert sigma == pytest.approx([scale.sigma_points for scale in alone])


def test_every_trial_has_one_verdict():
    found = verdicts(effect=0.5)

    assert sum(found.values()) == 200
    assert found[Rung.TOO_FEW_DAYS] == 0


def test_a_large_effect_is_found_and_a_large_harm_too():
    up, down = verdicts(effect=2.0), verdicts(effect=-2.0)

    assert up[Rung.L1] + up[Rung.L2] > 195
    assert down[Rung.H1] + down[Rung.H2] > 195


def test_a_felt_effect_is_robust_only_below_the_belief_limit():
    cued = Belief(Cue.VERY_STRONG, effect=1.0)
    strict = replace(PLAN.rules, belief_limit=2.0)
    lax = replace(PLAN.rules, belief_limit=0.0)

    with_limit = verdicts(belief=cued, effect=1.0, rules=strict)
    without = verdicts(belief=cued, effect=1.0, rules=lax)

    assert with_limit[Rung.L2] < 20 < with_limit[Rung.L1]
    assert without[Rung.L1] == 0
    assert without[Rung.L2] == with_limit[Rung.L1] + with_limit[Rung.L2]


def test_no_effect_seen_sharply_enough_is_little_or_no_difference():
    wide = replace(PLAN.rules, smallest_change=5.0)

    found = verdicts(rules=wide)

    assert found[Rung.E] == 200 - sum(found[rung] for rung in (Rung.L1, Rung.L2, Rung.H1, Rung.H2))


def test_too_few_allocations_and_too_few_days_give_no_verdict():
    four_pairs = mechanism(DesignName.PAIRED_WEEKS, 8)

    assert verdicts(mechanism=four_pairs) == Counter({Rung.TOO_FEW_DAYS: 200})
    half = verdicts(missing=Missing(0.5), trials=60)
    assert half[Rung.TOO_FEW_DAYS] > 50


def test_missing_days_cost_power_and_keep_the_trial():
    whole = verdicts(effect=0.8, trials=400)
    left_out = verdicts(effect=0.8, trials=400, missing=Missing(0.25))

    assert left_out[Rung.TOO_FEW_DAYS] == 0
    assert 0 < left_out[Rung.L1] + left_out[Rung.L2] < whole[Rung.L1] + whole[Rung.L2]


def test_trials_with_missing_days_are_judged_like_those_without():
    """A share of missing days so small that hardly any day is left out changes hardly anything."""
    found = verdicts(effect=0.8, missing=Missing(1e-6))

    assert found == verdicts(effect=0.8)


def test_a_stated_phi_and_a_run_in_that_gives_the_limit_are_used():
    stated = replace(PLAN.rules, phi=0.3, belief_limit=None)

    found = verdicts(rules=stated, effect=1.0)

    assert sum(found.values()) == 200
    assert found != verdicts(effect=1.0)


def test_six_pairs_are_enumerated():
    found = verdicts(mechanism=mechanism(DesignName.PAIRED_WEEKS, 12), effect=2.0)

    assert found[Rung.L1] + found[Rung.L2] > 150
