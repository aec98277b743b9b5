"""Scores over time: as the rule of each questionnaire gives them, and none where it gives none."""

from datetime import UTC, datetime

import pytest

from limen.instruments.catalogue import INSTRUMENTS, instrument
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.reports.sections.scores import build


@pytest.fixture
def answer(notes):
    """Answer a questionnaire with one number for every item, and the day that it is about."""

    def answered(number: int, name: str, each: int | None, hours: int = 20) -> None:
        stated = QuestionnaireAnswered(
            instrument=name,
            instrument_version=1,
            language="en",
            answers={item.id: each for item in instrument(name).items},
            opened_at=datetime(2026, 3, 2, tzinfo=UTC),
        )
        notes.state(number, stated, hours=hours)

    return answered


def test_scores_stand_with_day_and_band(notes, answer):
    answer(0, "phq9", 1)
    answer(14, "phq9", 0)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "There are 2 scores, from 0 to 9."
    assert [[str(cell) for cell in row] for row in figure.table.rows] == [
        ["1", "2026-03-02", "9", "mild"],
        ["2", "2026-03-16", "0", "none or minimal"],
    ]
    assert len(figure.drawing.marks) == 2


def test_the_two_weeks_of_each_score_are_said(notes, answer):
    answer(0, "phq4", 1)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "There is one score: 4."
    assert [str(note) for note in figure.notes] == [
        "No comparison group.",
        "Each score looks back two weeks.",
    ]


def test_an_item_left_out_makes_no_score(notes, answer):
    answer(0, "phq4", None)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "There is no score, for an item was left out each time."
    assert [str(cell) for cell in figure.table.rows[0]] == ["–", "2026-03-02", "no score", "–"]
    assert figure.drawing is None


def test_an_answer_outside_its_range_makes_no_score(notes, answer):
    answer(0, "phq4", 9)
    answer(7, "phq4", 1)

    (figure,) = build(notes.whole())

    assert [str(row[2]) for row in figure.table.rows] == ["no score", "4"]


def test_the_first_of_two_on_one_day_counts(notes, answer):
    answer(0, "phq4", 1)
    answer(0, "phq4", 3)

    (figure,) = build(notes.whole())

    assert [row[2] for row in figure.table.rows] == [4]


def test_the_short_one_is_worked_out_from_the_two_longer_ones(notes, answer):
    answer(0, "phq9", 1)
    answer(1, "gad7", 2)

    phq9, gad7, phq4 = build(notes.whole())

    assert (str(phq9.title), str(gad7.title), str(phq4.title)) == ("PHQ-9", "GAD-7", "PHQ-4")
    assert [(str(row[1]), row[2]) for row in phq4.table.rows] == [("2026-03-03", 6)]
    assert "worked out" in str(phq4.notes[-1])


def test_more_than_two_days_apart_nothing_is_worked_out(notes, answer):
    answer(0, "phq9", 1)
    answer(3, "gad7", 2)

    assert [figure.id for figure in build(notes.whole())] == ["phq9", "gad7"]


def test_a_short_questionnaire_that_was_asked_comes_before_one_worked_out(notes, answer):
    answer(0, "phq9", 0)
    answer(0, "gad7", 0)
    answer(0, "phq4", 3)

    phq4 = build(notes.whole())[2]

    assert [row[2] for row in phq4.table.rows] == [12]


@pytest.mark.parametrize("name", [one.id for one in INSTRUMENTS])
def test_every_questionnaire_that_ships_can_be_reported(notes, answer, name):
    answer(0, name, 1)

    (figure,) = build(notes.whole())

    assert figure.id == name


def test_every_questionnaire_that_ships_looks_back_two_weeks():
    assert {one.recall_days for one in INSTRUMENTS} == {14}
