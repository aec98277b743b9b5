"""Every instrument against the table of facts, and against its own worked example."""

import json
from pathlib import Path

import pytest

from limen.instruments.catalogue import INSTRUMENTS, instrument
from limen.instruments.frequency import CHOICES
from limen.instruments.instrument import Licence
from limen.instruments.scoring import Score, score


@pytest.fixture(scope="module")
def facts(shared: Path):
    """The rows of the questionnaires whose words may be carried, by their id."""
    table = json.loads((shared / "facts" / "instruments.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"] if row["group"] == "bundled" and row["ship"]}


def test_exactly_the_questionnaires_that_may_be_reproduced_are_there(facts):
    assert {one.id for one in INSTRUMENTS} == set(facts)
    assert {one.licence for one in INSTRUMENTS} == {Licence.REPRODUCIBLE}


@pytest.mark.parametrize("known", INSTRUMENTS, ids=lambda one: one.id)
def test_items_range_and_bands_are_those_of_the_facts(known, facts):
    row = facts[known.id]

    assert len(known.items) == row["items"]
    assert (known.lowest, known.highest) == tuple(row["range"])
    assert [(band.lowest, band.highest) for band in known.bands] == [
        (low, high) for low, high, _ in row["bands"]
    ]
    assert [[choice.value, choice.words] for choice in known.choices] == row["response"]
    assert known.stem == row["stem"]
    assert known.smallest_change == row["smallest_change"]


@pytest.mark.parametrize("name", ["phq9", "gad7"])
def test_every_item_reads_as_its_authors_wrote_it(name, facts):
    words = {item["n"]: item["text"] for item in facts[name]["item_text"]}

    assert {int(item.id): item.words for item in instrument(name).items} == words


@pytest.mark.parametrize("known", INSTRUMENTS, ids=lambda one: one.id)
def test_the_worked_example_gives_its_total(known):
    found = score(known, known.example.answers)

    assert isinstance(found, Score)
    assert found.total == known.example.total


def test_the_lowest_answer_never_reads_not_at_all_sure():
    assert CHOICES[0].words == "Not at all"


def test_only_the_ninth_item_of_phq9_asks_about_harm():
    risky = [(one.id, item.id) for one in INSTRUMENTS for item in one.items if item.is_risk]

    assert risky == [("phq9", "9")]


def test_a_questionnaire_without_words_is_not_in_the_catalogue():
    assert instrument("who5") is None
