"""The written tables of error rates have the shape of those that the code would write now."""

import re
from pathlib import Path
from types import ModuleType

import pytest

CELL = re.compile(r"–|-?\d+(?:\.\d+)?|yes|no")


@pytest.fixture(scope="module")
def calibrate(root: Path, load) -> ModuleType:
    return load(root / "tools" / "calibrate.py")


def table(page: str) -> list[list[str]]:
    """Heading and lines of the one table of a page."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|")]
    return [lines[0], *lines[2:]]


def test_every_table_has_its_page_and_every_page_its_table(docs: Path, calibrate) -> None:
    pages = {path.stem for path in (docs / "reference" / "calibration").glob("*.md")}

    assert pages == set(calibrate.table_names())
    assert {"power", "ladder"} <= pages


def test_a_page_has_the_columns_of_its_table_and_no_cell_is_empty(docs: Path, calibrate) -> None:
    for name in calibrate.table_names():
        page = (docs / "reference" / "calibration" / f"{name}.md").read_text(encoding="utf-8")

        headings, *lines = table(page)

        assert headings == list(calibrate.headings(calibrate.load(name))), name
        assert lines != [], name
        assert {len(line) for line in lines} == {len(headings)}, name
        assert [cell for line in lines for cell in line if not cell] == [], name


def test_shares_errors_and_states_are_numbers_and_words(docs: Path, calibrate) -> None:
    for name in calibrate.table_names():
        page = (docs / "reference" / "calibration" / f"{name}.md").read_text(encoding="utf-8")
        headings, *lines = table(page)
        places = [place for place, said in enumerate(headings) if said in NUMBERS]

        cells = [line[place] for line in lines for place in places]

        assert [cell for cell in cells if not CELL.fullmatch(cell)] == [], name


def test_the_number_of_lines_that_hold_is_said_above_the_table(docs: Path) -> None:
    page = (docs / "reference" / "calibration" / "power.md").read_text(encoding="utf-8")
    headings, *lines = table(page)

    held = sum(line[headings.index("held")] == "yes" for line in lines)

    assert f"\n{held} of {len(lines)} lines hold" in page


def test_a_line_is_written_with_its_numbers(calibrate) -> None:
    power = calibrate.load("power")
    row = power.Row("size", "x", 0.0, 500, 0.0512, None, 0.02, 0.00981, "yes")

    written = calibrate.page(power, [row])

    assert written.endswith("| size | x | 0.000 | 500 | 0.051 | – | 0.020 | 0.0098 | yes |\n")
    assert written.startswith("# Size and power of the whole test")
    assert "1 of 1 lines hold" in written


NUMBERS = {"trials", "rejected", "published", "L2", "L1", "Monte Carlo error", "held", "coverage"}
