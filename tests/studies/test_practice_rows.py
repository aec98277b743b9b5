from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.blinding.designs.design import DesignName
from limen.protocols.drift import DoseDay
from limen.protocols.schedules.cycle import Cycle
from limen.studies.plan import Plan, Practice
from limen.studies.practice_rows import (
    badness,
    diary_scores,
    dose_days,
    felt_columns,
    new_batches,
    planned_practice,
)
from limen.studies.rows_file import read_rows
from limen.terms.amount import parse_amount
from limen.terms.errors import BadInput, SealClosed
from limen.terms.felt import Felt

START = date(2026, 3, 2)
TENTH = parse_amount("0.1", "g", "dried")
PLAN = Plan(
    design=None,
    start=START,
    weeks=4,
    run_in_days=14,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
    practice=Practice(Cycle((1, 0, 0)), TENTH),
)


def day(number):
    return START + timedelta(days=number)


def rows(header, *lines):
    written = [f"{day(number)},{cells}" for number, cells in lines]
    return read_rows("rows.csv", "\n".join([f"day,{header}", *written]) + "\n", "mood")


def amounts(*lines):
    return rows("mood,arm,felt,amount,unit,form,batch", *((n, f"4,{cells}") for n, cells in lines))


def test_scores_run_from_the_first_row_to_the_last():
    diary = diary_scores(rows("mood", (-2, "4"), (0, ""), (1, "5.5")), PLAN)

    assert diary.scores == (4.0, None, None, 5.5)
    assert (diary.first_practice_day, diary.usual, diary.late) == (2, 4.0, 0)


def test_rows_after_the_end_are_left_out_and_counted():
    diary = diary_scores(rows("mood", (0, "4"), (27, "5"), (28, "6"), (90, "6")), PLAN)

    assert (len(diary.scores), diary.first_practice_day, diary.late) == (28, 0, 2)


def test_a_diary_that_ends_before_the_start_has_no_practice():
    diary = diary_scores(rows("mood", (-9, "4"), (-8, "5")), PLAN)

    assert diary.scores == (4.0, 5.0, *[None] * 7)
    assert diary.first_practice_day == 9


def test_a_diary_that_begins_after_the_end_has_nothing():
    diary = diary_scores(rows("mood", (40, "4")), PLAN)

    assert (diary.scores, diary.first_practice_day, diary.late) == ((None,), 0, 1)


@pytest.mark.parametrize(("score", "usual"), [("7", 4.0), ("1", 4.0), ("7.5", None), ("0", None)])
def test_the_middle_stands_for_a_usual_level_on_our_rows_alone(score, usual):
    assert diary_scores(rows("mood", (0, score), (1, "4")), PLAN).usual == usual


def test_no_scores_have_no_usual_level():
    assert diary_scores(rows("mood", (0, "")), PLAN).usual is None


def test_answers_stand_beside_what_was_taken():
    columns = felt_columns(
        amounts(
            (0, ",no,0.1,g,dried,a"),
            (1, "placebo,yes,,,,"),
            (2, ",,0.1,g,dried,a"),
            (3, ",unsure,250,mg,dried,b"),
            (4, ",yes,,,,"),
            (5, "active,yes,,,,"),
        ),
        PLAN,
    )

    assert [row.day for row in columns.rows] == [day(0), day(1), day(3)]
    assert columns.multiples == pytest.approx((0.4, 0.0, 1.0))
    assert columns.felt == (False, True, None)
    assert columns.gaps_days == (None, None, 1)


def test_a_batch_in_another_form_is_another_batch():
    columns = felt_columns(
        amounts(
            (0, ",no,0.1,g,dried,a"),
            (1, ",no,100,mg,dried,a"),
            (2, ",no,1,g,fresh,a"),
            (3, ",no,1,capsule,dried,a"),
            (4, ",no,0.1,g,dried,"),
            (5, "placebo,no,,,,"),
        ),
        PLAN,
    )

    first, again, fresh, pieces, unnamed, placebo = columns.batches

    assert first == again
    assert len({first, fresh, pieces, unnamed}) == 4
    assert placebo is None


def test_the_ends_of_a_row_are_amounts_as_they_were_written():
    columns = felt_columns(
        amounts((0, ",no,105,mg,dried,a"), (1, ",no,0.1,g,dried,a"), (2, ",no,0.100,g,dried,a")),
        PLAN,
    )

    assert columns.smallest_and_largest((0, 1, 2)) == (TENTH, parse_amount("105", "mg", "dried"))
    assert columns.smallest_and_largest((1, 2)) == (TENTH, None)


def test_a_placebo_day_with_an_amount_is_refused_with_its_line():
    with pytest.raises(BadInput, match="A placebo day has an amount") as refused:
        felt_columns(amounts((0, "placebo,no,0.1,g,dried,a")), PLAN)

    assert refused.value.at == "rows.csv:2"


@pytest.mark.parametrize("missing", ["felt", "amount"])
def test_without_answers_or_amounts_nothing_can_be_said(missing):
    header = {"felt": "mood,amount,unit,form", "amount": "mood,felt"}[missing]

    with pytest.raises(BadInput, match=f"no column {missing}"):
        felt_columns(rows(header, (0, ",".join([""] * (header.count(",") + 1)))), PLAN)


def test_amounts_and_answers_need_no_scores_and_a_diary_does():
    file = rows("felt,amount,unit,form", (0, "no,0.1,g,dried"))

    assert felt_columns(file, PLAN).felt == (False,)
    assert badness(file, PLAN) == {}
    with pytest.raises(BadInput, match="no column mood"):
        diary_scores(file, PLAN)


def test_a_sealed_trial_stays_closed():
    blinded = replace(PLAN, design=DesignName.THIRD_DAY, weeks=6)

    with pytest.raises(SealClosed, match="This opens with the seal"):
        felt_columns(amounts((0, ",yes,,,,")), blinded)
    assert felt_columns(amounts((0, "placebo,yes,,,,")), blinded).felt == (True,)
    assert felt_columns(amounts((0, ",yes,0.1,g,dried,")), blinded).felt == (True,)


def test_more_batches_than_days_have_lots_are_refused():
    each_its_own = [(number, f",no,0.1,g,dried,b{number}") for number in range(41)]

    with pytest.raises(BadInput, match="more than 40 batches"):
        felt_columns(amounts(*each_its_own), PLAN)
    assert len(felt_columns(amounts(*each_its_own[:40]), PLAN).rows) == 40


def test_a_batch_without_an_answered_day_is_new():
    file = amounts(
        (0, ",no,0.1,g,dried,a"),
        (3, ",,0.1,g,dried,c"),
        (6, ",,0.1,g,dried,b"),
        (7, ",,0.1,g,dried,c"),
        (8, ",,0.1,g,dried,"),
    )

    assert new_batches(file) == ("c", "b")


def test_dose_days_are_the_days_with_an_amount():
    taken, through = dose_days(
        amounts((-3, ",,0.1,g,dried,a"), (0, ",yes,0.1,g,dried,a"), (5, ",,,,,")), PLAN
    )

    assert taken == (DoseDay(day(-3), (TENTH,)), DoseDay(day(0), (TENTH,), Felt.YES))
    assert through == day(5)


@pytest.mark.parametrize(
    ("number", "says"), [(-1, "No row lies in the practice"), (2000, "2,000 days or more")]
)
def test_a_practice_that_rows_do_not_reach_or_pass_by_far_is_refused(number, says):
    with pytest.raises(BadInput, match=says) as refused:
        dose_days(amounts((number, ",,,,,")), PLAN)

    assert refused.value.at == "rows.csv:2"


def test_what_was_planned_follows_the_pattern_from_the_start():
    planned = planned_practice(PLAN)

    assert (planned.starts, planned.ends, planned.highest) == (day(0), day(27), TENTH)
    assert planned.dose_days == {day(number) for number in range(0, 28, 3)}


def test_a_protocol_without_a_practice_is_refused():
    with pytest.raises(BadInput, match="does not say what was planned") as refused:
        planned_practice(replace(PLAN, practice=None))

    assert "[practice]" in refused.value.fix


def test_worse_days_are_larger_whichever_way_the_measure_runs():
    file = rows("mood", (0, "4"), (1, ""), (2, "6"))

    assert badness(file, PLAN) == {day(0): -4.0, day(2): -6.0}
    assert badness(file, replace(PLAN, higher_is_better=False)) == {day(0): 4.0, day(2): 6.0}
