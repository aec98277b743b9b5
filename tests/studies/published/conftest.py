"""An invented trial to break, small enough to read and fit in an instant."""

from collections.abc import Callable

import pytest

from limen.studies.published.declaration import Cell
from limen.studies.published.invented import invented_texts
from limen.studies.published.rows import Rows
from limen.studies.published.szigeti2021 import read

FILE = "pacutes.csv"
PEOPLE = 40
UNREMARKABLE: dict[str, Cell] = {
    "trial_id": 1,
    "test_name": "mood",
    "tp": "w1s1",
    "condition": "MD",
    "guess": "MD",
    "value": 50.0,
    "age": 30,
    "sex": "female",
    "psychiatric_past": 0,
    "sss": 40,
    "expectation": 50.0,
    "n_micro_months": 0.0,
    "n_macro_exp": 3,
    "drug": "LSD",
    "dose": 1.0,
}


@pytest.fixture(scope="session")
def text() -> str:
    """The first forty people of an invented trial, as text."""
    header, *lines = invented_texts(5)[FILE].splitlines(keepends=True)
    return header + "".join(line for line in lines if int(line.split(",", 1)[0]) <= PEOPLE)


@pytest.fixture(scope="session")
def rows(text: str) -> Rows:
    """The same, read."""
    return read({FILE: text}).rows


@pytest.fixture(scope="session")
def make() -> Callable[..., Rows]:
    """Rows written by hand: `make({"trial_id": 1, "test_name": "QIDS", "value": 28.0}, …)`.

    What is left out is that of one unremarkable acute row.
    """

    def made(*written: dict[str, Cell]) -> Rows:
        complete = [{**UNREMARKABLE, **row} for row in written]
        columns = {name: tuple(row[name] for row in complete) for name in UNREMARKABLE}
        return Rows(FILE, columns, read=len(complete), rejected=0, rejections=())

    return made
