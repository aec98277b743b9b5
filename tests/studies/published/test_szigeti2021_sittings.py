from collections.abc import Callable

from limen.studies.published import szigeti2021_sittings as sittings
from limen.studies.published.rows import Rows

WEEK = {"test_name": "SCS", "value": 20.0}


def test_a_week_of_another_kind_than_its_day_is_told(make: Callable[..., Rows]):
    rows = make(
        {"tp": "w1s1", "condition": "PL"},
        {**WEEK, "tp": "w1s2", "condition": "MD"},
        {"tp": "w2s1", "condition": "MD"},
        {**WEEK, "tp": "w2s2", "condition": "MD"},
        {**WEEK, "tp": "w3s2", "condition": "MD"},
    )

    assert sittings.condition_of_day_or_week(rows).rows == 1


def test_who_had_one_arm_only_is_told_for_each_visit(make: Callable[..., Rows]):
    rows = make(
        {"tp": "w1s1", "condition": "PL"},
        {"tp": "w2s1", "condition": "MD"},
        {**WEEK, "tp": "w1s2", "condition": "PL"},
        {"tp": "w1s1", "condition": "PL", "trial_id": 2},
        {"tp": "w2s1", "condition": "PL", "trial_id": 2},
    )

    found = sittings.one_arm_only(rows)

    assert found.rows == 3
    assert found.says.startswith(
        "1 participants at acute visits and 1 at post-acute visits have rows under one arm only"
    )


def test_who_missed_a_visit_is_told(make: Callable[..., Rows]):
    all_visits = [
        {"tp": f"w{week}{visit}", **({} if visit == "s1" else WEEK)}
        for week in range(1, 5)
        for visit in ("s1", "s2")
    ]
    rows = make(*all_visits, {"trial_id": 2})

    found = sittings.visits_missing(rows)

    assert found.rows == 1
    assert found.says.startswith("1 of 2 participants have rows from fewer than 8 visits")


def test_a_sitting_without_one_of_its_tests_is_told(make: Callable[..., Rows]):
    whole = [
        {"test_name": test, "tp": "w1s2", "value": 20.0}
        for test in ("WEMWB", "QIDS", "STAIT", "SCS")
    ]
    rows = make(*whole, {**WEEK, "tp": "w2s2"})

    found = sittings.tests_missing(rows)

    assert found.rows == 1
    assert found.says.startswith("1 of 2 sittings lack a row")


def test_a_sitting_with_two_guesses_or_conditions_is_told(make: Callable[..., Rows]):
    rows = make(
        {"guess": "MD"},
        {"guess": "PL", "test_name": "focus"},
        {"condition": "PL", "tp": "w2s1"},
        {"condition": "PL", "tp": "w2s1", "test_name": "focus"},
    )

    assert sittings.sittings_disagree(rows).rows == 2


def test_covariates_that_change_are_told(make: Callable[..., Rows]):
    rows = make({"age": 30}, {"age": 31, "tp": "w2s1"}, {"age": 40, "trial_id": 2})

    assert sittings.covariates_disagree(rows).rows == 2


def test_the_numbers_of_participants_are_told(make: Callable[..., Rows]):
    rows = make({"trial_id": 3}, {"trial_id": 246})

    assert sittings.numbers_with_gaps(rows).says == (
        "2 participants are numbered 3 to 246; 242 numbers in between are not used."
    )
