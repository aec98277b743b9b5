from dataclasses import replace

import pytest

from limen.inference.ladder import Rung
from limen.inference.trial_estimates import FilledOutcome, MissingDays, WorstFill
from limen.reports.trial_page import trial_page


def numbers(answer):
    return trial_page(answer).numbers


@pytest.mark.parametrize(
    ("tipping", "words"),
    [
        (
            None,
            (
                "had been even 1.0 points worse than the other side's average, the difference "
                "would still stand."
            ),
        ),
        (0.0, "had been like the other side's average, the difference would no longer stand."),
        (
            0.5,
            (
                "had been 0.5 points worse than the other side's average, the difference would no "
                "longer stand."
            ),
        ),
    ],
)
def test_missing_days_say_how_bad_they_would_have_to_be(told, tipping, words):
    answer = replace(
        told.judged(Rung.L1),
        missing=MissingDays(0.3, 0.12, 0.05),
        worst_case=WorstFill((FilledOutcome(0.0, 0.03), FilledOutcome(1.0, 0.2)), tipping),
    )

    said = numbers(answer)

    assert said[-3] == (
        "The score is missing on 12 % of the days that belong to microdose capsules and on 5 % of "
        "those that belong to placebo."
    )
    assert said[-2].endswith(words)


@pytest.mark.parametrize(("estimate", "rung"), [(0.84, Rung.L1), (-0.84, Rung.H1)])
def test_where_no_day_of_the_better_side_is_missing_nothing_is_filled(told, estimate, rung):
    shares = (0.0, 0.1) if estimate > 0 else (0.1, 0.0)
    answer = replace(
        told.judged(rung, evidence=told.completed(estimate=estimate)),
        missing=MissingDays(0.3, *shares),
        worst_case=WorstFill((FilledOutcome(1.0, 0.2),), None),
    )

    assert [said for said in numbers(answer) if said.startswith("If the missing days")] == []
