from pathlib import Path

import pytest

from limen.actions.reproduction import ManyRejected, Octets, known_studies, reproduce, versions
from limen.reports.reproduced_study import ReproducedStudy
from limen.studies.published.invented import invented_texts
from limen.terms.errors import BadInput, CheckFailed

FILE = "pacutes.csv"


@pytest.fixture(scope="module")
def text() -> str:
    """The first thirty people of an invented trial."""
    header, *lines = invented_texts(5)[FILE].splitlines(keepends=True)
    return header + "".join(line for line in lines if int(line.split(",", 1)[0]) <= 30)


def reproduced(
    folder: Path,
    text: str,
    octets: Octets = Octets.ANY,
    many_rejected: ManyRejected = ManyRejected.STOP,
) -> ReproducedStudy:
    (folder / FILE).write_text(text, encoding="utf-8", newline="")
    return reproduce(
        "szigeti2021",
        folder,
        octets=octets,
        many_rejected=many_rejected,
        tell=lambda _done, _total: None,
    )


def test_the_known_studies_are_named():
    assert known_studies() == ("szigeti2021",)


def test_another_file_than_the_published_is_refused(tmp_path: Path, text: str):
    with pytest.raises(CheckFailed, match="is not the published version"):
        reproduced(tmp_path, text, Octets.PUBLISHED)


def test_another_file_is_computed_where_that_is_wished_and_marked(tmp_path: Path, text: str):
    found = reproduced(tmp_path, text)

    assert found.provenance.unverified == (FILE,)
    assert len(found.analyses.fits) == 60


def test_a_few_rejected_rows_are_left_out_and_fail_the_run(tmp_path: Path, text: str):
    found = reproduced(tmp_path, text.replace(",MD,MD,", ",MD,??,", 1))

    assert found.rows.rejected == 1
    assert isinstance(found.failure, BadInput)


def test_many_rejected_rows_stop_it(tmp_path: Path, text: str):
    with pytest.raises(BadInput, match="more than 1 %"):
        reproduced(tmp_path, text.replace(",MD,MD,", ",MD,??,"))


def test_many_rejected_rows_can_be_left_out(tmp_path: Path, text: str):
    broken = text.replace(",MD,MD,", ",MD,??,")

    found = reproduced(tmp_path, broken, many_rejected=ManyRejected.KEEP_GOING)

    assert found.rows.rejected == text.count(",MD,MD,")
    assert isinstance(found.failure, BadInput)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"trial_id,\xff\n")

    with pytest.raises(BadInput, match="not UTF-8"):
        reproduce(
            "szigeti2021",
            tmp_path,
            octets=Octets.ANY,
            many_rejected=ManyRejected.STOP,
            tell=lambda _done, _total: None,
        )


def test_the_versions_behind_the_numbers_are_told():
    assert set(versions()) == {"limen", "python", "numpy", "scipy"}
