import csv
import io

import pytest

from limen.studies.published.analyses import Model
from limen.studies.published.rows import Rows
from limen.studies.published.source import PublishedStudy
from limen.studies.published.szigeti2021 import DECLARATION, SOURCE, analyses, read
from limen.studies.published.szigeti2021_outcomes import OUTCOMES
from limen.terms.errors import BadInput

FILE = "pacutes.csv"


def changed(text: str, line: int, **cells: str) -> list[str]:
    """What is said of the text after cells of one line have been changed."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows = list(reader)
    rows[line - 2] |= cells
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, reader.fieldnames)
    writer.writeheader()
    writer.writerows(rows)
    return [rejection.says for rejection in read({FILE: written.getvalue()}).rows.rejections]


def test_a_trial_of_the_declared_shape_is_accepted_whole(rows: Rows):
    assert (rows.rejected, set(rows.columns)) == (0, set(DECLARATION.names))


def test_row_order_and_column_order_change_no_number(text: str):
    header, *lines = text.splitlines(keepends=True)
    table = [line.rstrip("\r\n").split(",")[::-1] for line in (header, *lines[::-1])]
    turned = "\r\n".join(",".join(cells) for cells in table) + "\r\n"

    there, back = (
        {(fit.outcome, fit.model): fit.estimate for fit in found.fits}
        for found in (
            analyses(read({FILE: text}), silent),
            analyses(read({FILE: turned}), silent),
        )
    )

    for key, estimate in there.items():
        for one, other in zip(estimate.coefficients, back[key].coefficients, strict=True):
            assert one.estimate == pytest.approx(other.estimate, rel=1e-7, abs=1e-9)
            assert one.se == pytest.approx(other.se, rel=1e-7)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"condition": "XX"}, "condition: XX is not MD or PL"),
        ({"guess": "don't know"}, "guess: don't know is not MD or PL"),
        ({"guess": ""}, "guess: an empty cell is not MD or PL"),
        ({"value": "NA"}, "value: NA is not a number"),
        ({"value": "41"}, "value: 41 is above 40"),
        ({"value": "-41"}, "value: -41 is below -40"),
        ({"age": "40.0"}, "age: 40.0 is not a whole number"),
        ({"age": "17"}, "age: 17 is below 18"),
        ({"sex": "None"}, "sex: None is not female, male or non-binary"),
        ({"tp": "w1s2"}, "tp: w1s2 is no time of PANAS"),
        ({"tp": "w5s1"}, "tp: w5s1 is not w1s1, w1s2, w2s1, w2s2, w3s1, w3s2, w4s1 or w4s2"),
        ({"n_macro_exp": "0"}, "n_macro_exp: 0 is below 1"),
        ({"dose": "-1"}, "dose: -1 is below 0"),
    ],
)
def test_a_row_that_breaks_the_declaration_is_told(text: str, cells: dict[str, str], reason: str):
    assert changed(text, 2, **cells) == [f"Line 2, {reason}."]


def test_a_repeated_row_is_told_with_its_key(text: str):
    last = text.splitlines(keepends=True)[-1]
    who, test, time, *_ = last.split(",")

    rows = read({FILE: text + last}).rows

    line = rows.read + 1
    assert [rejection.says for rejection in rows.rejections] == [
        f"Line {line} repeats participant {who}, {test}, {time}."
    ]


def test_a_missing_column_is_named(text: str):
    with pytest.raises(BadInput) as caught:
        read({FILE: text.replace("expectation", "expected", 1)})

    assert caught.value.says == "Column expectation is missing in pacutes.csv."


def test_every_outcome_is_fitted_under_every_model(text: str):
    found = analyses(read({FILE: text}), silent)

    assert [(fit.outcome, fit.model) for fit in found.fits] == [
        (outcome.name, model) for outcome in OUTCOMES for model in Model
    ]
    assert [strata.outcome for strata in found.strata] == [outcome.name for outcome in OUTCOMES]
    assert [curve.outcome for curve in found.guess_curves] == [o.name for o in OUTCOMES]
    assert len(found.blinding) == 10


def test_progress_is_told_outcome_by_outcome(rows: Rows):
    told: list[tuple[int, int | None]] = []

    analyses(PublishedStudy(rows, ()), lambda done, total: told.append((done, total)))

    assert told == [(done, 20) for done in range(1, 21)]


def test_the_source_names_its_file_and_its_terms():
    (file,) = SOURCE.files

    assert (file.name, file.octets, file.rows, file.participants) == (FILE, 977_449, 15_623, 240)
    assert "MIT" in SOURCE.licence
    assert "10.7554/eLife.62878" in SOURCE.citation


def silent(_done: int, _total: int | None) -> None:
    """Somebody who is told and says nothing."""
