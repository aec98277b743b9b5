"""A mapping that says something that its file, or Limen, does not know is refused with its line."""

import pytest

from limen.diary.importers.table_mapping import table_mapping
from limen.terms.errors import BadInput

HEADER = ("when", "doses", "mood")
BATCH = '{ name = "B", material = "cubensis", form = "dried", basis = "material", tested = "no" }'
START = f"""version = 1
kind = "long"
batch = [{BATCH}]
time = {{ column = "when", format = "%Y-%m-%d %H:%M" }}
"""
DOSE = 'dose = [{ amount = "doses", unit = "g", form = "dried", batch = { fixed = "B" } }]\n'


def refusal(text):
    with pytest.raises(BadInput) as refused:
        table_mapping(text, HEADER)
    return refused.value.says, refused.value.fix


def test_a_column_that_is_not_there_is_named_with_its_line_and_a_likely_one():
    says, fix = refusal(START + DOSE.replace('"doses"', '"dose"'))

    assert says == "Line 5 of the mapping: column 'dose' does not exist."
    assert fix == "Did you mean 'doses'?"


def test_columns_are_listed_where_none_is_near():
    assert refusal(START + 'note = [{ column = "x" }]')[1] == "It has: when, doses, mood."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version = 2\n", "Line 1 of the mapping: version: input should be 1."),
        ("version = = 1", "Line 1 of the mapping cannot be read."),
        ("x = [", "Line 1 of the mapping cannot be read."),
        (START + "colour = 1", "Line 5 of the mapping: colour: there is no such name."),
        ("version = 1", "Line 1 of the mapping: kind: it has to be there."),
        (
            START + DOSE.replace('unit = "g"', 'unit = { fixed = "spoon" }'),
            "Line 5 of the mapping: spoon is not a unit.",
        ),
        (
            START + DOSE.replace('form = "dried"', 'form = { fixed = "dust" }'),
            "Line 5 of the mapping: dust is not a form.",
        ),
        (
            START + DOSE.replace('"B"', '"C"'),
            "Line 5 of the mapping: batch C is not declared.",
        ),
        (
            START.replace("%Y-%m-%d %H:%M", "%c"),
            "Line 4 of the mapping: %c is not a format of times.",
        ),
        (
            START.replace(', format = "%Y-%m-%d %H:%M"', ""),
            "Line 4 of the mapping: name one column with its format, or a date.",
        ),
        (
            START + 'rating = [{ column = "mood", name = "mood", low = 7, high = 1 }]',
            "Line 5 of the mapping: low is below high.",
        ),
        (
            START + 'instrument = [{ id = "phq9" }]',
            "Line 5 of the mapping: name either the items or the total.",
        ),
        (
            START + 'instrument = [{ id = "phq9", total = "mood" }]',
            "Line 5 of the mapping: say the lowest and highest number, low and high.",
        ),
        (
            START + 'instrument = [{ id = "own", items = ["mood"], low = 4, high = 4 }]',
            "Line 5 of the mapping: low is below high.",
        ),
    ],
)
def test_what_a_mapping_cannot_say_is_refused_with_its_line(text, says):
    assert refusal(text)[0] == says


@pytest.mark.parametrize("when", ["type = 'dose'", "len(x) == '1'", "type == 'a' or", "__import__"])
def test_a_condition_is_a_comparison_and_never_code(when):
    says, _ = refusal(START + DOSE.replace(" } }]", f' }}, when = "{when}" }}]'))

    assert says == f"The condition {when!r} cannot be read."


def test_levels_without_end_are_refused():
    with pytest.raises(BadInput):
        table_mapping("a = " + "[" * 100_000, HEADER)
