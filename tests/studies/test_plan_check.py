"""The check of a plan: what it refuses, what it warns of, and what it says can be seen."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from limen.blinding.designs.design import DesignName
from limen.studies.plan import Acts, Plan
from limen.studies.plan_check import plan_check, weeks_that_would_do
from limen.studies.plan_findings import CurvePoint, PlanCheck, expected_active
from limen.terms.seeded_dice import SeededDice

PLAN = Plan(
    design=DesignName.THIRD_DAY,
    start=date(2026, 3, 2),
    weeks=12,
    run_in_days=14,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
)
NEVER = "this can never show a difference, whatever happens."
OVER_WEEKS = (
    "Weeks that alternate keep about a quarter of an effect that builds up over a week or more. "
    "This protocol says nothing about that."
)
SHORT_RUN_IN = (
    "The run-in has 10 days. Your usual swing from day to day needs 14 recorded days before the "
    "first capsule."
)


@cache
def checked(design: str, **changes: object) -> PlanCheck:
    plan = replace(PLAN, design=DesignName(design), **changes)
    return plan_check(plan, SeededDice(1))


@pytest.fixture(scope="module")
def third_day() -> PlanCheck:
    return checked("third_day")


def test_power_never_falls_and_the_smallest_detectable_effect_lies_on_the_curve(
    third_day: PlanCheck,
) -> None:
    powers = [point.power for point in third_day.sight.curve]

    assert powers == sorted(powers)
    assert third_day.sight.smallest == pytest.approx(1.03, abs=0.03)
    assert third_day.smallest_detectable == third_day.sight.smallest
    assert 0.94 < third_day.sight.preview / third_day.sight.smallest < 1


def test_the_chances_are_those_of_the_ladder(third_day: PlanCheck) -> None:
    chances = third_day.sight.chances

    for shares in (chances.none, chances.middle, chances.large):
        assert sum((shares.s1, shares.s2, shares.s3, shares.s4, shares.s5)) == pytest.approx(1)
    assert chances.none.s1 < 0.030
    assert chances.none.s4 == pytest.approx(0.94, abs=0.02)
    assert chances.none.s1 < chances.middle.s1 < chances.large.s1
    at_large = next(point for point in third_day.sight.curve if point.effect == 0.8)
    # Believing adds to what is seen, so more trials differ than the effect alone would make.
    assert chances.large.s1 + chances.large.s2 > at_large.power


def test_the_same_dice_give_the_same_check() -> None:
    found = checked("paired_weeks")

    assert plan_check(found.plan, SeededDice(1)) == found
    assert plan_check(found.plan, SeededDice(2)) != found


def test_points_follow_the_day_sd() -> None:
    found = checked("paired_weeks", day_sd=2.0, smallest_change=1.0, phi=0.3)

    assert found.day_sd == 2
    assert found.smallest_detectable == 2 * found.sight.smallest


def test_the_floor_is_reckoned_with_the_usual_autocorrelation() -> None:
    usual, strong = checked("paired_weeks"), checked("paired_weeks", phi=0.8)

    assert (usual.sight.phi, strong.sight.phi) == (0.3, 0.8)
    assert strong.sight.at_very_large.power == pytest.approx(
        usual.sight.at_very_large.power, abs=0.04
    )
    assert strong.sight.curve[-1] != strong.sight.at_very_large


@pytest.mark.parametrize(
    ("design", "weeks", "code", "say", "would_do"),
    [
        (
            "paired_weeks",
            6,
            "too_few_allocations",
            f"With 3 pairs {NEVER} Choose at least 6 pairs.",
            12,
        ),
        (
            "paired_weeks",
            10,
            "too_few_allocations",
            f"With 5 pairs {NEVER} Choose at least 6 pairs.",
            12,
        ),
        (
            "third_day",
            2,
            "too_few_allocations",
            f"With 1 set {NEVER} Choose at least 3 sets.",
            6,
        ),
        (
            "third_day",
            1,
            "too_few_allocations",
            f"With 0 sets {NEVER} Choose at least 3 sets.",
            6,
        ),
        (
            "one_in_four",
            2,
            "too_few_allocations",
            f"With 2 sets {NEVER} Choose at least 3 sets.",
            4,
        ),
        (
            "one_in_four",
            3,
            "little_power",
            "This protocol would miss even a very large effect 7 times in 10. Choose more days.",
            4,
        ),
        (
            "spaced",
            4,
            "too_short",
            "4 spans are too few to show a difference. Choose at least 6 spans.",
            6,
        ),
    ],
)
def test_a_plan_that_cannot_answer_is_refused(
    design: str, weeks: int, code: str, say: str, would_do: int
) -> None:
    found = checked(design, weeks=weeks)

    (refusal,) = found.refusals
    assert (refusal.code, refusal.say, found.is_accepted) == (code, say, False)
    assert weeks_that_would_do(found.plan, SeededDice(2)) == would_do


def test_a_plan_without_enough_allocations_has_no_power_and_no_chances() -> None:
    sight = checked("paired_weeks", weeks=10).sight

    assert sight.curve[-1] == CurvePoint(1.0, 0.0, 0.0)
    assert (sight.smallest, sight.chances) == (None, None)


def test_a_plan_without_a_capsule_has_nothing_to_see() -> None:
    found = checked("third_day", weeks=1)

    assert (found.sight, found.smallest_detectable) == (None, None)


def test_spans_of_three_days_are_refused() -> None:
    found = checked("spaced", weeks=4, span_days=3)

    (refusal,) = found.refusals
    assert refusal.code == "little_left_to_chance"
    assert refusal.say == (
        "This spacing leaves almost nothing to chance. Give the capsule days more room."
    )
    assert found.sight.at_very_large.power < 0.10
    assert weeks_that_would_do(found.plan, SeededDice(1)) is None


@pytest.mark.parametrize("design", ["paired_weeks", "third_day"])
def test_twelve_weeks_are_accepted(design: str) -> None:
    assert checked(design).is_accepted


def test_a_small_change_is_warned_of() -> None:
    warnings = {remark.code: remark.say for remark in checked("paired_weeks").warnings}

    assert list(warnings) == ["exposure", "small_effects_hidden", "first_look"]
    assert warnings["exposure"] == "12 microdose days in 12 weeks."
    assert warnings["small_effects_hidden"].startswith(
        "The smallest difference that this protocol finds 8 times in 10 is 1.7"
    )
    assert warnings["first_look"] == (
        "This is a first look. About 14 people together could answer it."
    )


@pytest.mark.parametrize(
    ("smallest_change", "codes"),
    [(2.0, ["exposure"]), (1.0, ["exposure", "small_effects_hidden"])],
)
def test_a_change_that_can_be_seen_needs_no_warning(
    smallest_change: float, codes: list[str]
) -> None:
    found = checked("paired_weeks", smallest_change=smallest_change)

    assert [remark.code for remark in found.warnings] == codes


def test_the_longest_plan_is_not_told_to_be_longer() -> None:
    twelve, most = checked("paired_weeks"), checked("paired_weeks", weeks=24)

    says = [
        remark.say.endswith("More weeks bring it down.")
        for found in (twelve, most)
        for remark in found.warnings
        if remark.code == "small_effects_hidden"
    ]
    assert says == [True, False]


@pytest.mark.parametrize(
    ("changes", "code", "say"),
    [
        (
            {"acts": Acts.OVER_WEEKS},
            "over_weeks",
            OVER_WEEKS,
        ),
        (
            {"run_in_days": 10},
            "short_run_in",
            SHORT_RUN_IN,
        ),
    ],
)
def test_what_the_calendar_cannot_give_is_warned_of(
    changes: dict[str, object], code: str, say: str
) -> None:
    found = checked("paired_weeks", **changes)

    assert (code, say) in {(remark.code, remark.say) for remark in found.warnings}


def test_a_short_run_in_does_no_harm_where_its_numbers_are_stated() -> None:
    found = checked("paired_weeks", run_in_days=0, phi=0.3, day_sd=1.0)

    assert "short_run_in" not in {remark.code for remark in found.warnings}


def test_a_few_weeks_need_no_notice_of_exposure() -> None:
    codes = {remark.code for remark in checked("one_in_four", weeks=3).warnings}

    assert "exposure" not in codes


def test_open_use_is_accepted_and_said_not_to_be_blinded() -> None:
    found = plan_check(replace(PLAN, design=None, acts=Acts.OVER_WEEKS), SeededDice(1))

    assert (found.is_accepted, found.mechanism, found.sight) == (True, None, None)
    assert [remark.code for remark in found.warnings] == ["not_blinded", "over_weeks"]


@pytest.mark.parametrize(
    ("design", "active"),
    [("paired_weeks", 12), ("third_day", 14), ("one_in_four", 14), ("spaced", 14)],
)
def test_as_many_capsules_are_active_as_the_table_says(design: str, active: int) -> None:
    mechanism = replace(PLAN, design=DesignName(design)).mechanism()

    assert expected_active(mechanism) == active
