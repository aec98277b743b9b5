"""What was counted against the protocol stands in the report, in a sealed one too."""

from datetime import date

from limen.reports.practice import practice_report
from limen.reports.sections.against_plan import build


def test_each_fact_stands_with_its_days(notes):
    notes.plan()
    notes.evening(0)
    for day in (0, 1, 3, 30):
        notes.dose(day, "")

    (figure,) = build(notes.planned())

    assert str(figure.says) == "On 2 days something was counted against the protocol."
    assert [(str(row[0]), *row[1:]) for row in figure.table.rows] == [
        ("after the planned end", 1, date(2026, 4, 1), date(2026, 4, 1)),
        ("on days that the protocol leaves free", 1, date(2026, 3, 3), date(2026, 3, 3)),
        ("on the day after another, against the protocol", 1, date(2026, 3, 3), date(2026, 3, 3)),
        ("days in all", 2, date(2026, 3, 3), date(2026, 4, 1)),
    ]


def test_a_practice_as_planned_and_one_without_a_plan_have_no_such_section(notes):
    notes.plan()
    notes.evening(0)
    notes.dose(0, "")

    assert build(notes.planned()) == build(notes.whole()) == ()


def test_an_open_report_names_it_between_doses_and_what_was_noticed(notes):
    notes.plan()
    notes.evening(0)
    notes.dose(1, "")

    figures = [one.id for one in practice_report(notes.planned()).figures]

    assert figures.index("counted") == figures.index("taken") + 1
