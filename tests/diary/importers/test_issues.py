"""The table of decisions goes out without formulas and comes back by row and field."""

import pytest

from limen.diary.importers.importer import Outcome, RowFinding
from limen.diary.importers.issues import decisions_in, issues_text
from limen.terms.errors import BadInput

OPEN = RowFinding("17", "=field", "=1+1", "It is a formula.", "Type the amount.")


def test_only_what_needs_a_decision_is_written_and_no_cell_is_a_formula():
    changed = RowFinding("18", "time", "2:30", "It came twice.", outcome=Outcome.CHANGED)

    text = issues_text([OPEN, changed])

    assert text == (
        "row,field,value,problem,suggestion,decision\r\n"
        "17,'=field,'=1+1,It is a formula.,Type the amount.,\r\n"
    )


def test_decisions_come_back_under_the_names_that_they_had():
    text = issues_text([OPEN]).replace("amount.,\r\n", "amount., 0.2 \r\n")

    assert decisions_in("issues.csv", text.encode()) == {("17", "=field"): "0.2"}


def test_rows_without_a_decision_are_passed_over():
    assert decisions_in("issues.csv", issues_text([OPEN]).encode() + b"1\r\n") == {}


def test_another_table_is_refused():
    with pytest.raises(BadInput, match=r"issues\.csv has no column field"):
        decisions_in("issues.csv", b"row,decision\n1,skip\n")
