from datetime import date, timedelta

import pytest

from limen.actions.analysing_drift import answer
from limen.protocols.schedules.cycle import Cycle
from limen.studies.plan import Plan, Practice
from limen.studies.rows_file import read_rows
from limen.terms.amount import parse_amount
from limen.terms.errors import BadInput

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
    practice=Practice(Cycle((1, 0, 0)), parse_amount("0.1", "g", "dried")),
)


def rows(taken, amount="0.1", last=55, score=4):
    lines = ["day,mood,amount,unit,form"]
    for number in range(last + 1):
        dose = f"{amount},g,dried" if number in taken else ",,"
        lines.append(f"{START + timedelta(days=number)},{score},{dose}")
    return read_rows("rows.csv", "\n".join(lines), "mood")


def test_a_practice_as_planned_has_nothing_to_show():
    told = answer(rows(range(0, 56, 3)), PLAN)

    assert (told.data["facts"], told.data["level"], told.data["alarm_week"]) == ([], None, None)
    assert len(told.data["weeks"]) == 8
    assert told.page == ("Nothing was counted against the protocol.",)


def test_a_practice_that_slides_is_counted_and_called():
    taken = {*range(0, 28, 3), *range(28, 56)}

    told = answer(rows(taken), PLAN)

    assert [fact["id"] for fact in told.data["facts"]] == [
        "unplanned_days", "unplanned_within_14", "consecutive_days", "total_above_plan",
    ]  # fmt: skip
    assert told.data["facts"][0]["count"] == 19
    assert told.data["alarm_week"] == 5
    assert told.data["level"].value == "clinician"
    assert told.data["features"][0] == {"id": "unplanned_day", "count": 19, "of": 37}
    assert told.page[1] == "Have a look: unplanned days (19 of 37 free days)."


def test_larger_amounts_are_counted_and_called_after_the_first_eight():
    told = answer(rows(range(0, 56, 3), amount="0.12"), PLAN)

    assert [fact["id"] for fact in told.data["facts"]] == ["above_highest"]
    assert (told.data["facts"][0]["count"], told.data["level"].value) == (19, "note")


def test_days_after_the_end_are_counted():
    told = answer(rows({0, 3, 57, 58}, last=60), PLAN)

    assert told.data["facts"][0] == {
        "id": "after_end",
        "count": 2,
        "last_4_weeks": 2,
        "days": (START + timedelta(days=57), START + timedelta(days=58)),
    }


@pytest.mark.parametrize("column", ["amount", "practice"])
def test_without_amounts_or_a_plan_nothing_can_be_counted(column):
    file = read_rows("rows.csv", f"day,mood\n{START},4\n", "mood")
    plan = PLAN if column == "amount" else Plan(
        **{name: getattr(PLAN, name) for name in PLAN.__slots__ if name != "practice"}
    )  # fmt: skip

    with pytest.raises(BadInput, match=r"no column amount|does not say what was planned"):
        answer(file, plan)
