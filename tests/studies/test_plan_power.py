"""What a plan can see: the published standard errors, and the limits of the real test."""

import numpy as np
import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import KERNEL, DesignName, Mechanism, Options
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Trial
from limen.studies.plan_power import (
    Calendar,
    RejectedFrom,
    arms_of,
    plan_tests,
    power_at,
    rejected_from,
    simulated_scores,
    smallest_detectable,
    standard_error,
)
from limen.terms.seeded_dice import SeededDice

ACUTE = (1.0,)
# methods.md section 1.6: SE at 84 days, acute and with the kernel, at autocorrelation 0.3 and 0.5.
STANDARD_ERRORS = {
    ("paired_weeks", 6): (0.374, 0.318, 0.394, 0.377),
    ("third_day", 6): (0.348, 0.296, 0.348, 0.319),
    ("one_in_four", 6): (0.266, 0.220, 0.308, 0.265),
    ("spaced", 6): (0.256, 0.212, 0.289, 0.252),
    ("spaced", 4): (0.213, 0.175, 0.264, 0.222),
}


def design(name: str, weeks: int = 12, span_days: int = 6) -> Mechanism:
    return mechanism(DesignName(name), weeks, Options(span_days=span_days))


@pytest.mark.parametrize(("name", "span_days"), STANDARD_ERRORS)
def test_standard_errors_are_the_published_ones(name: str, span_days: int) -> None:
    found, dice = design(name, span_days=span_days), SeededDice(1)

    errors = [
        standard_error(
            plan_tests(found, Calendar(kernel, phi, 0), dice),
            arms_of(found.draws(dice, 200), found),
        )
        for kernel in (ACUTE, KERNEL)
        for phi in (0.3, 0.5)
    ]

    # Each is the mean of 200 draws, there and here.
    assert errors == pytest.approx(STANDARD_ERRORS[name, span_days], abs=0.0015)


@pytest.mark.parametrize(
    ("name", "weeks", "kernel", "phi", "effect"),
    [
        ("third_day", 34, ACUTE, 0.5, 0.5),
        ("one_in_four", 20, ACUTE, 0.5, 0.5),
        ("third_day", 22, KERNEL, 0.3, 0.75),
        ("paired_weeks", 24, KERNEL, 0.5, 0.75),
    ],
)
def test_the_preview_reaches_an_effect_in_the_published_weeks(
    name: str, weeks: int, kernel: tuple[float, ...], phi: float, effect: float
) -> None:
    dice, calendar = SeededDice(2), Calendar(kernel, phi, 0)

    preview, before = (
        2.80
        * standard_error(plan_tests(found, calendar, dice), arms_of(found.draws(dice, 200), found))
        for found in (design(name, weeks), design(name, weeks - 2))
    )

    assert preview <= effect < before


def test_scores_have_unit_variance_and_the_autocorrelation_asked_for() -> None:
    tests = plan_tests(design("third_day"), Calendar(KERNEL, 0.5, 0), SeededDice(1))

    scores = simulated_scores(tests, 4_000, np.random.default_rng(3))

    assert scores.shape == (4_000, 84)
    assert np.var(scores[:, [0, 40, 83]], axis=0) == pytest.approx([1, 1, 1], abs=0.08)
    assert np.mean(scores[:, 1:] * scores[:, :-1]) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(("name", "weeks"), [("third_day", 6), ("one_in_four", 8)])
@pytest.mark.parametrize("seed", range(3))
def test_beyond_its_limits_the_real_test_rejects_and_inside_it_does_not(
    name: str, weeks: int, seed: int
) -> None:
    found, dice = design(name, weeks), SeededDice(seed)
    tests = plan_tests(found, Calendar(KERNEL, 0.3, 2), dice)
    scores = simulated_scores(tests, 1, np.random.default_rng(seed))
    (observed,) = found.draws(dice, 1)
    arms = arms_of([observed], found)
    limits = rejected_from(tests, tests.shared.projections(scores), arms, 0.05)

    def p_at(effect: float) -> float:
        moved = scores[0] + effect * _exposure(found, observed)
        others = tuple(bytes(map(int, row)) for row in tests.allocations)
        if tests.is_complete:
            others = tuple(other for other in others if other != observed)
        outcome = randomisation_test(
            Trial(tuple(moved), found.slot_days, observed, found.block_of_slot, 2),
            Scale(0.3, 1.0, 14),
            KERNEL,
            Draws(others, complete=tests.is_complete),
        )
        return outcome.p_two

    step = 1e-4
    assert p_at(limits.up[0] + step) <= 0.05 < p_at(limits.up[0] - step)
    assert p_at(limits.low[0] - step) <= 0.05 < p_at(limits.low[0] + step)


def test_fewer_than_40_allocations_never_reject() -> None:
    found = design("paired_weeks", 10)
    tests = plan_tests(found, Calendar(KERNEL, 0.3, 0), SeededDice(1))
    arms = arms_of(found.draws(SeededDice(2), 50), found)
    projections = tests.shared.projections(simulated_scores(tests, 50, np.random.default_rng(1)))

    limits = rejected_from(tests, projections, arms, 0.05)

    assert np.isinf(limits.up).all()
    assert (limits.up > 0).all()
    assert (limits.low == -np.inf).all()
    assert power_at(limits, 100.0).power == 0
    assert smallest_detectable(limits) is None


def test_power_is_the_share_of_trials_beyond_their_limits() -> None:
    limits = RejectedFrom(low=np.array([-1.0, -1, 0.3, -1]), up=np.array([0.2, 0.5, 0.9, np.inf]))

    assert [power_at(limits, effect).power for effect in (0.0, 0.25, 0.3, 0.6, 1.0)] == [
        0.25,
        0.5,
        0.25,
        0.5,
        0.75,
    ]
    assert power_at(limits, 0.6).mcse == pytest.approx(0.25)


def test_the_smallest_detectable_effect_is_where_the_curve_crosses() -> None:
    limits = RejectedFrom(low=np.full(5, -1.0), up=np.array([0.4, -0.1, 0.2, 0.8, 0.6]))

    found = smallest_detectable(limits)

    assert found == 0.6
    assert power_at(limits, found + 1e-9).power == 0.8
    assert power_at(limits, found - 1e-9).power < 0.8
    assert smallest_detectable(limits, power=0.2) == 0.2


def _exposure(found: Mechanism, arms: bytes) -> np.ndarray:
    added = np.zeros(found.n_days + 3)
    for day, arm in zip(found.slot_days, arms, strict=True):
        added[day : day + 3] += arm * np.array(KERNEL)
    return added[: found.n_days]
