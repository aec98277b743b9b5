from dataclasses import replace

from limen.inference.estimates import BlindingEstimate, GuessRateCurve, NotEstimable
from limen.studies.published.analyses import GuessCounts
from limen.studies.published.rows import Rows
from limen.studies.published.szigeti2021_blinding import GUESS_RATES, blinding_tables, guess_curve
from limen.studies.published.szigeti2021_outcomes import OUTCOME
from limen.studies.published.szigeti2021_selection import Selection, selections

# Participant, time, condition, guess: two right microdoses, one right placebo, one wrong one.
ANSWERS = [
    (1, "w1s1", "MD", "MD"),
    (2, "w1s1", "MD", "MD"),
    (3, "w1s1", "PL", "PL"),
    (1, "w2s1", "PL", "MD"),
]


def selection(name: str, answers: list[tuple[int, str, str, str]]) -> Selection:
    participants, times, condition, guess = (list(column) for column in zip(*answers, strict=True))
    scores = [float(place) for place, _ in enumerate(answers)]
    return Selection(OUTCOME[name], participants, times, condition, guess, scores, [], {})


def test_there_is_a_table_for_all_weeks_and_each_week_of_both_sittings(rows: Rows):
    tables = blinding_tables(selections(rows))

    assert [table.name for table in tables] == [
        f"{sitting}_{weeks}"
        for sitting in ("acute_thursday", "postacute_sunday")
        for weeks in ("all_weeks", "week1", "week2", "week3", "week4")
    ]


def test_the_weeks_add_up_to_all_of_them(rows: Rows):
    whole, *weeks = [table.counts.n for table in blinding_tables(selections(rows))[:5]]

    assert whole == sum(weeks)


def test_answers_are_counted_by_condition_and_guess():
    panas = selection("PANAS", ANSWERS)
    wemwb = selection("WEMWB", ANSWERS)

    tables = {table.name: table for table in blinding_tables((panas, wemwb))}

    assert tables["acute_thursday_all_weeks"].counts == GuessCounts(2, 0, 1, 1)
    assert tables["acute_thursday_week1"].counts == GuessCounts(2, 0, 0, 1)


def test_a_table_tells_right_guesses_from_wrong_ones_in_each_arm():
    panas, wemwb = selection("PANAS", ANSWERS), selection("WEMWB", ANSWERS)

    whole = blinding_tables((panas, wemwb))[0].estimate

    assert isinstance(whole, BlindingEstimate)
    assert (whole.active.estimate, whole.placebo.estimate) == (1.0, 0.0)


def test_a_week_with_one_arm_only_says_why_there_is_no_index():
    panas, wemwb = selection("PANAS", ANSWERS), selection("WEMWB", ANSWERS)

    week2 = blinding_tables((panas, wemwb))[2].estimate

    assert isinstance(week2, NotEstimable)


def test_a_curve_has_a_point_for_each_rate(rows: Rows):
    found = guess_curve(selections(rows)[0]).curve

    assert isinstance(found, GuessRateCurve)
    assert [point.rate for point in found.points] == list(GUESS_RATES)


def test_the_curve_is_the_microdose_minus_placebo():
    answers = [
        (who, "w1s1", condition, guess)
        for who in (1, 2)
        for condition in ("MD", "PL")
        for guess in ("MD", "PL")
    ]
    panas = replace(selection("PANAS", answers), scores=[9.0, 9.0, 4.0, 4.0] * 2)

    found = guess_curve(panas).curve

    assert isinstance(found, GuessRateCurve)
    assert found.observed.estimate == 5.0
