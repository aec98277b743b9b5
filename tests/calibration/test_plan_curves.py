"""The power curve that a plan's check gives, against the published simulations."""

from datetime import date

import pytest

from limen.blinding.designs.design import DesignName
from limen.studies.plan import Plan
from limen.studies.plan_check import plan_check
from limen.terms.seeded_dice import SeededDice

pytestmark = pytest.mark.calibration

EFFECTS = (0.0, 0.3, 0.5, 0.75, 1.0)
# methods.md section 1.6: 84 days, kernel, autocorrelation 0.3; size, then power.
PUBLISHED = {
    ("paired_weeks", 6): (0.034, 0.07, 0.121, 0.232, 0.384),
    ("third_day", 6): (0.051, 0.14, 0.267, 0.519, 0.764),
    ("one_in_four", 6): (0.051, 0.16, 0.346, 0.647, 0.882),
    ("spaced", 6): (0.051, 0.18, 0.391, 0.704, 0.916),
    ("spaced", 4): (0.052, 0.18, 0.416, 0.742, 0.934),
}
PUBLISHED_TRIALS = 8_000
LAST_DIGIT = {0.3: 0.005}  # this column of the table has two digits


@pytest.mark.parametrize(("design", "span_days"), PUBLISHED)
def test_a_power_curve_is_the_published_one(
    design: str, span_days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The chances of each headline are drawn after the curve, and no part of it.
    monkeypatch.setattr("limen.studies.plan_sight.CHANCE_TRIALS", 250)
    plan = Plan(
        design=DesignName(design),
        start=date(2026, 3, 2),
        weeks=12,
        run_in_days=14,
        capsule_weekdays=(0, 3),
        main_measure="mood",
        higher_is_better=True,
        smallest_change=0.5,
        span_days=span_days,
    )

    found = plan_check(plan, SeededDice(1))

    curve = {point.effect: point for point in found.sight.curve}
    assert found.is_accepted
    for effect, power in zip(EFFECTS, PUBLISHED[design, span_days], strict=True):
        mcse = (curve[effect].mcse ** 2 + power * (1 - power) / PUBLISHED_TRIALS) ** 0.5
        assert abs(curve[effect].power - power) < 4 * mcse + LAST_DIGIT.get(effect, 0.0005)
