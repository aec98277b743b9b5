"""A plan: its days, its mechanism, and numbers that no plan can have."""

from dataclasses import replace
from datetime import date

import pytest

from limen.blinding.designs.design import DesignName
from limen.studies.plan import Acts, Plan
from limen.terms.errors import BadInput

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


def test_the_last_day_is_seven_times_weeks_minus_one_days_later() -> None:
    assert (PLAN.n_days, PLAN.last_day) == (84, date(2026, 5, 24))


@pytest.mark.parametrize(("day", "number"), [(2, 0), (4, 2), (8, 6)])
def test_the_weekday_of_the_start_counts_from_monday(day: int, number: int) -> None:
    assert replace(PLAN, start=date(2026, 3, day)).first_weekday == number


def test_what_is_left_out_has_its_default() -> None:
    assert (PLAN.kernel, PLAN.belief_limit, PLAN.rest_weeks) == ((1, 0.5, 0.25), None, 4)
    assert (PLAN.acts, PLAN.phi, PLAN.day_sd, PLAN.practice) == (Acts.SAME_DAY, None, None, None)


def test_the_mechanism_is_that_of_the_design_its_weeks_and_its_options() -> None:
    pairs = replace(PLAN, design=DesignName.PAIRED_WEEKS, capsule_weekdays=(1,))
    spans = replace(PLAN, design=DesignName.SPACED, span_days=4)

    assert PLAN.mechanism().size == 6**7
    assert PLAN.mechanism(24).size == 6**14
    assert pairs.mechanism().slot_days[:3] == (1, 8, 15)
    assert spans.mechanism().orders.length == 4


def test_open_use_has_no_slots() -> None:
    with pytest.raises(ValueError, match="no slots"):
        replace(PLAN, design=None, weeks=7).mechanism()


def test_pairs_of_weeks_need_an_even_number() -> None:
    with pytest.raises(BadInput, match="cannot be put into pairs"):
        replace(PLAN, design=DesignName.PAIRED_WEEKS, weeks=11)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"weeks": 0}, "1 to 24 weeks"),
        ({"weeks": 25}, "1 to 24 weeks"),
        ({"rest_weeks": 1}, "a rest of at least 2"),
        ({"run_in_days": -1}, "no days below 0"),
        ({"smallest_change": float("nan")}, "finite"),
        ({"kernel": (1.0, float("inf"))}, "finite"),
        ({"smallest_change": 0.0}, "above 0"),
        ({"kernel": (0.5, 1.0)}, "begins with 1"),
        ({"kernel": ()}, "begins with 1"),
    ],
)
def test_numbers_that_no_plan_has_are_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        replace(PLAN, **changes)
