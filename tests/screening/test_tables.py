import json

import pytest

from limen.screening.crisis import LineGroup
from limen.screening.tables import crisis_table

FACTS = ("group", "countries", "name", "phone", "text", "web", "hours", "source", "review_by")


@pytest.fixture(scope="module")
def facts(shared):
    """The rows that were read at their source and may be shipped, by their id."""
    table = json.loads((shared / "facts" / "crisis.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"] if row["ship"]}


def test_exactly_the_rows_that_may_ship_are_there(facts):
    assert {line.id for line in crisis_table().lines} == set(facts)


def test_every_number_name_and_date_is_that_of_the_facts(facts):
    ours = {
        line.id: [
            line.group.value,
            list(line.countries),
            *(line.name, line.phone, line.text, line.web, line.hours),
            list(line.source),
            line.review_by.isoformat(),
        ]
        for line in crisis_table().lines
    }

    assert ours == {name: [row[fact] for fact in FACTS] for name, row in facts.items()}


def test_every_country_has_an_emergency_number():
    emergency = crisis_table().of_group(LineGroup.EMERGENCY)

    assert {code for line in emergency for code in line.countries} == set(crisis_table().countries)


def test_the_directory_is_there_for_every_other_country():
    (directory,) = crisis_table().of_group(LineGroup.DIRECTORY)

    assert directory.web == "findahelpline.com"
