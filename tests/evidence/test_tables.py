"""The tables that ship are those of the facts, row by row; what was not checked is not in them."""

import json
from collections.abc import Mapping
from datetime import date

import pytest

from limen.evidence.tables import (
    claims,
    compiled_on,
    dose_spectrum,
    potency,
    references,
    schedules,
    table_text,
)
from limen.reports.never_said import sentences
from limen.reports.reading_grade import grade

NAMES = ("claims", "evidence", "potency", "dose_spectrum", "schedules")
NOT_PACKAGED = {"to_verify", "checked", "flag", "basis", "ship", "ship_reason", "say", "use_note"}
# Sources whose own words were not checked: they are named as far as they were.
SHORTER_SOURCES = {"fadiman2011", "dewit2022", "hutten2020", "tsujikawa2003", "goff2024"}


@pytest.fixture(scope="module")
def facts(shared):
    """The rows of a table that may ship, by their id: `facts("claims")`."""

    def read(name: str) -> dict[str, dict]:
        table = json.loads((shared / "facts" / f"{name}.json").read_text(encoding="utf-8"))
        return {row["id"]: row for row in table["rows"] if row["ship"]}

    return read


def packaged(name: str) -> dict[str, dict]:
    table = json.loads(table_text(name))
    return {row["id"]: row for row in (*table["rows"], *table.get("priors", ()))}


def same(ours: Mapping, theirs: Mapping, *names: str) -> bool:
    return all(ours[name] == theirs.get(name) for name in names)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("claims", 37),
        ("evidence", 65),
        ("potency", 21),
        ("dose_spectrum", 41),
        ("schedules", 12),
    ],
)
def test_exactly_the_rows_that_may_ship_are_there(facts, name, count):
    assert packaged(name).keys() == facts(name).keys()
    assert len(packaged(name)) == count


@pytest.mark.parametrize("name", NAMES)
def test_source_kind_and_dates_are_those_of_the_facts(facts, name):
    for row_id, ours in packaged(name).items():
        theirs = facts(name)[row_id]
        assert same(ours, theirs, "source_kind", "as_of", "review_by"), row_id
        assert ours["source"] == theirs["source"] or row_id in SHORTER_SOURCES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_was_not_checked_is_packaged(facts, name):
    for row_id, ours in packaged(name).items():
        assert NOT_PACKAGED.isdisjoint(ours)
        text = json.dumps(ours, ensure_ascii=False)
        for part in facts(name)[row_id]["to_verify"]:
            assert part in ours or part not in text


def test_every_claim_is_that_of_the_facts(facts):
    for row_id, ours in packaged("claims").items():
        theirs = facts("claims")[row_id]
        assert same(ours, theirs, "claim_type", "band", "refs", "verdict"), row_id
        assert ours["article"] == theirs["group"]


def test_every_work_is_that_of_the_facts_where_it_was_checked(facts):
    for row_id, ours in packaged("evidence").items():
        theirs = facts("evidence")[row_id]
        assert ours["kind"] == theirs["group"]
        assert same(ours, theirs, "authors", "year", "grade", "bands", "direction"), row_id
        unread = theirs["to_verify"]
        for name, part in (("title", "exact title"), ("doi", "doi"), ("journal", "journal")):
            assert ours[name] == (None if part in unread else theirs[name]) or (
                name == "journal" and "bibliographic details" in unread
            )


def test_every_number_of_an_outcome_is_that_of_the_facts(facts):
    for row_id, ours in packaged("evidence").items():
        theirs = facts("evidence")[row_id]
        numbers = [(one["effect"], one["ci95"]) for one in ours["outcomes"]]
        assert numbers == [(one["effect"], one["ci95"]) for one in theirs["outcomes"]], row_id
        assert [*ours["n"].values()] == [*(theirs["n"] or {}).values()]


def test_no_study_shows_its_amount():
    for work in references().values():
        told = [work.design, work.blinding, work.risk_of_bias, *work.substances, *work.people]
        told += [words for one in work.outcomes for words in (one.name, one.result)]
        for words in told:
            assert not any(f"0 {unit}" in words or f" {unit} " in words for unit in ("mg", "ug"))


def test_every_measurement_is_that_of_the_facts(facts):
    for one in potency().measurements:
        theirs = facts("potency")[one.id]
        assert (one.low_mg_g, one.high_mg_g) == (theirs["low_mg_g"], theirs["high_mg_g"])
        assert (one.fold, one.factor) == (theirs.get("fold"), theirs.get("factor"))
        assert (one.group, one.quality) == (theirs["group"], theirs["quality"])


def test_every_estimate_of_ours_is_that_of_the_facts(facts):
    estimated = {name: row for name, row in facts("potency").items() if row["group"] == "prior"}

    assert {
        name: (one.value, one.low, one.high, one.gsd) for name, one in potency().priors.items()
    } == {
        name: (row["value"], row["low"], row["high"], row.get("gsd"))
        for name, row in estimated.items()
    }


def test_every_class_and_share_is_that_of_the_facts(facts):
    for row_id, ours in packaged("dose_spectrum").items():
        theirs = facts("dose_spectrum")[row_id]
        assert same(ours, theirs, "group", "low", "high", "share", "value", "amount_g"), row_id
        assert (ours["label"], ours["unit"]) == (theirs.get("label", ""), theirs.get("unit", ""))
        held = [theirs.get(name) for name in ("mg_mid", "mg_low95", "mg_high95")]
        assert (ours["milligrams"] or [None] * 3) == held


def test_every_schedule_is_that_of_the_facts(facts):
    for row_id, ours in packaged("schedules").items():
        theirs = facts("schedules")[row_id]
        assert same(ours, theirs, "cycle_days", "aliased_with_weekday", "analysable"), row_id
        assert ours["pattern"] in (theirs["pattern"], None)
        assert ours["rest_weeks"] == (theirs["rest_weeks"] or [])


def test_a_pattern_that_was_not_checked_is_left_out():
    assert schedules()["trial_mueller"].pattern is None
    assert schedules()["fadiman"].pattern == (1, 0, 0)


def test_every_work_that_a_claim_names_is_there():
    named = {name for claim in claims().values() for name in claim.references}

    assert named <= set(references())


def test_every_table_of_a_claim_is_one_that_there_is(shared):
    named = {table for claim in claims().values() for table in claim.tables}

    assert all((shared / "facts" / f"{table}.json").exists() for table in named)


def test_a_claim_about_an_effect_that_is_supported_has_a_work_behind_it():
    assert claims()["B06"].references == ("kew2023", "dore2019", "popova2019")
    assert claims()["B06"].tables == ("law", "kap")


def test_the_tables_have_one_day():
    days = {json.loads(table_text(name))["compiled_on"] for name in NAMES}

    assert days == {compiled_on().isoformat()}
    assert compiled_on() == date(2026, 11, 20)


def test_classes_are_found_by_their_name():
    assert dose_spectrum()["mg_microdose"].high == 3.0
    assert dose_spectrum()["rec_0_1g"].milligrams == (0.7, 0.2, 2.5)


def test_what_people_read_of_the_tables_is_easy_to_read():
    said = [words for claim in claims().values() for words in (claim.words, claim.finding)]
    told = [one.analysis for one in schedules().values()]

    for texts in (said, told):
        assert grade([one for words in texts for one in sentences(words)]) <= 9
