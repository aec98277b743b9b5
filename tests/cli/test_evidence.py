"""The verb `limen evidence`: looking up what is known, and the gate of a release."""

import json
from enum import Enum

import pytest

from limen.cli import evidence as verb
from limen.evidence.kinds import Kind, Scope, Verdict

DAY_OF_TABLES = "2026-11-20"
ON = ("--on", DAY_OF_TABLES)


@pytest.mark.parametrize(
    ("named", "known"),
    [(verb.KINDS, Kind), (verb.VERDICTS, Verdict), ((*verb.BANDS, "any", "none"), Scope)],
)
def test_the_choices_are_those_of_the_tables(named: tuple[str, ...], known: type[Enum]):
    assert sorted(named) == sorted(one.value for one in known)


def test_the_list_holds_every_claim_and_every_study(limen, agrees):
    ran = limen("evidence", "list", *ON, "--json")

    agrees(ran.answer, "evidence")
    data = ran.answer["data"]
    assert ran.exit_code == 0
    assert (len(data["claims"]), len(data["references"])) == (37, 65)


def test_the_fields_of_rows_are_those_that_can_be_asked_for(limen):
    data = limen("evidence", "list", *ON, "--json").answer["data"]

    assert tuple(data["claims"][0]) == verb.CLAIM_FIELDS
    assert tuple(data["references"][0]) == verb.WORK_FIELDS


def test_fields_of_rows_limit_the_rows(limen):
    wanted = ("--band", "microdose", "--kind", "controlled", "--json", "--fields", "doi,year")

    data = limen("evidence", "list", *ON, *wanted).answer["data"]

    assert list(data) == ["references"]
    assert data["references"][0] == {"doi": "10.7554/eLife.62878", "year": 2021}
    assert len(data["references"]) == 15


def test_a_part_can_be_asked_for_alone(limen):
    data = limen(
        "evidence", "list", *ON, "--verdict", "contradicted", "--json", "--fields", "claims,id"
    )

    assert data.answer["data"] == {"claims": [{"id": "C08"}]}


def test_a_band_shows_no_claim_and_no_study_of_another(limen):
    data = limen("evidence", "list", *ON, "--band", "ketamine", "--json").answer["data"]

    assert {row["band"] for row in data["claims"]} == {"ketamine", "none"}
    assert {band for row in data["references"] for band in row["bands"]} == {"ketamine"}


def test_the_list_for_people_names_claims_and_studies(limen):
    ran = limen("evidence", "list", *ON, "--band", "full")

    lines = ran.out.splitlines()
    assert lines[0].split() == ["id", "band", "kind", "label", "claim"]
    beginnings = [line.split()[:3] for line in lines]
    assert ["C12", "full", "controlled"] in beginnings
    assert ["goodwin2022", "2022", "controlled"] in beginnings
    assert ran.err == "Next: limen evidence show ID\n"


def test_nothing_found_says_what_to_do(limen):
    ran = limen("evidence", "list", *ON, "--band", "ketamine", "--verdict", "contradicted")

    assert ran.out == "No claim matches. Remove a filter.\n"


def test_a_claim_is_shown_with_the_worst_result_of_its_band(limen, agrees):
    ran = limen("evidence", "show", *ON, "A04", "--json")

    agrees(ran.answer, "evidence")
    data = ran.answer["data"]
    assert [row["id"] for row in data["worst"]] == ["modzelewski2025"]
    (claim,) = data["claims"]
    assert claim["label"] == "shown for another amount: no evidence for microdoses"
    assert claim["other_bands"] == [
        {
            "id": "goodwin2022",
            "says": "This was studied with full doses. It says nothing about microdoses.",
        }
    ]


def test_a_claim_for_people_says_label_kind_band_and_date(limen):
    lines = limen("evidence", "show", *ON, "C08").out.splitlines()

    assert "Its own source says the opposite · controlled · microdose" in lines
    assert "As of 2026-11-20, to be read again by 2027-11-20." in lines
    assert "polito2024: Polito V et al., 2024, J Psychopharmacol" in lines


def test_a_study_is_shown_with_what_it_found_and_who_names_it(limen):
    ran = limen("evidence", "show", *ON, "umbrella2026")

    assert ran.exit_code == 0
    assert "Its title was not read." in ran.out
    assert "-0.34 (95 % -0.62 to -0.06)" in " ".join(ran.out.split())
    assert "Named by A02: not supported when blinded" in ran.out


def test_a_study_is_given_to_a_program_for_references(limen):
    ran = limen("evidence", "show", *ON, "umbrella2026", "--csl")

    assert json.loads(ran.out) == [
        {
            "id": "umbrella2026",
            "type": "article-journal",
            "issued": {"date-parts": [[2026]]},
            "DOI": "10.1177/02698811261456196",
            "container-title": "J Psychopharmacol",
        }
    ]


def test_on_the_day_of_the_tables_only_law_that_ends_soon_holds_a_release_back(limen, agrees):
    ran = limen("evidence", "check", *ON, "--json")

    agrees(ran.answer, "evidence")
    faults = ran.answer["data"]["faults"]
    assert ran.exit_code == 5
    assert [(one["table"], one["row"]) for one in faults] == [
        ("law", place) for place in ("at", "au", "ch", "fr", "pt")
    ]
    assert ran.answer["error"]["say"] == "5 things hold a release of 2026-11-20 back."


def test_thirteen_months_on_every_table_is_named(limen):
    ran = limen("evidence", "check", "--on", "2027-12-21")

    assert ran.exit_code == 5
    assert "FAULT claims/C08: its day has passed (2027-11-20)" in ran.out
    assert "FAULT crisis/em_us: its day has passed (2027-11-20)" in ran.out
    assert "DUE   law/nl: past its day, shown as unknown (2023-07-31)" in ran.out


def test_a_release_that_nothing_holds_back_ends_well(limen, agrees):
    ran = limen("evidence", "check", "--on", "2027-02-05", "--json")

    agrees(ran.answer, "evidence")
    assert (ran.exit_code, ran.answer["data"]["faults"]) == (0, [])
    assert {row["table"] for row in ran.answer["data"]["due"]} == {"law"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("lists",), "There is no “evidence lists”. Did you mean “list”?"),
        (("xyz",), "There is no “evidence xyz”. limen evidence list names them all."),
        (
            ("show", "polito2109"),
            "There is no claim or study “polito2109”. Did you mean “polito2019”?",
        ),
        (("show",), "Name a claim or a study, as in show C08."),
        (("list", "C08"), "evidence list takes no ID."),
        (("show", "C08", "--band", "low"), "--band belongs to “evidence list”."),
        (("list", "--csl"), "--csl belongs to “evidence show”."),
        (("show", "C08", "--csl", "--json"), "--csl is JSON of its own: leave out --json."),
        (("check", "--on", "soon"), "Write a day like 2027-01-01."),
        (("list", "--json", "--fields", "faults"), "“evidence list” has no field “faults”."),
        (("check", "--json", "--fields", "doi"), "“evidence check” has no field “doi”."),
    ],
)
def test_wrong_usage_is_told_with_what_may_be_meant(limen, arguments, says):
    ran = limen("evidence", *arguments)

    assert ran.exit_code == 2
    assert says in ran.err
