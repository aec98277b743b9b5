from collections.abc import Callable

from limen.studies.published import szigeti2021_scores as scores
from limen.studies.published.rows import Rows


def test_a_qids_above_27_is_told_and_27_is_not(make: Callable[..., Rows]):
    qids = {"test_name": "QIDS", "tp": "w1s2"}
    rows = make(
        {**qids, "value": 28.0},
        {**qids, "value": 27.0, "trial_id": 2},
        {"test_name": "STAIT", "tp": "w1s2", "value": 60.0},
    )

    assert scores.scores_above_scale(rows).rows == 1


def test_standardised_scores_are_counted(make: Callable[..., Rows]):
    rows = make({"test_name": "ooo", "value": 0.5}, {"test_name": "CPS", "value": 0.1}, {})

    assert scores.scores_standardised(rows).rows == 2


def test_placebo_rows_that_are_not_centred_are_told(make: Callable[..., Rows]):
    placebo = {"test_name": "ooo", "condition": "PL"}
    rows = make(
        {**placebo, "value": 0.5},
        {**placebo, "value": 0.1, "trial_id": 2},
        {**placebo, "value": 0.3, "tp": "w2s1"},
        {**placebo, "value": -0.3, "tp": "w2s1", "trial_id": 2},
        {"test_name": "ooo", "value": 2.0, "tp": "w3s1"},
    )

    found = scores.scores_off_centre(rows)

    assert found.rows == 2
    assert "in 1 of 2 tests and visits" in found.says


def test_a_score_far_out_is_told_in_both_directions(make: Callable[..., Rows]):
    rows = make(
        {"test_name": "ooo", "value": -10.7},
        {"test_name": "CPS", "value": 5.1},
        {"test_name": "CPS", "value": 5.0, "tp": "w2s1"},
        {"test_name": "mood", "value": 90.0},
    )

    assert scores.scores_far_out(rows).rows == 2


def test_a_panas_that_is_not_the_difference_is_told(make: Callable[..., Rows]):
    def sitting(who: int, panas: float) -> list[dict]:
        return [
            {"trial_id": who, "test_name": "PANAS", "value": panas},
            {"trial_id": who, "test_name": "positive", "value": 30.0},
            {"trial_id": who, "test_name": "negative", "value": 12.0},
        ]

    rows = make(*sitting(1, 18.0), *sitting(2, 17.0))

    assert scores.panas_not_difference(rows).rows == 1


def test_a_panas_without_its_parts_is_not_judged(make: Callable[..., Rows]):
    alone = {"test_name": "PANAS", "value": 3.0}
    half = [{**alone, "trial_id": 2}, {"trial_id": 2, "test_name": "positive", "value": 30.0}]

    assert scores.panas_not_difference(make(alone, *half)).rows == 0
