from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.estimates import Coefficient, NotEstimable, RandomInterceptEstimate, Reason
from limen.reports.reproduction import (
    Numbers,
    ReproductionTable,
    State,
    TableCell,
    reproduction_table,
    stars_of,
)
from limen.studies.published.analyses import Fit, Model
from limen.studies.published.expected import Misprint, PrintedCell, PrintedTable

NOTHING_LEFT = NotEstimable(Reason.TOO_FEW_ROWS, "There is no row of mood.")


def fit(
    difference: float, half_width: float, p: float = 0.2, model: Model = Model.CONDITION
) -> Fit:
    """A fit whose condition is `difference`, MD minus PL."""
    se = half_width / 1.96
    coefficient = Coefficient("condition[T.PL]", -difference, se, 100, 1, p, -1, 1)
    estimate = RandomInterceptEstimate((coefficient,), (), 1, 1, 1, 100, 20, singular=False)
    return Fit("mood", model, estimate)


def cell_of(estimate: str, half_width: str, stars: str = "") -> PrintedCell:
    return PrintedCell("mood", Model.CONDITION, Decimal(estimate), Decimal(half_width), stars)


def printed(*numbers: str, public: tuple[str, ...] = ()) -> PrintedTable:
    """A table of one cell, with what the public rows give in its place where it is misprinted."""
    if not public:
        return PrintedTable("Table", (cell_of(*numbers),), ())
    there = cell_of(*public)
    misprint = Misprint("mood", Model.CONDITION, "It is a misprint.", there, "a page")
    return PrintedTable("Table", (cell_of(*numbers),), (misprint,))


MISPRINTED = printed("4.6", "2.9", "***", public=("4.5", "2.8", "**"))


def compared(found: Fit, table: PrintedTable) -> TableCell:
    (cell,) = reproduction_table([found], table).cells
    return cell


def states(cell: TableCell) -> list[State]:
    return [number.state for number in cell.numbers]


def test_numbers_within_half_a_last_digit_agree():
    cell = compared(fit(2.219, 1.404, p=0.002), printed("2.2", "1.4", "**"))

    assert (cell.state, states(cell)) == (State.AGREES, [State.AGREES, State.AGREES])


def test_a_cell_tells_ours_as_the_paper_does():
    cell = compared(fit(2.219, 1.404, p=0.002), printed("2.2", "1.4", "**"))

    assert (cell.printed, cell.stars, cell.p) == ("2.2±1.4**", "**", 0.002)
    assert (cell.ours, cell.half_width) == pytest.approx((2.219, 1.404))


def test_the_difference_and_its_tolerance_are_told():
    estimate, half_width = compared(fit(0.046, 0.069), printed("0.05", "0.08")).numbers

    assert (estimate.difference, half_width.difference) == pytest.approx((-0.004, -0.011))
    assert estimate.tolerance == half_width.tolerance == 0.005


def test_half_a_last_digit_still_agrees():
    assert compared(fit(0.25, 1.0), printed("0.2", "1.0")).state is State.AGREES
    assert compared(fit(0.15, 1.0), printed("0.2", "1.0")).state is State.AGREES


def test_a_half_width_one_last_digit_off_agrees_to_rounding():
    cell = compared(fit(3.39, 1.925), printed("3.4", "2.0"))

    assert states(cell) == [State.AGREES, State.AGREES_TO_ROUNDING]
    assert cell.state is State.AGREES_TO_ROUNDING


def test_a_half_width_two_last_digits_off_differs():
    assert compared(fit(3.39, 1.84), printed("3.4", "2.0")).state is State.DIFFERS


def test_an_estimate_one_last_digit_off_differs():
    cell = compared(fit(4.549, 2.845), printed("4.6", "2.9"))

    assert states(cell) == [State.DIFFERS, State.AGREES_TO_ROUNDING]


def test_other_stars_make_the_cell_differ_and_no_number():
    cell = compared(fit(4.6, 2.9, p=0.002), printed("4.6", "2.9", "***"))

    assert (cell.state, states(cell)) == (State.DIFFERS, [State.AGREES, State.AGREES])


def test_a_known_misprint_is_told_as_such():
    cell = compared(fit(4.549, 2.845, p=0.002), MISPRINTED)

    assert states(cell) == [State.DIFFERS_KNOWN, State.AGREES_TO_ROUNDING]
    assert (cell.state, cell.note) == (State.DIFFERS_KNOWN, "It is a misprint.")


@pytest.mark.parametrize(
    "other",
    [
        fit(-4.549, 2.845, p=0.002),  # arms swapped
        fit(4.449, 2.845, p=0.002),
        fit(4.549, 2.745, p=0.002),
        fit(4.549, 2.845, p=0.2),
    ],
)
def test_a_misprint_excuses_nothing_but_what_the_public_rows_give(other: Fit):
    cell = compared(other, MISPRINTED)

    assert cell.state is State.DIFFERS
    assert State.DIFFERS_KNOWN not in states(cell)


def test_a_misprint_does_not_excuse_what_cannot_be_estimated():
    cell = compared(Fit("mood", Model.CONDITION, NOTHING_LEFT), MISPRINTED)

    assert (cell.state, states(cell)) == (State.DIFFERS, [State.DIFFERS, State.DIFFERS])


def test_a_misprint_is_never_a_target():
    assert compared(fit(4.6, 2.9, p=0.0001), MISPRINTED).state is State.AGREES


def test_what_is_not_printed_is_not_given_and_still_computed():
    cell = compared(fit(1.3, 2.7), PrintedTable("Table", (), ()))

    assert (cell.state, cell.printed, cell.numbers) == (State.NOT_GIVEN, None, ())
    assert cell.ours == pytest.approx(1.3)


def test_a_misprint_is_marked_also_where_the_number_is_not_given():
    misprint = Misprint("mood", Model.CONDITION, "Its sign.", None, "a page")

    cell = compared(fit(1.3, 2.7), PrintedTable("Table", (), (misprint,)))

    assert (cell.state, cell.misprinted, cell.note) == (State.NOT_GIVEN, True, "Its sign.")


def test_what_cannot_be_estimated_differs_and_says_why():
    cell = compared(Fit("mood", Model.CONDITION, NOTHING_LEFT), printed("4.6", "2.9"))

    assert (cell.state, cell.note) == (State.DIFFERS, "There is no row of mood.")
    assert (cell.ours, cell.half_width, cell.p) == (None, None, None)
    assert states(cell) == [State.DIFFERS, State.DIFFERS]


def test_what_cannot_be_estimated_and_is_not_given_stays_not_given():
    cell = compared(Fit("mood", Model.CONDITION, NOTHING_LEFT), PrintedTable("Table", (), ()))

    assert (cell.state, cell.note) == (State.NOT_GIVEN, "There is no row of mood.")


def test_the_third_model_is_not_printed_and_has_no_cell():
    fits = [fit(1, 1, model=model) for model in Model]

    table = reproduction_table(fits, PrintedTable("Table", (), ()))

    assert [cell.model for cell in table.cells] == [Model.CONDITION, Model.GUESS]


def test_the_cells_of_an_outcome_come_in_pairs():
    table = reproduction_table([fit(1, 1), fit(2, 1, model=Model.GUESS)], PrintedTable("", (), ()))

    assert table.outcomes == ((table.cells[0], table.cells[1]),)


def test_numbers_are_counted_and_not_cells():
    agreeing = compared(fit(3.39, 1.925), printed("3.4", "2.0"))
    known = compared(fit(4.5, 2.845, p=0.002), MISPRINTED)
    differing = compared(fit(9, 9), printed("4.6", "2.9"))

    table = ReproductionTable("Table", (agreeing, known, differing))

    assert table.numbers == Numbers(agree=3, known=1, differ=2)
    assert table.unexplained == (differing,)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (Numbers(37, 3, 0), "37 of 40 printed numbers agree · 3 differ, known misprints"),
        (Numbers(40, 0, 0), "40 of 40 printed numbers agree"),
        (
            Numbers(30, 3, 7),
            "30 of 40 printed numbers agree · 3 differ, known misprints · 7 differ",
        ),
        (Numbers(0, 0, 0), "0 of 0 printed numbers agree"),
    ],
)
def test_the_counts_are_one_line(numbers: Numbers, says: str):
    assert numbers.says == says


@pytest.mark.parametrize(
    ("p", "stars"),
    [(0.0, "***"), (0.001, "**"), (0.01, "*"), (0.049, "*"), (0.05, ""), (1.0, "")],
)
def test_stars_follow_p(p: float, stars: str):
    assert stars_of(p) == stars


@given(st.decimals(-99, 99, places=2), st.decimals(0, 99, places=2))
def test_a_printed_number_agrees_with_itself(estimate: Decimal, half_width: Decimal):
    cell = compared(
        fit(float(estimate), float(half_width)), printed(str(estimate), str(half_width))
    )

    assert cell.state is State.AGREES
