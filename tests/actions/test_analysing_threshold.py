import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.actions.analysing_threshold import answer
from limen.cli.json_text import json_text
from limen.studies.plan import Plan
from limen.studies.rows_file import read_rows

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
PLACEBO = "placebo"


def rows(*days):
    """One row a day: an amount in g or placebo, the felt answer, and a batch."""
    lines = ["day,mood,arm,felt,amount,unit,form,batch"]
    for number, (taken, felt, batch) in enumerate(days):
        day = START + timedelta(days=number)
        dose = "placebo,{},,,," if taken == PLACEBO else f",{{}},{taken},g,dried,{batch}"
        lines.append(f"{day},4,{dose.format(felt)}")
    return read_rows("rows.csv", "\n".join(lines), "mood")


PUBLISHED = [
    (amount, ("no", "yes")[felt], "blue")
    for amount, felt in zip(
        (PLACEBO, "0.1", "0.1", PLACEBO, "0.15", "0.1", PLACEBO, "0.2", "0.1", PLACEBO),
        (0, 0, 1, 0, 1, 0, 1, 1, 0, 0),
        strict=True,
    )
]


def test_rows_hold_what_was_noticed_at_each_amount_taken():
    told = answer(rows(*PUBLISHED), PLAN)

    counted = [(row["amount"]["value"], row["days"], row["noticed"]) for row in told.data["rows"]]
    assert counted == [("0.1", 4, 1), ("0.15", 1, 1), ("0.2", 1, 1)]
    assert told.data["placebo"]["days"] == 4
    assert told.data["statement"] == "cannot_tell"
    assert told.page[2] == "You noticed 1 of 4 capsules at 0.1 g from batch blue."


def test_seven_answered_days_show_nothing_and_say_why():
    told = answer(rows(*PUBLISHED[:7]), PLAN)

    assert told.data == {"rows": (), "placebo": None, "statement": "cannot_tell"}
    assert [remark.code for remark in told.remarks] == ["too_few_days"]


def test_much_more_than_placebo_is_no_longer_a_microdose():
    told = answer(rows(*[("0.1", "yes", "a"), (PLACEBO, "no", "")] * 10), PLAN)

    assert told.data["statement"] == "yes"
    assert told.page[3].startswith("At this amount you noticed it more often")


def test_a_batch_nobody_answered_about_is_named_as_unknown():
    told = answer(rows(*PUBLISHED, ("0.1", "", "green")), PLAN)

    assert "Batch green: unknown strength." in told.page[4 if told.page[3] == "" else 3]


amounts = st.sampled_from(["0.05", "0.1", "0.104", "0.11", "0.2", "0.35", PLACEBO])
days = st.tuples(amounts, st.sampled_from(["yes", "no", "unsure"]), st.sampled_from("ab"))


@given(st.lists(days, min_size=8, max_size=12))
@settings(max_examples=20)
def test_no_text_field_or_number_speaks_of_an_amount_that_was_not_taken(taken):
    told = answer(rows(*taken), PLAN)

    written = {amount for amount, _, _ in taken}
    said = re.findall(r'"value": "([\d.]+)"', json_text(told.data))
    text = " ".join(map(str, told.page))
    shown = re.findall(r"([\d.]+)(?: to ([\d.]+))? g\b", text)
    assert set(said) <= written
    assert {number for pair in shown for number in pair if number} <= written
    assert all(Decimal(number) <= largest(written) for number in said)


@given(st.lists(st.sampled_from(["yes", "no", "unsure"]), min_size=10, max_size=10))
@settings(max_examples=20)
def test_the_order_of_rows_does_not_depend_on_the_answers(felt):
    taken = [
        (amount, answered, "a") for (amount, _, _), answered in zip(PUBLISHED, felt, strict=True)
    ]

    told = answer(rows(*taken), PLAN)

    assert [row["amount"]["value"] for row in told.data["rows"]] in ([], ["0.1", "0.15", "0.2"])


def test_neither_a_threshold_nor_a_guess_rate_is_a_field():
    told = answer(rows(*PUBLISHED), PLAN)

    names = set(re.findall(r'"(\w+)":', json_text(told.data)))
    assert names == {
        "rows", "batch", "amount", "up_to", "value", "unit", "form", "days", "noticed", "unsure",
        "low", "high", "placebo", "statement",
    }  # fmt: skip


def largest(written):
    return max((Decimal(amount) for amount in written if amount != PLACEBO), default=Decimal(0))


@pytest.mark.parametrize("unit_and_form", ["g,dried", "mg,dried", "capsule,capsule", "drop,liquid"])
def test_every_unit_can_be_analysed(unit_and_form):
    file = read_rows(
        "rows.csv",
        "day,mood,felt,amount,unit,form\n"
        + "".join(f"{START + timedelta(days=n)},4,yes,2,{unit_and_form}\n" for n in range(8)),
        "mood",
    )

    told = answer(file, PLAN)

    assert told.data["rows"][0]["noticed"] == 8
    assert told.data["rows"][0]["batch"] is None
