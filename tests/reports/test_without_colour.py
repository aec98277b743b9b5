"""No picture of a report says anything by its colour: what means two things has two shapes."""

from datetime import date

from limen.actions.example import example_report
from limen.reports.noticed import NoticedAmount, NoticedBatch, NoticedTime
from limen.terms.amount import parse_amount
from limen.terms.felt import Felt


def test_marks_that_mean_different_things_have_different_shapes():
    amount = parse_amount("0.1", "g", "dried")
    times = tuple(NoticedTime(date(2026, 3, 2), amount, felt) for felt in Felt)

    drawing = NoticedBatch("B", (NoticedAmount(times),)).figure(1).drawing

    row, legend = drawing.marks[: len(Felt)], drawing.marks[len(Felt) :]
    assert len({mark.shape for mark in row}) == len(Felt)
    assert {mark.shape for mark in legend} == {mark.shape for mark in row}


def test_every_mark_of_the_days_is_explained_by_a_shape_of_its_own():
    figure = next(one for one in example_report().figures if one.id == "days")

    shapes = [mark.shape for mark in figure.drawing.marks]

    explained = shapes[-len(set(shapes)) :]
    assert sorted(set(shapes)) == sorted(explained)
    assert len(set(shapes)) > 2
