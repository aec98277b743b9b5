"""Looking up what is known, and what holds a release back."""

import json
from datetime import date

import pytest

from limen.actions.evidence import (
    TABLES,
    check_release,
    check_tables,
    evidence_day,
    find,
    held_by_rows,
    look_up,
    names,
    packaged,
    wanted,
)

ON = date(2026, 11, 20)
EVERYTHING = wanted(None, None, None)


def test_a_clock_that_is_set_back_makes_no_row_new():
    assert evidence_day(date(2020, 1, 1)) == ON
    assert evidence_day(date(2028, 1, 1)) == date(2028, 1, 1)


def test_without_a_filter_everything_is_found():
    found = find(EVERYTHING, ON)

    assert [row["id"] for row in (*found.claims, *found.references)] == [*names()]


@pytest.mark.parametrize("kind", ["practitioner", "observational"])
def test_a_kind_limits_claims_and_works(kind):
    found = find(wanted(None, kind, None), ON)

    assert {row["kind"] for row in (*found.claims, *found.references)} == {kind}


def test_a_verdict_is_of_a_claim():
    found = find(wanted(None, None, "overstated"), ON)

    assert [row["id"] for row in found.claims] == ["C06", "C17"]
    assert found.references == ()


def test_a_claim_is_looked_up_with_its_works_and_the_worst_result():
    found = look_up("C12", ON)

    assert [row["id"] for row in found.references] == ["goodwin2022", "raison2023", "comp005_006"]
    assert [row["id"] for row in found.worst] == ["nayak2021"]
    assert [item["id"] for item in found.csl] == [row["id"] for row in found.references]


def test_a_work_is_looked_up_with_the_claims_that_name_it():
    found = look_up("kaertner2021", ON)

    assert [row["id"] for row in found.claims] == ["C15"]
    assert [row["id"] for row in found.references] == ["kaertner2021"]


def test_a_name_that_there_is_not_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        look_up("nobody", ON)


def test_every_table_that_ships_is_looked_at():
    counts = {table: len(rows) for table, rows in packaged().items()}

    assert set(counts) == {name for tables in TABLES.values() for name in tables}
    assert counts["claims"] == 37
    assert counts["screening"] == 87
    assert min(counts.values()) > 0


def test_no_row_that_ships_is_wrong_whatever_the_day():
    assert [*held_by_rows(packaged())] == []


@pytest.mark.parametrize("table", [name for tables in TABLES.values() for name in tables])
def test_a_row_without_its_source_is_found_in_every_table(table):
    rows = [dict(row) for row in packaged()[table]]
    rows[0]["source"] = []

    (held,) = held_by_rows(dict(packaged()) | {table: rows})

    assert (held.table, held.row) == (table, rows[0]["id"])
    assert held.says == "it names no source"


@pytest.mark.parametrize("table", ["crisis", "law", "screening"])
def test_the_kind_of_each_source_is_that_of_the_facts(shared, table):
    facts = json.loads((shared / "facts" / f"{table}.json").read_text(encoding="utf-8"))
    kinds = {row["id"]: row["source_kind"] for row in facts["rows"]}

    assert all(row["source_kind"] == kinds[row["id"]] for row in packaged()[table])


def test_what_holds_a_release_back_is_said_for_people():
    lines = [*check_release(ON).lines()]

    assert "FAULT law/ch: its day comes within 90 days (2026-12-31)" in lines
    assert "DUE   law/ch: falls due (2026-12-31)" in lines
    assert "DUE   law/it: past its day, shown as unknown (2021-01-31)" in lines
    assert lines[-1].startswith("5 faults, ")


@pytest.mark.parametrize(
    ("day", "tables"),
    [
        (date(2027, 2, 5), set()),
        (date(2027, 2, 19), {"crisis"}),
        (date(2027, 11, 21), {"crisis", "claims", "evidence", "dose_spectrum", "screening"}),
    ],
)
def test_the_day_decides_what_holds_a_release_back(day, tables):
    held = {one.table for one in check_release(day).held}

    assert held - {"articles"} == tables


def test_a_clock_that_is_set_back_two_years_opens_no_gate():
    assert check_release(date(2024, 11, 20)) == check_release(ON)


def test_every_rule_and_every_sign_of_screening_grows_old():
    held = {one.row for one in check_release(date(2027, 11, 21)).held if one.table == "screening"}

    assert held == {row["id"] for row in packaged()["screening"]}


def test_rows_that_are_wrong_are_told_before_rules_are_made_of_them():
    broken = dict(packaged()) | {"claims": [{"id": "C01"}]}

    held = check_tables(broken, ON).held

    assert {(one.table, one.row) for one in held} == {("claims", "C01")}
    assert len(held) == 3
