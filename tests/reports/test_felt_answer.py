import re
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.felt_estimates import FeltRate, MoreThanPlacebo
from limen.reports.analysed import PageTable
from limen.reports.felt_answer import (
    FOOTER,
    NoticedAnswer,
    NoticedDays,
    NoticedRow,
    NotShownYet,
    felt_fields,
    felt_page,
)
from limen.terms.amount import Amount, parse_amount
from limen.terms.units import Form, Unit

TENTH, MORE = (parse_amount(value, "g", "dried") for value in ("0.10", "0.11"))
NOTICED = NoticedDays(9, 3, 1, FeltRate(0.14, 0.3, 0.42))
FEW = NoticedDays(3, 1, 0, None)
PLACEBO = NoticedDays(6, 1, 0, FeltRate(0.05, 0.2, 0.4))


def answer(*rows, usual=0, placebo=PLACEBO, statement=MoreThanPlacebo.CANNOT_TELL, new=()):
    return NoticedAnswer(rows, usual, placebo, statement, new)


ONE = answer(NoticedRow("blue", TENTH, None, NOTICED))


def table(page):
    return next(part for part in page if isinstance(part, PageTable))


def test_the_usual_amount_is_told_first_and_the_table_beside_placebo():
    page = felt_page(ONE)

    assert page[:3] == (
        "What you noticed",
        "",
        "You noticed 3 of 9 capsules at 0.1 g from batch blue.",
    )
    assert table(page).rows == (
        ("0.1 g", "9", "3", "1", "between 1 and 4 times in 10"),
        ("placebo days", "6", "1", "0", "between 0 and 4 times in 10"),
    )
    assert page[-1] == FOOTER


def test_a_batch_without_a_name_is_not_named():
    page = felt_page(answer(NoticedRow(None, TENTH, None, NOTICED)))

    assert page[2] == "You noticed 3 of 9 capsules at 0.1 g."


@pytest.mark.parametrize(
    ("smallest", "largest", "said"),
    [
        (TENTH, MORE, "0.1 to 0.11 g"),
        (parse_amount("100", "mg", "dried"), MORE, "100 mg to 0.11 g"),
    ],
)
def test_amounts_that_share_a_row_are_told_as_a_range(smallest, largest, said):
    page = felt_page(answer(NoticedRow("blue", smallest, largest, FEW)))

    assert table(page).rows[0] == (said, "3", "1", "0", "too few days for a range")


def test_batches_are_named_where_there_are_several():
    rows = (NoticedRow("blue", TENTH, None, FEW), NoticedRow(None, TENTH, None, NOTICED))

    found = table(felt_page(answer(*rows, usual=1)))

    assert found.headings[0] == "batch"
    assert [row[0] for row in found.rows] == ["blue", "", ""]


def test_a_narrow_range_is_told_as_about():
    narrow = NoticedDays(99, 30, 0, FeltRate(0.28, 0.3, 0.33))

    rows = table(felt_page(answer(NoticedRow("blue", TENTH, None, narrow)))).rows

    assert rows[0][-1] == "about 3 times in 10"


def test_only_yes_has_a_message():
    row = NoticedRow("blue", TENTH, None, NOTICED)
    message = (
        "At this amount you noticed it more often than on placebo days. By definition that is no "
        "longer a microdose."
    )

    pages = {each: felt_page(answer(row, statement=each)) for each in MoreThanPlacebo}

    assert pages[MoreThanPlacebo.YES][3] == message
    assert message not in pages[MoreThanPlacebo.NO]
    assert pages[MoreThanPlacebo.NO] == pages[MoreThanPlacebo.CANNOT_TELL]


def test_without_placebo_days_it_says_so():
    page = felt_page(answer(ONE.rows[0], placebo=NoticedDays(0, 0, 0, None)))

    assert page[3] == (
        "You have no placebo days, so we cannot know how often you would have noticed something "
        "anyway."
    )
    assert len(table(page).rows) == 1


def test_a_new_batch_is_of_unknown_strength():
    page = felt_page(answer(ONE.rows[0], new=("green",)))

    assert page[3] == (
        "Batch green: unknown strength. Your earlier numbers do not apply until you have days "
        "with this batch."
    )


def test_the_fields_hold_what_the_page_tells():
    data = felt_fields(answer(NoticedRow("blue", TENTH, MORE, NOTICED)))

    assert data == {
        "rows": [
            {
                "batch": "blue",
                "amount": {"value": "0.10", "unit": "g", "form": "dried"},
                "up_to": {"value": "0.11", "unit": "g", "form": "dried"},
                "days": 9,
                "noticed": 3,
                "unsure": 1,
                "low": 0.14,
                "high": 0.42,
            }
        ],
        "placebo": {"days": 6, "noticed": 1, "unsure": 0, "low": 0.05, "high": 0.4},
        "statement": MoreThanPlacebo.CANNOT_TELL,
    }


def test_too_few_days_show_nothing():
    assert felt_page(NotShownYet()) == (
        "What you noticed",
        "",
        "We show this after 8 answered days with one batch.",
    )
    assert felt_fields(NotShownYet()) == {
        "rows": (),
        "placebo": None,
        "statement": MoreThanPlacebo.CANNOT_TELL,
    }


def test_no_record_of_a_participant_has_a_place_for_a_threshold():
    names = {
        field.name
        for record in (NoticedAnswer, NoticedRow, NoticedDays, NotShownYet, FeltRate)
        for field in fields(record)
    }

    assert names == {
        "rows", "usual", "placebo", "statement", "new_batches", "batch", "amount", "up_to",
        "counted", "days", "noticed", "unsure", "rate", "low", "middle", "high", "says",
    }  # fmt: skip


values = st.decimals("0.01", "9", places=2).map(lambda value: Amount(value, Unit.GRAM, Form.DRIED))
counts = st.integers(1, 30).map(lambda days: NoticedDays(days, days // 2, 0, None))


@given(
    st.lists(st.tuples(values, counts), min_size=1, max_size=5), st.sampled_from(MoreThanPlacebo)
)
def test_no_amount_on_the_page_is_larger_than_the_largest_taken(taken, statement):
    rows = [NoticedRow("blue", amount, None, counted) for amount, counted in taken]
    largest = max(amount.value for amount, _ in taken)

    page = felt_page(answer(*rows, statement=statement))

    text = " ".join(part for part in page if isinstance(part, str))
    cells = [row[0] for row in table(page).rows]
    said = [Decimal(number) for number in re.findall(r"([\d.]+) g\b", f"{text} {cells}")]
    assert said != []
    assert max(said) <= largest


@given(st.permutations([0, 1, 2]))
def test_the_order_of_rows_is_that_in_which_they_came(order):
    three = [NoticedRow(f"b{n}", TENTH, None, NoticedDays(5, n, 0, None)) for n in range(3)]

    data = felt_fields(answer(*(three[place] for place in order)))

    assert [row["batch"] for row in data["rows"]] == [f"b{place}" for place in order]
