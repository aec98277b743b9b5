"""The rows of the week stand as they were given."""

from limen.journal.kinds.doses import Sitting
from limen.reports.sections.weeks import build

ROWS = {"week": 3, "week_sleep": 5, "week_mattered": 6}


def week(**changes: object) -> dict[str, object]:
    """The answers of one week, in the form of an evening."""
    return {"sitting": Sitting.WEEK, "set": "weekly", "scales": ROWS, **changes}


def test_without_a_week_there_is_no_section(notes):
    notes.evening(0)

    assert build(notes.whole()) == ()


def test_every_week_is_one_row(notes):
    notes.evening(0)
    notes.evening(6, **week())
    notes.evening(13, **week(scales={"week": 4}))

    (figure,) = build(notes.whole())

    assert str(figure.says) == "You looked back at 2 weeks."
    assert [[str(cell) for cell in row] for row in figure.table.rows] == [
        ["1", "2026-03-08", "3", "5", "6"],
        ["2", "2026-03-15", "4", "–", "–"],
    ]


def test_one_week_is_said_in_the_singular(notes):
    notes.evening(6, **week())

    assert str(build(notes.whole())[0].says) == "You looked back at one week."


def test_weeks_of_another_program_are_left_out(notes):
    notes.evening(6, **week(set="import:own"))

    assert build(notes.whole()) == ()
