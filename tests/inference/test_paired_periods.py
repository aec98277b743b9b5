from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.paired_periods import paired_t, period_effect
from limen.inference.reference.paired_periods import paired_t as plain_paired_t
from limen.inference.reference.paired_periods import period_effect as plain_period_effect
from limen.inference.trial import Draws


def pairs(make_case, seed=3, **parts):
    return make_case("paired_weeks", seed, blocks=6, **parts)


def effect_of(case):
    return period_effect(case.trial, case.scale, case.draws)


def week_means(case, week):
    return np.mean([y for y in case.trial.scores[7 * week : 7 * week + 7] if y is not None])


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_plain_form_of_the_period_effect_agrees(make_case, missing):
    case = pairs(make_case, missing=missing)

    found = effect_of(case)

    estimate, p_up, p_low = plain_period_effect(case.trial, case.scale, case.draws)
    assert found.estimate == pytest.approx(estimate, rel=1e-10)
    assert (found.p_up, found.p_low) == (p_up, p_low)


def test_the_first_half_of_a_week_does_not_matter(make_case):
    case = pairs(make_case)
    scores = tuple(99.0 if day % 7 < 3 else y for day, y in enumerate(case.trial.scores))

    assert effect_of(case.having(scores=scores)) == effect_of(case)


def test_without_memory_and_trend_it_is_the_difference_of_the_halves(make_case):
    """Four days a week, weekends alike in both arms, and the trend taken out by hand."""
    case = pairs(make_case)
    case = replace(case, scale=replace(case.scale, phi0=0.0))
    active = {
        day // 7 for day, arm in zip(case.trial.slot_days, case.trial.arms, strict=True) if arm
    }
    step = tuple(2.0 * (day // 7 in active) + 0.1 * (day % 7 == 4) for day in range(84))

    found = effect_of(case.having(scores=step))

    assert found.estimate == pytest.approx(2.0, abs=0.01)
    assert found.p_up == 1 / 64


def test_draws_keep_their_seed(make_case):
    case = pairs(make_case)
    drawn = replace(case, draws=Draws(case.draws.others, complete=False, seed=4))

    found = effect_of(drawn)

    assert (found.complete, found.seed, found.draws) == (False, 4, 63)


def test_other_designs_have_no_periods(oracle_a):
    says = "Only whole weeks under one arm answer a question about periods."

    assert effect_of(oracle_a) == NotEstimable(Reason.DESIGN_NOT_SUPPORTED, says)


def test_without_a_slot_there_is_no_period(oracle_a):
    empty = oracle_a.having(slot_days=(), arms=b"", block_of_slot=())

    assert effect_of(empty) == NotEstimable(Reason.TOO_FEW_DAYS, "No capsule is left to compare.")


def test_a_week_that_was_cut_short_has_no_second_half(make_case):
    """The last week ends after three days, one of its two capsules among them."""
    case = pairs(make_case)
    short = case.having(
        scores=case.trial.scores[:80],
        slot_days=case.trial.slot_days[:-1],
        arms=case.trial.arms[:-1],
        block_of_slot=case.trial.block_of_slot[:-1],
    )
    whole = case.having(scores=(*case.trial.scores[:77], *[None] * 7))
    orders = tuple(order[:-1] for order in case.draws.others)

    found = effect_of(replace(short, draws=Draws(orders, complete=True)))

    assert found.p_two == effect_of(whole).p_two
    assert found.estimate == pytest.approx(effect_of(whole).estimate, rel=1e-9)


def test_the_paired_t_is_that_of_scipy(make_case):
    case = pairs(make_case, missing=0.2)
    firsts = case.trial.arms[::4]  # the arm of the first week of each pair
    signs = [1 if arm else -1 for arm in firsts]
    weeks = [week_means(case, week) for week in range(12)]
    differences = [s * (weeks[2 * p] - weeks[2 * p + 1]) for p, s in enumerate(signs)]

    found = paired_t(case.trial)

    peer = stats.ttest_1samp(differences, 0.0)
    assert found.p == pytest.approx(peer.pvalue, rel=1e-12)
    limits = (found.difference.lower, found.difference.upper)
    assert limits == pytest.approx(tuple(peer.confidence_interval()), rel=1e-10)
    assert (found.pairs, found.difference.df) == (6, 5)


@pytest.mark.parametrize("missing", [0.0, 0.7])
def test_the_plain_form_of_the_paired_t_agrees(make_case, missing):
    case = pairs(make_case, missing=missing)

    found = paired_t(case.trial).difference

    assert (found.estimate, found.se) == pytest.approx(plain_paired_t(case.trial), rel=1e-12)


def test_a_pair_without_a_score_in_one_week_is_left_out(make_case):
    case = pairs(make_case)
    scores = tuple(None if 7 <= day < 14 else y for day, y in enumerate(case.trial.scores))

    assert paired_t(case.having(scores=scores).trial).pairs == 5


def test_two_pairs_are_too_few(make_case):
    case = pairs(make_case)
    scores = tuple(y if day < 35 else None for day, y in enumerate(case.trial.scores))

    found = paired_t(case.having(scores=scores).trial)

    says = "Only 2 pairs have a score in both weeks; 3 are needed."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_pairs_that_all_differ_alike_have_no_error(make_case):
    case = pairs(make_case)

    found = paired_t(case.scoring(lambda _: 4.0).trial)

    assert found == NotEstimable(Reason.NO_VARIATION, "All pairs differ by the same amount.")


def test_blocks_of_another_design_are_no_pairs(oracle_a):
    says = "Only one active and one placebo week a block can be compared in pairs."

    assert paired_t(oracle_a.trial) == NotEstimable(Reason.DESIGN_NOT_SUPPORTED, says)
