"""JSON of other programs: limits hold, and numbers keep their digits."""

from decimal import Decimal

import pytest

from limen.diary.importers import json_text
from limen.diary.importers.json_text import object_of, objects_in, text_in
from limen.terms.errors import BadInput


def test_numbers_keep_their_digits():
    members = object_of(
        "a.json", '{"a": 0.10, "b": 12, "c": null, "d": true, "e": " x ", "f": 1e2}'
    )

    assert [text_in(members, name) for name in "abcdefg"] == ["0.10", "12", "", "", "x", "100", ""]


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "1e999999999", "1e-999999999", "9" * 5000, "1e" + "9" * 30]
)
def test_a_number_out_of_range_is_a_word(number):
    members = object_of("a.json", f'{{"a": {number}}}')

    assert text_in(members, "a") == "a number out of range"


def test_only_objects_of_a_list_are_taken():
    members = object_of("a.json", '{"a": [1, {"b": 2}, null], "c": {}}')

    assert objects_in(members, "a") == [{"b": 2}]
    assert (objects_in(members, "c"), objects_in(members, "d")) == ([], [])


def test_32_levels_are_read_and_no_more():
    object_of("a.json", '{"a":' * 31 + "{}" + "}" * 31)

    for levels in (33, 100_000):
        with pytest.raises(BadInput, match="more than 32 levels"):
            object_of("a.json", '{"a":' * levels + "1" + "}" * levels)


def test_a_file_that_breaks_off_is_refused_with_its_row():
    with pytest.raises(BadInput, match=r"The file is damaged after row 1\. Nothing was imported\."):
        object_of("a.json", '{"a": 1,\n"b": [')


def test_another_value_is_refused():
    with pytest.raises(BadInput, match="not one JSON object"):
        object_of("a.json", "[1]")


def test_more_values_than_memory_holds_are_refused(monkeypatch):
    monkeypatch.setattr(json_text, "MOST_VALUES", 3)

    with pytest.raises(BadInput, match="more values"):
        object_of("a.json", '{"a": [1, 2, 3]}')


def test_digits_of_decimals_stay():
    assert object_of("a.json", '{"a": 0.1}') == {"a": Decimal("0.1")}
