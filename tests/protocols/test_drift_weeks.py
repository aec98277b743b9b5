from datetime import date, timedelta

import pytest

from limen.inference.drift_estimates import DriftFeature, DriftSettings, Share, WeekCounts
from limen.protocols.drift import DoseDay, PracticePlan
from limen.protocols.drift_weeks import feature_counts, week_counts
from limen.terms.amount import parse_amount
from limen.terms.felt import Felt

FIRST = date(2026, 3, 2)


def on(*numbers):
    return tuple(FIRST + timedelta(days=number) for number in numbers)


# Four weeks with two dose days each, hence five free days.
PLAN = PracticePlan(
    FIRST,
    *on(27),
    frozenset(on(*(week * 7 + day for week in range(4) for day in (0, 3)))),
    parse_amount("100", "mg", "dried"),
)


def taken(*numbers, amount="100", felt=None):
    return [DoseDay(day, (parse_amount(amount, "mg", "dried"),), felt) for day in on(*numbers)]


def counted(doses, through=13, badness=None):
    return week_counts(doses, PLAN, badness or {}, through=on(through)[0])


def test_unplanned_days_are_of_the_free_days_of_their_week():
    weeks, _ = counted(taken(0, 1, 3, 5, 7, 10))

    assert [week.unplanned for week in weeks] == [Share(2, 5), Share(0, 5)]


def test_a_week_that_has_begun_has_the_free_days_so_far():
    weeks, _ = counted(taken(0, 3), through=8)

    assert [week.unplanned for week in weeks] == [Share(0, 5), Share(0, 1)]


@pytest.mark.parametrize("moved_to", [2, 4])
def test_a_dose_beside_a_missed_planned_day_was_moved(moved_to):
    weeks, _ = counted(taken(0, moved_to))

    assert weeks[0].unplanned == Share(0, 5)


def test_a_planned_day_that_has_not_come_is_not_missed():
    weeks, _ = counted(taken(0, 2), through=2)

    assert weeks[0].unplanned == Share(1, 2)


def test_every_day_after_the_end_is_free():
    weeks, _ = counted(taken(28, 30), through=34)

    assert weeks[4].unplanned == Share(2, 7)


def test_the_first_eight_amounts_say_how_much_scales_err_and_are_left_out():
    early = [*taken(0, 3, 7, 10, 14, 17, 21), *taken(1, amount="130")]

    weeks, settings = counted([*early, *taken(22, amount="116"), *taken(24, amount="115")], 27)

    assert settings == DriftSettings(Share(1, 8))
    assert [week.larger for week in weeks] == [Share(), Share(), Share(), Share(1, 2)]


def test_amounts_that_do_not_compare_are_not_counted():
    fresh = [DoseDay(on(3)[0], (parse_amount("5", "g", "fresh"),))]

    weeks, settings = counted([*taken(0), *fresh])

    assert settings == DriftSettings(Share(0, 1))
    assert weeks[0].unplanned == Share(0, 5)


def test_unsure_is_no_answer_to_whether_it_was_felt():
    doses = [*taken(0, felt=Felt.YES), *taken(3, felt=Felt.UNSURE), *taken(7, felt=Felt.NO)]

    weeks, _ = counted(doses)

    assert [week.felt for week in weeks] == [Share(1, 1), Share(0, 1)]


def test_the_day_before_an_unplanned_use_is_ranked_among_28_days():
    badness = dict(zip(on(*range(-40, 5)), [9.0] * 13 + [1.0] * 12 + [2.0] * 20, strict=True))

    weeks, _ = counted(taken(0, 3, 5), badness={**badness, on(4)[0]: 3.0})

    assert weeks[0].badness == ((27 + 1 / 2) / 28,)


def test_alike_days_share_the_middle_and_a_day_without_a_score_is_left_out():
    alike = dict.fromkeys(on(*range(-10, 6)), 4.0)

    weeks, _ = counted(taken(0, 1, 3, 5), badness=alike)
    unknown, _ = counted(taken(0, 1, 3), badness={})

    assert weeks[0].badness == (0.5, 0.5)
    assert unknown[0].badness == ()


def test_days_before_the_plan_do_not_count():
    weeks, settings = counted(taken(-3, -2))

    assert settings == DriftSettings(Share())
    assert [week.unplanned.count for week in weeks] == [0, 0]


def test_counts_are_added_up_for_a_card():
    week = WeekCounts(Share(1, 5), Share(2, 2), Share(0, 1), (0.2, 0.9))

    assert feature_counts([week, week]) == {
        DriftFeature.UNPLANNED_DAY: Share(2, 10),
        DriftFeature.LARGER_AMOUNT: Share(4, 4),
        DriftFeature.FELT_MORE_OFTEN: Share(0, 2),
        DriftFeature.AFTER_BAD_DAYS: Share(2, 4),
    }
