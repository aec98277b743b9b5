from dataclasses import replace

import pytest

from limen.reports.reproduced_study import (
    Provenance,
    ReadFile,
    ReproducedStudy,
    finding_rows,
    reproduction_answer,
)
from limen.reports.reproduction import ReproductionTable, State, TableCell
from limen.studies.published.analyses import Analyses, Model
from limen.studies.published.rows import Rejection, Rows
from limen.studies.published.source import Finding
from limen.terms.exit_codes import ExitCode

REJECTION = Rejection("rows.csv", 812, "condition", "XX is not MD or PL")
FILE = ReadFile("rows.csv", "a" * 64, "a" * 64)
CELL = TableCell("mood", Model.CONDITION, "4.6±2.9", 4.6, 2.9, 0.2, "", State.AGREES, False, "", ())
STUDY = ReproducedStudy(
    provenance=Provenance("study", "Somebody 2021", "MIT", "MD minus PL", (FILE,), {"limen": "1"}),
    rows=Rows("rows.csv", {"arm": ("MD",)}, read=1, rejected=0, rejections=()),
    findings=(Finding("odd", "It is odd.", 1),),
    analyses=Analyses((), (), (), ()),
    table=ReproductionTable("Table 2", (CELL,)),
)


def test_a_study_that_agrees_is_a_success():
    assert STUDY.failure is None


def test_an_unexplained_difference_fails_the_check():
    table = replace(STUDY.table, cells=(replace(CELL, state=State.DIFFERS),))

    failure = replace(STUDY, table=table).failure

    assert failure is not None
    assert failure.exit_code is ExitCode.CHECK_FAILED
    assert failure.says == (
        "These cells differ from the printed table for no known reason: mood m1."
    )


def test_the_remedy_of_a_difference_depends_on_the_file():
    table = replace(STUDY.table, cells=(replace(CELL, state=State.DIFFERS),))
    other = replace(STUDY.provenance, files=(replace(FILE, sha256="b" * 64),))

    published = replace(STUDY, table=table).failure
    unverified = replace(STUDY, table=table, provenance=other).failure

    assert published is not None
    assert unverified is not None
    assert "report it" in published.fix
    assert unverified.fix == "The file is not the published one: compare that one."


@pytest.mark.parametrize("state", [State.NOT_GIVEN, State.AGREES_TO_ROUNDING, State.DIFFERS_KNOWN])
def test_no_other_state_fails_it(state: State):
    table = replace(STUDY.table, cells=(replace(CELL, state=state),))

    assert replace(STUDY, table=table).failure is None


def test_a_rejected_row_is_bad_input_whatever_the_table_says():
    rows = replace(STUDY.rows, read=2, rejected=1, rejections=(REJECTION,))
    table = replace(STUDY.table, cells=(replace(CELL, state=State.DIFFERS),))

    failure = replace(STUDY, rows=rows, table=table).failure

    assert failure is not None
    assert failure.exit_code is ExitCode.BAD_INPUT
    assert failure.says == (
        "1 of 2 rows were rejected and left out. "
        "The first: Line 812, condition: XX is not MD or PL."
    )


def test_another_file_is_named_everywhere():
    other = replace(FILE, sha256="b" * 64)
    study = replace(STUDY, provenance=replace(STUDY.provenance, files=(other,)))

    source = reproduction_answer(study, seconds=0.5)["source"]

    assert study.provenance.unverified == ("rows.csv",)
    assert isinstance(source, dict)
    assert (source["verified"], source["says"], source["sha256"]) == (
        False,
        "not the published file",
        "b" * 64,
    )


def test_the_published_file_is_verified():
    source = reproduction_answer(STUDY, seconds=0.5)["source"]

    assert isinstance(source, dict)
    assert (source["verified"], source["says"]) == (True, "")


def test_the_data_have_their_fields_in_order():
    data = reproduction_answer(STUDY, seconds=0.5)

    assert " ".join(data) == (
        "fits table strata blinding numbers guess_curve findings rows source versions seconds"
    )
    assert data["rows"] == {"read": 1, "accepted": 1, "rejected": 0, "rejections": ()}
    assert data["seconds"] == 0.5


def test_a_finding_that_met_nothing_is_not_read_as_true():
    counts = (2, 0, None)

    rows = finding_rows([Finding("odd", "It is odd.", count) for count in counts])

    assert rows == [
        ("2", "It is odd."),
        ("0", "Looked for, not met: It is odd."),
        ("–", "It is odd."),
    ]


def test_a_reproduction_from_no_file_cannot_exist():
    with pytest.raises(ValueError, match="at least one file"):
        replace(STUDY.provenance, files=())
