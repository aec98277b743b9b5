from dataclasses import replace

import numpy as np
import pytest

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.randomisation import plain_test
from limen.inference.slot_contrasts import allocations, one_sided, slot_contrasts, two_sided
from limen.inference.trial import Draws
from limen.inference.working_model import kept_scores


@pytest.mark.parametrize("layout", ["third_day", "one_in_four"])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_every_allocation_has_the_statistic_of_the_plain_form(make_case, layout, missing):
    case = make_case(layout, seed=3, blocks=4 if layout == "one_in_four" else 3, missing=missing)
    case = replace(case, draws=Draws(case.draws.others[::3], complete=False))
    contrasts = slot_contrasts(*case.parts)

    found = contrasts.of(kept_scores(case.trial))

    plain = plain_test(*case.parts)
    assert found == pytest.approx(plain.statistics(), abs=1e-11)
    assert contrasts.estimate(found) == pytest.approx(plain.estimate, rel=1e-10)


def test_the_statistic_is_linear_in_the_outcome(oracle_a):
    contrasts = slot_contrasts(*oracle_a.parts)
    chance = np.random.default_rng(1)
    first, second = chance.normal(size=(2, 36))

    both = contrasts.of(2 * first - 3 * second)

    assert both == pytest.approx(2 * contrasts.of(first) - 3 * contrasts.of(second), abs=1e-12)


def test_no_allocation_lies_nearer_to_the_observed_one_than_itself(oracle_a):
    own = slot_contrasts(*oracle_a.parts).own

    assert own[0] == own.max() > 0


def test_the_scores_themselves_are_not_read(oracle_a):
    other = oracle_a.scoring(lambda score: 100 * score)

    first, second = slot_contrasts(*oracle_a.parts), slot_contrasts(*other.parts)
    assert np.array_equal(first.own, second.own)


def test_an_outcome_of_level_trend_weekend_and_capsules_does_not_vary(oracle_a):
    days = np.arange(36.0)
    contrasts = slot_contrasts(*oracle_a.parts)

    assert not contrasts.varies(7 + 0.3 * days - 2.0 * (days % 7 >= 5))
    assert contrasts.varies(np.sin(days))
    assert not contrasts.varies(1e12 * (7 + 0.3 * days))


def test_an_allocation_that_shows_in_no_scored_day_has_zero(make_case):
    """Capsules are scored in the first block alone; orders that differ later are copies."""
    case = make_case("third_day", seed=5, blocks=2)
    scored = tuple(y if day < 12 else None for day, y in enumerate(case.trial.scores))
    later = Draws(tuple(bytes(4) + order[4:] for order in case.draws.others) * 2, complete=False)

    contrasts = slot_contrasts(*replace(case.having(scores=scored), draws=later).parts)

    assert contrasts.own[1:].tolist() == [0.0] * len(later.others)
    assert np.isfinite(contrasts.of(np.arange(12.0) ** 2)).all()


def test_fewer_than_three_scored_days_in_an_arm_are_too_few(oracle_a):
    """The four capsules 1001 of the first block: active on days 0 to 2 and 9 to 11."""
    scores = [None] * 36
    scores[3:9] = [1.0, 2.0, 3.0, 5.0, 4.0, 2.0]
    scores[10] = scores[11] = 4.0

    found = slot_contrasts(*oracle_a.having(scores=tuple(scores)).parts)

    says = "Only 2 days of active capsules have a score; 3 are needed."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_guesses_in_one_arm_alone_are_too_few(oracle_a):
    active = {day for day, arm in zip(range(0, 36, 3), oracle_a.trial.arms, strict=True) if arm}
    scores = tuple(float(day % 2) if day in active else None for day in range(36))

    found = slot_contrasts(*oracle_a.having(scores=scores).parts)

    says = "Only 0 days of placebo capsules have a score; 3 are needed."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_no_slot_at_all_is_too_few(oracle_a):
    empty = oracle_a.having(slot_days=(), arms=b"", block_of_slot=())

    assert slot_contrasts(*empty.parts).reason is Reason.TOO_FEW_DAYS


def test_fewer_than_forty_orders_can_never_reject(make_case):
    case = make_case("paired_weeks", seed=2, blocks=5)

    says = "There are only 32 possible orders; with fewer than 40 no difference can ever be shown."
    assert slot_contrasts(*case.parts) == NotEstimable(Reason.TOO_FEW_ALLOCATIONS, says)


def test_active_days_that_are_just_the_weekends_do_not_tell_the_arms_apart(oracle_a):
    parts = {"slot_days": (0, 5, 7, 12), "arms": b"\0\1\0\1", "block_of_slot": (0, 0, 1, 1)}
    weekends = oracle_a.having(scores=tuple(float(day**2) for day in range(14)), **parts)
    draws = Draws((b"\0\1\1\0", b"\1\0\0\1", b"\1\0\1\0") * 13, complete=False)

    found = slot_contrasts(*replace(weekends, kernel=(1.0, 1.0), draws=draws).parts)

    says = "The days with a score do not tell the active capsules from the placebo capsules."
    assert found == NotEstimable(Reason.TOO_FEW_DAYS, says)


def test_draws_of_another_design_are_refused(oracle_a, oracle_a2):
    other = Draws(tuple(order + b"\0" for order in oracle_a2.draws.others), complete=True)

    with pytest.raises(ValueError, match="another number of slots"):
        slot_contrasts(oracle_a.trial, oracle_a.scale, oracle_a.kernel, other)


def test_the_observed_allocation_stands_first():
    rows = allocations(b"\1\0", Draws((b"\0\1", b"\1\0"), complete=False))

    assert rows.tolist() == [[1, 0], [0, 1], [1, 0]]


def test_the_observed_allocation_counts_itself():
    assert one_sided(np.array([2.0, 1.0, 3.0, 0.0])) == (0.5, 0.75)


def test_what_rounding_parted_counts_on_both_sides():
    assert one_sided(np.array([2.0, 2 - 1e-12, 2 + 1e-12, 0.0])) == (0.75, 1.0)


@pytest.mark.parametrize(
    ("up", "low", "expected"), [(0.02, 0.99, 0.04), (0.9, 0.1, 0.2), (0.7, 0.6, 1.0)]
)
def test_the_two_sided_p_doubles_the_smaller_one(up, low, expected):
    assert two_sided(up, low) == expected
