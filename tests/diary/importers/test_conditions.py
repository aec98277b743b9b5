"""The conditions of a mapping hold as they read."""

import pytest

from limen.diary.importers.conditions import parse_condition
from limen.terms.errors import BadInput


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True),
        ("type == 'dose'", True),
        ("type != 'dose'", False),
        ("type == 'rest' or type == 'dose'", True),
        ("type == 'dose' and day == 'off'", False),
        ("type == 'dose' or type == 'x' and day == 'off'", True),
        ("\"the day\" == 'on'", True),
        ("missing == ''", True),
        ("ortype == 'x' or day == 'on'", True),
    ],
)
def test_a_condition_holds_of_a_row(condition, holds):
    cells = {"type": " dose ", "day": "on", "the day": "on"}

    assert parse_condition(condition).holds(cells) is holds


def test_a_condition_knows_its_columns():
    condition = parse_condition("type == 'a' and day != 'b' or type == 'c'")

    assert condition.columns == ("type", "day", "type")


@pytest.mark.parametrize(
    "text", ["type", "type == dose", "type == 'a' xor day == 'b'", "'a' == type", "== 'a'"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(BadInput, match="cannot be read"):
        parse_condition(text)
