"""Pictures hold one mark for each thing, inside their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.reports.figures_drawing import Drawing, Line, Mark, Shape, day_grid, mark_rows, series

FIRST = date(2026, 3, 2)


@given(st.integers(1, 370))
def test_a_grid_has_one_mark_for_each_day_and_each_meaning(length):
    days = {FIRST + timedelta(days=number): Shape.DISC for number in range(length)}

    drawing = day_grid(days, ["Mon"] * 7, [(Shape.DISC, "written")])

    assert len({(mark.x, mark.y) for mark in drawing.marks}) == length + 1
    assert all(mark.left >= 0 and mark.right <= drawing.width for mark in drawing.marks)
    assert all(mark.above >= 0 and mark.below <= drawing.height for mark in drawing.marks)


def test_a_day_that_has_no_mark_leaves_its_place_empty():
    drawing = day_grid({FIRST: Shape.DISC, FIRST + timedelta(days=2): Shape.RING}, [], [])

    first, third = drawing.marks
    assert third.y - first.y == pytest.approx(48)


def test_a_line_joins_only_neighbouring_days():
    points = {FIRST: 3, FIRST + timedelta(days=1): 4, FIRST + timedelta(days=3): 5}

    drawing = series(points, (FIRST, FIRST + timedelta(days=6)), (1, 7))

    joined = [line for line in drawing.lines if not line.is_faint]
    assert len(drawing.marks) == 3
    assert len(joined) == 1


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_a_higher_number_stands_higher(numbers):
    points = {FIRST + timedelta(days=place): number for place, number in enumerate(numbers)}

    drawing = series(points, (FIRST, max(points)), (1, 7))

    ordered = sorted(zip(numbers, (mark.y for mark in drawing.marks), strict=True))
    heights = [y for _, y in ordered]
    assert heights == sorted(heights, reverse=True)
    assert all(mark.left >= 0 and mark.right <= drawing.width for mark in drawing.marks)


@given(st.integers(1, 70))
def test_marks_wrap_inside_the_picture(length):
    drawing = mark_rows([("0.1 g", [Shape.RING] * length)], [(Shape.RING, "not noticed")])

    assert len({(mark.x, mark.y) for mark in drawing.marks}) == length + 1
    assert all(mark.right <= drawing.width for mark in drawing.marks)
    assert all(mark.below <= drawing.height for mark in drawing.marks)


def test_an_amount_without_an_answer_has_an_empty_row():
    drawing = mark_rows([("0.1 g", []), ("0.2 g", [Shape.RING])], [])

    assert len(drawing.marks) == 1


def test_each_shape_is_drawn_by_one_path_for_all_its_marks():
    marks = [Mark(10, 20, shape, 4.0) for shape in Shape] + [Mark(30.126, 20, Shape.DISC, 7.0)]
    lines = (Line(0, 1, 2, 3), Line(0, 5, 2, 5, True))

    drawing = Drawing(100, 40, tuple(marks), lines)

    assert drawing.discs == (
        ("8", "M10 20h.01"),
        ("5", "M10 20h.01"),
        ("14", "M30.13 20h.01"),
    )
    assert drawing.filled == "M10 16A4 4 0 0 0 10 24zM10 16L14 24H6z"
    assert drawing.outlined.count("M6 20C6 17.79 7.79 16 10 16C") == 3
    assert (drawing.dashes, drawing.axes, drawing.guides) == ("M6 20L14 20", "M0 1L2 3", "M0 5L2 5")


def test_what_is_not_there_is_not_drawn():
    drawing = Drawing(100, 40, ())

    assert (drawing.discs, drawing.filled, drawing.outlined) == ((), "", "")
    assert (drawing.dashes, drawing.axes, drawing.guides) == ("", "", "")
