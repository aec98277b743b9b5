"""Pictures hold one mark for each thing, inside their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.reports.figures_drawing import Shape, day_grid, mark_rows, series

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
