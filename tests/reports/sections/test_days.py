"""Completeness: a missing day is a missing day."""

from dataclasses import replace

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSkipped
from limen.reports.figures_drawing import Shape
from limen.reports.sections.days import build


def test_every_state_is_counted_once(notes):
    notes.evening(0)
    notes.evening(1, recalled=True)
    notes.state(2, CheckInSkipped(sitting=Sitting.EVENING))
    notes.evening(4)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "You wrote down 3 of 5 days."
    assert [row[1] for row in figure.table.rows] == [3, 0, 1, 1, 1, 5]
    assert [mark.shape for mark in figure.drawing.marks[:5]] == [
        Shape.DISC,
        Shape.DOTTED,
        Shape.DASH,
        Shape.RING,
        Shape.DISC,
    ]


def test_a_missing_day_is_said_to_be_unknown(notes):
    notes.evening(0)
    notes.evening(2)

    (figure,) = build(notes.whole())

    assert [str(note) for note in figure.notes] == [
        "A missing day is not known. It is not a day without a dose."
    ]


def test_a_whole_stretch_needs_no_note(notes):
    notes.evening(0)

    assert build(notes.whole())[0].notes == ()


def test_corrections_are_counted(notes):
    notes.evening(0)

    (figure,) = build(replace(notes.whole(), corrections=2))

    assert str(figure.notes[0]) == "You corrected 2 entries of these days."
