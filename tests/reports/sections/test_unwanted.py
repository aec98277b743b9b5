"""What was unwanted: tapped, not tapped and not asked stay apart, and every report is listed."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.diary.effects import EFFECTS
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.harms import AdverseEnded, AdverseReported, Relation, Severity
from limen.reports.sections.unwanted import build


def report(**changes: object) -> AdverseReported:
    """A headache that was bad."""
    stated = {
        "term": "headache",
        "severity": Severity.LOT,
        "serious": False,
        "relation": Relation.UNKNOWN,
        "ongoing": True,
    }
    return AdverseReported(**{**stated, **changes})


def test_an_evening_without_the_list_is_not_asked(notes):
    notes.evening(0, effects=("nausea", "headache"))
    notes.evening(1, effects=("nausea",))
    notes.evening(2)
    notes.evening(3, effects_shown=False)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "You were asked on 3 evenings, and tapped something on 2."
    assert [(str(row[0]), row[1]) for row in figure.table.rows] == [
        ("headache", 1),
        ("nausea", 2),
        ("evenings with something tapped", 2),
        ("evenings with nothing tapped", 1),
        ("evenings asked", 3),
        ("days not asked", 1),
    ]


def test_a_name_of_another_list_stays_as_it_is(notes):
    notes.evening(0, effects=("itching",))

    assert str(build(notes.whole())[0].table.rows[0][0]) == "itching"


def test_a_report_is_listed_with_what_came_of_it(notes):
    notes.evening(0)
    notes.evening(5)
    ended = notes.state(1, report())
    notes.state(2, report(term="other", words="cold hands", severity=Severity.LITTLE))
    notes.state(3, report(ongoing=False, severity=Severity.NEEDED_HELP, serious=True))
    notes.state(4, AdverseEnded(report=ended))

    _, by_term, figure = build(notes.whole())

    assert str(figure.says) == "You reported 3 things."
    assert [[str(cell) for cell in row[2:]] for row in figure.table.rows] == [
        ["headache", "a lot", "no", "I do not know", "over on 2026-03-06", "–"],
        ["something else", "a little", "no", "I do not know", "still there", "cold hands"],
        ["headache", "I needed help", "yes", "I do not know", "over", "–"],
    ]
    assert str(by_term.says) == "You reported 3 things; 1 of them serious."
    assert [[str(cell) for cell in row] for row in by_term.table.rows] == [
        ["headache", "2", "I needed help", "1", "0"],
        ["something else", "1", "a little", "0", "1"],
        ["all", "3", "I needed help", "1", "1"],
    ]


def test_the_list_of_a_week_is_counted_apart(notes):
    notes.evening(0)
    notes.evening(6, effects=("nausea",), sitting=Sitting.WEEK)
    notes.evening(6, sitting=Sitting.EVENING)

    (figure,) = build(notes.whole())

    assert [(str(row[0]), row[1]) for row in figure.table.rows][-2:] == [
        ("tapped about a week: nausea", 1),
        ("weeks asked", 1),
    ]


def test_a_report_of_another_day_is_listed_as_well(notes):
    notes.plan()
    notes.evening(0)
    notes.state(40, report())

    _, figure = build(notes.planned())

    assert (figure.id, str(figure.title)) == ("reported_else", "What you reported on other days")
    assert figure.table.rows[0][1] == date(2026, 4, 11)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeded=st.lists(st.tuples(st.integers(0, 6), st.sampled_from([one.id for one in EFFECTS]))))
def test_every_report_of_these_days_reaches_the_reader(notes, seeded):
    notes.events.clear()
    notes.evening(0)
    notes.evening(6)
    for day, term in seeded:
        notes.state(day, report(term=term))

    figures = build(notes.whole())

    listed = [row for one in figures if one.id == "reported" for row in one.table.rows]
    assert len(listed) == len(seeded)
