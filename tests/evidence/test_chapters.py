"""The five pages: sound sentences, the numbers of the tables, both sides, and plain words."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.evidence.chapters import analysis_of, chapters, phrases_of_chapters, statements
from limen.evidence.kinds import Scope
from limen.evidence.tables import compiled_on, schedules, table_text
from limen.protocols.schedules.catalogue import PRESETS
from limen.reports.never_said import Place, Text, hits, sentences
from limen.reports.reading_grade import grade

HARDEST = 8.0
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
OF_HUNDRED = "100"
BEFORE_AFTER = "28 to 85 %"
TABLES = {"evidence": "evidence", "claim": "claims", "potency": "potency", "kap": "kap"}


@pytest.fixture
def rows(shared):
    """The rows that a statement names, as they stand in the shared tables."""
    tables = {
        name: {row["id"]: row for row in _read(shared / "facts" / f"{name}.json")["rows"]}
        for name in (*TABLES.values(), "dose_spectrum", "schedules")
    }
    table = json.loads(table_text("articles"))
    said = [
        *(
            one
            for page in table["articles"]
            for part in page["sections"]
            for one in part["sentences"]
        ),
        *table["elsewhere"],
    ]

    def found(name: str) -> list[object]:
        (refs,) = [one["refs"] for one in said if one.get("id") == name]
        named = [one.partition(":") for one in refs]
        return [tables[TABLES.get(of, of)][row] for of, _, row in named if of != "own"]

    return found


def test_there_are_five_pages_in_their_order():
    assert [(one.number, one.title) for one in chapters()] == [
        (1, "What is a microdose?"),
        (2, "What the studies say"),
        (3, "Why full-dose results do not transfer"),
        (4, "Schedules and why none is best"),
        (5, "Microdose and supported programme"),
    ]


def test_every_statement_has_a_name_of_its_own():
    every = [one.id for page in chapters() for one in page.statements()]

    assert len(every) == len(set(every)) > 90


def test_every_number_of_a_statement_is_one_of_its_rows(rows, shared):
    wrong = [
        (one.id, number)
        for one in statements().values()
        if one.grounds[:1] == () or not one.grounds[0].id.startswith("own:")
        for number in NUMBER.findall(one.words)
        if number != OF_HUNDRED and not _is_among(number, rows(one.id))
    ]
    design = (shared / "design" / "product.md").read_text(encoding="utf-8")

    assert wrong == []
    assert NUMBER.findall(statements()["e01"].words)[:2] == NUMBER.findall(BEFORE_AFTER)
    assert BEFORE_AFTER in design


@pytest.mark.parametrize(
    ("name", "number"),
    [("m18", "24.7"), ("s15", "7.2"), ("k05", "5"), ("m15", "83"), ("f04", "6.3")],
)
def test_another_number_would_be_met(rows, name, number):
    assert not _is_among(number, rows(name))


@pytest.mark.parametrize("number", [2, 5])
def test_a_page_that_says_that_little_was_found_also_says_who_disagrees(number):
    (page,) = [one for one in chapters() if one.number == number]
    behind = {work.id for one in page.statements() for work in one.works}

    assert {"umbrella2026", "polito2024"} - behind == set()


def test_no_section_shows_a_benefit_alone():
    page = chapters()[1]
    (part,) = [one for one in page.sections if one.title == "Three effects, not one"]
    alone = [one for one in part.sentences if getattr(one, "speaks_of_benefit", False)]

    with pytest.raises(ValueError, match="s05 stands without a worse result of its band"):
        replace(part, sentences=tuple(alone))


def test_no_statement_of_a_band_rests_on_a_work_of_another():
    for one in statements().values():
        if one.scope in (Scope.MICRODOSE, Scope.LOW, Scope.FULL, Scope.KETAMINE):
            assert all(work.speaks_of(one.scope) for work in one.works)


def test_the_two_paths_are_never_set_against_each_other():
    page = chapters()[4]
    words = " ".join(one.words for part in page.sections for one in part.sentences)

    assert "Whether psychotherapy adds to ketamine is not settled by controlled studies." in words
    assert not re.search(r"\b(better|worse|safer|stronger) than\b", words)


def test_every_schedule_of_a_plan_has_its_sentence():
    said = {one.fact: analysis_of(one.fact) for one in PRESETS}

    assert all(one.words for one in said.values())
    assert {fact: one.words for fact, one in said.items() if schedules()[fact].analysis} == {
        fact: schedules()[fact].analysis for fact in said if schedules()[fact].analysis
    }


def test_rows_of_no_other_table_equal_the_shared_ones(shared):
    kept = json.loads(table_text("articles"))
    facts = {row["id"]: row for row in _read(shared / "facts" / "kap.json")["rows"]}
    named = [one for one in kept["sources"] if one["id"].startswith("kap:")]

    assert kept["compiled_on"] == compiled_on().isoformat()
    for one in named:
        row = facts[one["id"].removeprefix("kap:")]
        assert row["ship"]
        assert {name: row[name] for name in ("source", "source_kind", "as_of", "review_by")} == {
            name: one[name] for name in ("source", "source_kind", "as_of", "review_by")
        }


def test_thirteen_months_later_no_statement_about_studies_counts_as_checked():
    later = compiled_on() + timedelta(days=396)
    known = [one.id for one in statements().values() if one.works and one.is_known(later)]

    assert known == []
    assert all(one.is_known(date(2026, 12, 1)) for one in statements().values())


def test_the_pages_read_easily_and_hold_no_amount():
    for page in chapters():
        lines = [page.title, page.leads]
        for part in page.sections:
            lines += [part.title]
            lines += [line for one in part.sentences for line in sentences(one.words)]

        assert grade(lines) <= HARDEST, page.title


def test_nothing_on_them_is_said_that_is_never_said():
    # The one sentence that is excepted is named in docs/safety/word-exceptions.toml.
    excepted = statements()["e02"].words
    found = {
        hit.text.words
        for words in phrases_of_chapters()
        for hit in hits(Text("en", Place.PAGE, words, "articles"))
    }

    assert found <= {excepted}


def _is_among(number: str, rows: object) -> bool:
    """Whether a number stands in rows as it is, as a share of one, or rounded as it is shown."""
    digits = len(number.partition(".")[2])
    wanted = float(number)
    return any(
        round(abs(known), digits) == wanted
        or (abs(known) <= 1 and round(100 * abs(known), digits) == wanted)
        for known in _numbers(rows)
    )


def _numbers(value: object) -> Iterator[float]:
    match value:
        case bool() | None:
            return
        case int() | float():
            yield float(value)
        case str():
            yield from (float(one) for one in re.findall(r"\d+(?:\.\d+)?", value))
        case dict():
            yield from (number for each in value.values() for number in _numbers(each))
        case _:
            yield from (number for each in value for number in _numbers(each))


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))
