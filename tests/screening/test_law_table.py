"""SAF-9: the rows about the law that ship are those that may, and each ends on its day."""

import json
import re
from datetime import date, timedelta

import pytest

from limen.reports.never_said import Text, hits
from limen.reports.word_classes import Place
from limen.screening.law import Current, LawKind, law_of, law_state
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table

TABLE = law_table()
DAY = timedelta(days=1)
NUMBERS = re.compile(r"\d[\d.,]*\s?(?:g|mg|micrograms?|capsules?|drops?|ml|ft)\b")


@pytest.fixture(scope="module")
def facts(shared):
    """The table of facts."""
    return json.loads((shared / "facts" / "law.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shipped(facts):
    """The rows that may ship, by their id."""
    return {row["id"]: row for row in facts["rows"] if row["ship"]}


def words(row):
    """Everything that a row says of the law."""
    return [said for said in (row.psilocybin, row.lsd, row.ketamine, row.detail) if said]


def test_exactly_the_rows_that_may_ship_are_there(shipped):
    assert [row.id for row in TABLE.rows] == list(shipped)
    assert len(TABLE.rows) == 27


def test_every_fact_is_that_of_its_row(facts, shipped):
    for row in TABLE.rows:
        fact = shipped[row.id]

        assert row.group.value == fact["group"]
        assert row.place == fact["place"]
        assert list(row.countries) == fact["country"].split(",")
        assert [kind.value for kind in row.kinds] == fact["kinds"]
        assert row.source_kind == fact["source_kind"]
        assert (row.as_of, row.review_by.isoformat()) == (fact["as_of"], fact["review_by"])
        assert set(row.source) <= set(fact["source"])
    assert TABLE.compiled_on.isoformat() == facts["compiled_on"]
    assert {kind.value for kind in TABLE.meanings} == set(facts["enums"]["kinds"])


def test_the_one_source_that_is_not_named_is_that_of_a_decision_nobody_checked(shipped):
    missing = {
        (row.id, one)
        for row in TABLE.rows
        for one in set(shipped[row.id]["source"]) - {*row.source}
    }

    assert [(name, "REsp" in one) for name, one in missing] == [("br", True)]


def test_what_was_not_checked_is_said_nowhere(shipped):
    for row in TABLE.rows:
        unchecked = shipped[row.id]["to_verify"]
        said = " ".join(words(row))

        assert row.lsd is None if "lsd_status" in unchecked else row.lsd
        assert row.ketamine is None if "ketamine_status" in unchecked else row.ketamine
        assert "not checked" not in said
        assert [one for one in unchecked if one in said] == []


def test_every_number_of_a_row_is_one_of_its_fact(shipped):
    for row in TABLE.rows:
        fact = json.dumps(shipped[row.id], ensure_ascii=False)

        for number in re.findall(r"\d[\d.:/-]*\d|\d", " ".join(words(row))):
            assert number in fact, (row.id, number)


def test_no_row_names_an_amount():
    assert [said for row in TABLE.rows for said in words(row) if NUMBERS.search(said)] == []


def test_rows_hold_words_of_law_and_of_its_subject_and_none_of_advice_or_judgement():
    about = {"law", "source and making", "healing", "blame", "safety"}

    found = {
        hit.word_class: hit.found
        for row in TABLE.rows
        for said in words(row)
        for hit in hits(Text("en", Place.PAGE, said, row.id))
    }

    assert set(found) - about == set()


@pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: row.id)
def test_a_row_is_current_on_its_last_day_and_unknown_on_the_next(row):
    assert isinstance(law_state(row, row.review_by), Current)
    assert isinstance(law_state(row, row.review_by - DAY), Current)
    assert not isinstance(law_state(row, row.review_by + DAY), Current)


def test_of_the_day_of_the_table_five_rows_are_current_and_two_end_with_it():
    def current(on):
        return [row.id for row in TABLE.rows if isinstance(law_state(row, on), Current)]

    assert current(TABLE.compiled_on) == ["au", "ch", "at", "pt", "fr"]
    assert current(TABLE.compiled_on + DAY) == ["au", "ch", "pt"]
    assert current(date(2027, 12, 20)) == []


def test_every_country_of_a_row_has_a_name_and_every_part_a_country():
    countries = {code for row in TABLE.rows for code in row.countries} - {"*"}

    assert countries <= set(crisis_table().countries)
    for row in TABLE.rows:
        for region in row.regions:
            assert (law_of(region, TABLE).local, region[:2]) == (row, row.countries[0])


def test_no_kind_of_law_is_called_by_a_word_without_its_conditions():
    bare = re.compile(r"\b(legal|allowed|permitted)\b")

    assert [one for one in TABLE.meanings.values() if bare.search(f"{one.name} {one.means}")] == []
    assert TABLE.meanings[LawKind.DECRIMINALISED].means.endswith("sale is a crime")
