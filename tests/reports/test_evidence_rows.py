"""Claims and works as rows and lines."""

from datetime import date, timedelta

import pytest

from limen.evidence.card import card
from limen.evidence.tables import claims, references
from limen.reports.evidence_rows import claim_lines, claim_row, work_lines, work_row

ON = date(2026, 11, 20)


def lines_of(name: str) -> list[str]:
    return [*work_lines(references()[name], (), ())]


def test_a_claim_keeps_its_words_its_label_and_its_dates():
    row = claim_row(card(claims()["C13"], references(), ON))

    assert (row["label"], row["kind"], row["band"]) == ("supported", "practitioner", "microdose")
    assert (row["as_of"], row["review_by"]) == ("2026-11-20", date(2027, 11, 20))
    assert row["worst"] is None
    assert row["tables"] == ("schedules",)


def test_a_claim_that_speaks_of_a_benefit_names_the_worst_result():
    assert claim_row(card(claims()["A02"], references(), ON))["worst"] == "modzelewski2025"


def test_a_claim_about_the_law_is_told_without_works():
    lines = [*claim_lines(card(claims()["A07"], references(), ON), ())]

    assert lines[1] == "See the page about the law, with its date · no work · none"
    assert len(lines) == 4


def test_what_a_claim_came_to_is_not_repeated_past_its_review():
    stated = claims()["C08"]
    aged = card(stated, references(), stated.provenance.review_by + timedelta(days=1))

    lines = [*claim_lines(aged, ())]
    assert lines[1] == "Not checked recently · controlled · microdose"
    assert stated.finding not in lines
    assert claim_row(aged)["finding"] is None


def test_a_work_of_another_band_is_named_with_its_refusal():
    (line,) = [
        one
        for one in claim_lines(card(claims()["A04"], references(), ON), ())
        if one.startswith("goodwin2022")
    ]

    assert line.endswith("This was studied with full doses. It says nothing about microdoses.")


def test_numbers_of_a_work_stay_numbers():
    row = work_row(references()["umbrella2026"])

    (control, *_) = row["outcomes"]
    assert (control["effect"], control["range95"]) == (-0.34, (-0.62, -0.06))
    assert (row["title"], row["authors"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("umbrella2026", "umbrella2026: 2026, J Psychopharmacol, doi:10.1177/02698811261456196"),
        ("fadiman2011", "fadiman2011: Fadiman J, 2011"),
        ("safety_home_md", "safety_home_md: trial registry"),
    ],
)
def test_a_work_is_named_by_what_is_known_of_it(name, line):
    assert lines_of(name)[0] == line


def test_an_outcome_says_its_number_with_its_interval():
    (line,) = [one for one in lines_of("daly2019") if "hazard ratio" in one]

    assert line.endswith("hazard ratio, 0.3 (95 % 0.16 to 0.55)")


def test_what_was_not_read_takes_no_line():
    assert [one for one in lines_of("mathai2022") if one.startswith(("Blinding", "Risk"))] == []
    assert "Blinding: none" in lines_of("polito2019")


def test_a_work_without_a_date_says_so():
    assert "As of no date, to be read again by 2027-05-20." in lines_of("mesa_x")
