"""Doses are counted as days, and silence is not a day without one."""

from limen.journal.kinds.doses import DoseSkipped
from limen.reports.sections.taken import build


def test_a_day_is_taken_left_out_or_not_known(notes):
    batch = notes.batch("B")
    notes.evening(0)
    notes.dose(0, "0.1", batch)
    notes.state(1, DoseSkipped.example())
    notes.evening(3)

    (figure,) = build(notes.whole())

    assert str(figure.says) == ("You wrote down a dose on 1 of 4 days. On 2 days it is not known.")
    assert [row[1:] for row in figure.table.rows] == [(1, 1, 2, 4)]


def test_a_plan_parts_dose_days_from_off_days(notes):
    notes.plan()
    batch = notes.batch("B")
    for number in (0, 1, 3):
        notes.dose(number, "0.1", batch)

    (figure,) = build(notes.planned(today=6))

    assert [(str(row[0]), *row[1:]) for row in figure.table.rows] == [
        ("dose days", 2, 0, 0, 2),
        ("off days", 1, 0, 3, 4),
        ("all days", 3, 0, 3, 6),
    ]


def test_two_doses_of_a_day_are_one_day_and_are_told(notes):
    batch = notes.batch("B")
    notes.dose(0, "0.1", batch)
    notes.dose(0, "0.2", batch)
    notes.evening(1)

    (figure,) = build(notes.whole())

    assert figure.table.rows[0][1] == 1
    assert str(figure.notes[0]) == "On 1 day more than one dose stands."


def test_no_amount_stands_in_the_table(notes):
    notes.dose(0, "0.1", notes.batch("B"))
    notes.evening(0)

    (figure,) = build(notes.whole())

    assert all(isinstance(cell, int) for row in figure.table.rows for cell in row[1:])
