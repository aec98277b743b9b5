from decimal import Decimal

import pytest

from limen.studies.published.analyses import Model
from limen.studies.published.expected import Misprint, PrintedCell, PrintedTable, printed_table

CELL = PrintedCell("mood", Model.CONDITION, Decimal("4.6"), Decimal("2.0"), "***")
MISPRINT = Misprint("mood", Model.CONDITION, "Two stars.", CELL, "a page")


def test_a_cell_reads_as_it_is_printed():
    assert str(CELL) == "4.6±2.0***"


def test_a_table_knows_its_cells_and_misprints_by_outcome_and_model():
    table = PrintedTable("Table", (CELL,), (MISPRINT,))

    assert table.cell("mood", Model.CONDITION) == CELL
    assert table.cell("mood", Model.GUESS) is None
    assert table.misprint("mood", Model.CONDITION) == MISPRINT
    assert table.misprint("focus", Model.CONDITION) is None


@pytest.mark.parametrize(("cells", "misprints"), [((CELL, CELL), ()), ((), (MISPRINT, MISPRINT))])
def test_a_cell_cannot_be_named_twice(cells: tuple, misprints: tuple):
    with pytest.raises(ValueError, match="twice"):
        PrintedTable("Table", cells, misprints)


def test_the_table_of_szigeti_2021_has_ten_outcomes_under_two_models():
    table = printed_table("szigeti2021")

    assert len({cell.outcome for cell in table.cells}) == 10
    assert {cell.model for cell in table.cells} == {Model.CONDITION, Model.GUESS}
    assert len(table.cells) == 20


def test_a_misprint_cannot_hold_what_the_public_rows_give_for_another_cell():
    with pytest.raises(ValueError, match="another cell"):
        Misprint("focus", Model.CONDITION, "Two stars.", CELL, "a page")


def test_its_known_misprints_are_these_with_what_the_public_rows_give():
    misprints = printed_table("szigeti2021").misprints

    assert {(m.outcome, str(m.model)): str(m.public) for m in misprints} == {
        ("STAIT", "m2"): "-0.7±1.3",
        ("mood", "m1"): "4.5±2.8**",
        ("spatial_span", "m1"): "None",
        ("spatial_span", "m2"): "None",
    }
    assert all(m.source.startswith("datasets.md section 2.3") for m in misprints)
