"""Questionnaires without their words: the facts agree, and no text of an item is carried."""

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from limen.instruments.definitions import definitions
from limen.instruments.instrument import Licence


@pytest.fixture(scope="module")
def facts(shared: Path):
    """The rows of the questionnaires that are known by their rule, by their id."""
    table = json.loads((shared / "facts" / "instruments.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"] if row["group"] == "definition" and row["ship"]}


def checked(row, name):
    """A fact of a row, or None where it is among those that were not checked."""
    unchecked = {*row["to_verify"]}
    is_unread = row["id"] == "cadss" and name in {"range", "response"}  # said in a sentence
    return None if is_unread or name in unchecked or f"{name} scale" in unchecked else row[name]


def test_what_was_not_checked_of_a_row_is_not_in_it(facts):
    answers = {one.id: one.answers_say for one in definitions()}

    assert answers == {name: checked(row, "response") for name, row in facts.items()}


def test_exactly_the_definitions_that_may_ship_are_there(facts):
    assert {one.id for one in definitions()} == set(facts)


def test_rule_range_and_dates_are_those_of_the_facts(facts):
    ours = {
        one.id: (
            one.item_count,
            one.scoring_says,
            list(one.total) if one.total else None,
            list(one.reversed_items),
            one.smallest_change,
            one.review_by.isoformat(),
        )
        for one in definitions()
    }

    assert ours == {
        name: (
            *(row["items"], checked(row, "score"), checked(row, "range")),
            *(row["reverse"], row["smallest_change"], row["review_by"]),
        )
        for name, row in facts.items()
    }


def test_what_may_never_be_packed_takes_a_result_by_hand_alone(facts):
    by_hand = {one.id for one in definitions() if one.licence is Licence.RESULT_ONLY}

    assert by_hand == {name for name, row in facts.items() if row["text"] == "never"}


def test_no_row_carries_the_words_of_an_item():
    table = resources.files("limen.instruments") / "tables" / "definitions.json"
    rows = json.loads(table.read_text(encoding="utf-8"))

    assert {"item_text", "stem"} & {key for row in rows for key in row} == set()


def test_a_definition_names_items_that_it_has():
    known = next(one for one in definitions() if one.reversed_items)

    with pytest.raises(ValueError, match="beyond the last"):
        replace(known, reversed_items=(known.item_count + 1,))
