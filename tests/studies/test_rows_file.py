import json
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from limen.studies.rows_cells import Arm, GuessSitting
from limen.studies.rows_file import MOST_ROWS, DayRow, read_rows
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.felt import Felt
from limen.terms.units import Form, Unit

NAME = "rows.csv"
HEADER = "day,slot,arm,felt,guess,sure,guess_sitting,second_guess,score,amount,unit,form,batch"
FULL = "2026-03-02,1,placebo,no,active,2,evening,placebo,5,0.10,g,dried,spring"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    found = json.loads((files("limen.studies") / "schemas" / "rows.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def rows(*lines: str, measure: str = "mood"):
    return read_rows(NAME, "\n".join(lines) + "\n", measure).rows


def refusal(*lines: str, measure: str = "mood") -> BadInput:
    with pytest.raises(BadInput) as caught:
        rows(*lines, measure=measure)
    return caught.value


def test_every_column_is_read_by_its_name():
    (row,) = rows(HEADER, FULL)

    assert row == DayRow(
        line=2,
        day=date(2026, 3, 2),
        slot=1,
        arm=Arm.PLACEBO,
        felt=Felt.NO,
        guess=Arm.ACTIVE,
        sure=2,
        guess_sitting=GuessSitting.EVENING,
        second_guess=Arm.PLACEBO,
        amount=Amount(Decimal("0.10"), Unit.GRAM, Form.DRIED),
        batch="spring",
        measures={"score": 5.0},
    )


def test_an_empty_cell_is_missing_and_a_guess_is_one_of_midday():
    (row,) = rows(HEADER, "2026-03-02,,,,,,,,,,,,")

    assert row == DayRow(line=2, day=date(2026, 3, 2))
    assert row.guess_sitting is GuessSitting.MIDDAY


def test_rows_may_stand_in_any_order_and_columns_too():
    found = rows("score, day", " 3 ,2026-03-03", "", "4,2026-03-01")

    assert [(row.day.day, row.measures, row.line) for row in found] == [
        (1, {"score": 4.0}, 4),
        (3, {"score": 3.0}, 2),
    ]


@pytest.mark.parametrize(
    ("header", "measure"),
    [("day,mood,score", "mood"), ("day,score", "score"), ("day,mood", "mood")],
)
def test_the_main_measure_is_analysed_or_else_the_score(header: str, measure: str):
    cells = ["2026-03-01", "1", "2"][: header.count(",") + 1]

    found = read_rows(NAME, f"{header}\n{','.join(cells)}\n", "mood")

    assert found.measure == measure
    assert found.score(found.rows[0]) == 1.0


def test_a_further_column_is_a_measure_if_its_first_cell_is_a_number():
    found = rows("day,score,sleep,note", "2026-03-01,1,,rain", "2026-03-02,2,7.5,3")

    assert [row.measures for row in found] == [{"score": 1.0}, {"score": 2.0, "sleep": 7.5}]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("five", "five in column score is not a number that can be computed with."),
        ("NaN", "NaN in column score is not a number that can be computed with."),
        ("-inf", "-inf in column score is not a number that can be computed with."),
        ("1e101", "1e101 in column score is not a number that can be computed with."),
        ("4,5", "4,5 in column score is not a number that can be computed with."),
    ],
)
def test_a_score_is_a_number(cell: str, says: str):
    found = refusal("day,score", "2026-03-01,4", f'2026-03-02,"{cell}"')

    assert (found.says, found.at) == (says, "rows.csv:3")


@pytest.mark.parametrize("cell", ["nan", "Infinity", "x"])
def test_a_further_measure_holds_numbers_alone(cell: str):
    lines = ("day,score,sleep", "2026-03-01,1,7", f"2026-03-02,2,{cell}")

    assert refusal(*lines).says == (
        f"{cell} in column sleep is not a number that can be computed with."
    )
    assert refusal("day,score,sleep", "2026-03-01,1,NaN").at == "rows.csv:2"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2.3.2026", "2.3.2026 in column day is not a day."),
        ("20260302", "20260302 in column day is not a day."),
        ("2026-02-30", "2026-02-30 in column day is not a day."),
        ("", "an empty cell in column day is not a day."),
        ("2026-03-01", "2026-03-01 stands twice, the first time in line 2."),
    ],
)
def test_each_row_has_a_day_of_its_own(day: str, says: str):
    found = refusal("day,score", "2026-03-01,4", f"{day},5")

    assert (found.says, found.at) == (says, "rows.csv:3")


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("arm", "Active", "Active in column arm is not one of active, placebo."),
        ("felt", "maybe", "maybe in column felt is not one of no, unsure, yes."),
        ("guess", "0", "0 in column guess is not one of active, placebo."),
        ("second_guess", "?", "? in column second_guess is not one of active, placebo."),
        ("guess_sitting", "noon", "noon in column guess_sitting is not one of midday, evening."),
        ("sure", "4", "4 in column sure is not a whole number from 1 to 3."),
        ("sure", "1.0", "1.0 in column sure is not a whole number from 1 to 3."),
        ("slot", "0", "0 in column slot is not a whole number from 1."),
        ("slot", "x", "x in column slot is not a whole number from 1."),
        ("amount", "a pinch", "a pinch in column amount is not a number"),
        ("amount", "0.1", "Choose the unit."),
    ],
)
def test_a_cell_that_its_column_cannot_hold_is_refused(column: str, cell: str, says: str):
    found = refusal(f"day,score,{column}", f"2026-03-01,4,{cell}")

    assert found.says.startswith(says)
    assert (found.at, bool(found.fix)) == ("rows.csv:2", True)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("score",), "There is no column day in rows.csv."),
        (("day,slot",), "There is no column mood in rows.csv."),
        (("day,,score",), "A column of rows.csv has no name."),
        (("day,score,day",), "Column day stands twice in the header of rows.csv."),
        (("day,score",), "rows.csv has a header but no rows."),
        (("day,score", "2026-03-01"), "There are 1 cells where the header has 2."),
        (("day;score", "2026-03-01;4"), "There is no column day in rows.csv."),
        (("",), "rows.csv is empty."),
    ],
)
def test_a_file_that_is_no_rows_file_is_refused(lines: tuple[str, ...], says: str):
    assert refusal(*lines).says == says


def test_a_column_that_a_model_needs_is_asked_for():
    found = read_rows(NAME, "day,score\n2026-03-01,4\n", "mood")

    found.require("day", "score")
    with pytest.raises(BadInput) as caught:
        found.require("day", "arm")

    assert (caught.value.says, caught.value.fix) == (
        "There is no column arm in rows.csv.",
        "It has: day, score.",
    )


def test_ten_thousand_days_are_refused_at_the_first_that_is_too_many():
    first = date(2000, 1, 1).toordinal()
    days = [f"{date.fromordinal(first + day)},1" for day in range(10_000)]

    assert refusal("day,score", *days).at == f"rows.csv:{MOST_ROWS + 2}"
    assert len(rows("day,score", *days[:MOST_ROWS])) == MOST_ROWS


CELLS = {
    "day": ["2026-03-02", "2026-3-2", "", "today"],
    "slot": ["1", "", "0", "-1", "1.5"],
    "arm": ["active", "placebo", "", "ACTIVE"],
    "felt": ["no", "yes", "unsure", "", "none"],
    "guess": ["active", "", "unknown"],
    "sure": ["1", "3", "", "4"],
    "guess_sitting": ["midday", "evening", "", "noon"],
    "second_guess": ["placebo", "", "1"],
    "score": ["4", "-4.25", "1e3", "", ".5", "nan", "four", "4 5"],
}


@given(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}))
def test_the_schema_takes_what_the_reader_takes(
    schema: Draft202012Validator, row: dict[str, str]
) -> None:
    text = f"{','.join(row)}\n{','.join(row.values())}\n"

    try:
        read_rows(NAME, text, "score")
        is_taken = True
    except BadInput:
        is_taken = False

    assert schema.is_valid(row) is is_taken
