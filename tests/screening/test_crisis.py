from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.screening.crisis import CrisisLine, CrisisTable, LineGroup

LINE = CrisisLine(
    id="xx_line",
    group=LineGroup.CRISIS,
    countries=("XX",),
    name="A line",
    phone="116 123",
    text=None,
    web=None,
    hours="24/7",
    note=None,
    source=("its own page",),
    checked_on=date(2026, 1, 1),
    review_by=date(2027, 1, 1),
)
TABLE = CrisisTable(compiled_on=date(2026, 1, 1), countries={"XX": "Nowhere"}, lines=(LINE,))


def test_a_line_is_known_up_to_its_review_date():
    assert LINE.is_known(LINE.review_by)
    assert not LINE.is_known(LINE.review_by + timedelta(days=1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": None},
        {"source": ()},
        {"countries": ()},
        {"review_by": date(2026, 1, 1)},
    ],
    ids=["nothing to call", "no source", "no country", "never known"],
)
def test_a_line_that_helps_nobody_is_refused(wrong):
    with pytest.raises(ValueError, match="xx_line"):
        replace(LINE, **wrong)


def test_a_text_line_needs_no_telephone():
    assert replace(LINE, phone=None, text="HOME to 741741").text == "HOME to 741741"


def test_a_table_names_its_countries_and_each_line_once():
    with pytest.raises(ValueError, match="unknown country"):
        replace(TABLE, countries={})
    with pytest.raises(ValueError, match="same id"):
        replace(TABLE, lines=(LINE, LINE))


def test_a_line_for_everywhere_needs_no_country_name():
    everywhere = replace(LINE, countries=("*",))

    assert replace(TABLE, countries={}, lines=(everywhere,)).lines == (everywhere,)


def test_groups_come_in_the_order_asked_for():
    text = replace(LINE, id="xx_text", group=LineGroup.CRISIS_TEXT)
    table = replace(TABLE, lines=(LINE, text))

    assert table.of_group(LineGroup.CRISIS_TEXT, LineGroup.CRISIS) == (text, LINE)
    assert table.of_group(LineGroup.PEER) == ()
