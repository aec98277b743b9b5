import math
from datetime import date, timedelta

import pytest

from limen.actions.analysing_open import answer
from limen.studies.plan import Plan
from limen.studies.rows_file import read_rows
from limen.studies.trial_rows import Remark

START = date(2026, 3, 2)
PLAN = Plan(
    design=None,
    start=START,
    weeks=8,
    run_in_days=14,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
)


def rows(first, last):
    days = range(first, last + 1)
    scores = [f"{START + timedelta(days=n)},{4 + math.sin(1.7 * n):.3f}" for n in days]
    return read_rows("rows.csv", "\n".join(["day,mood", *scores]), "mood")


def test_a_long_enough_diary_gets_a_change_with_its_range():
    told = answer(rows(-28, 55), PLAN)

    lower, upper = told.data["range95"]
    assert lower < told.data["change"] < upper
    assert (told.data["headline"], told.data["baseline_days"]) == ("S7", 28)
    assert told.data["practice_days"] == 56
    assert told.data["expected_gain"] == pytest.approx(0, abs=0.2)
    assert told.remarks == ()


@pytest.mark.parametrize("first", [-13, 0, 30])
def test_fewer_than_fourteen_days_before_give_no_number(first):
    told = answer(rows(first, 55), PLAN)

    assert told.data["change"] is told.data["range95"] is told.data["expected_gain"] is None
    assert told.data["baseline_days"] == max(-first, 0)
    assert told.page[3].endswith("a number for the change needs 14.")


def test_fewer_than_four_weeks_of_practice_give_no_number():
    told = answer(rows(-28, 26), PLAN)

    assert told.data["change"] is None
    assert told.page[3].startswith("The practice has 27 days")


@pytest.mark.parametrize(("last", "says"), [(56, "1 day"), (60, "5 days")])
def test_days_after_the_end_are_left_out_with_a_remark(last, says):
    told = answer(rows(-28, last), PLAN)

    assert told.data["practice_days"] == 56
    assert told.remarks == (
        Remark("after-the-end", f"{says} after the end of the protocol left out."),
    )
