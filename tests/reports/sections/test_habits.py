"""Habits are counted, and nothing is said about them."""

from datetime import UTC, datetime

from limen.instruments.rows import HABIT_QUESTIONS, HABITS_ID
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.reports.sections.habits import build


def answered(*numbers: int | None) -> QuestionnaireAnswered:
    """The three answers of one week."""
    names = (question.id for question in HABIT_QUESTIONS)
    return QuestionnaireAnswered(
        instrument=HABITS_ID,
        instrument_version=1,
        language="en",
        answers=dict(zip(names, numbers, strict=True)),
        opened_at=datetime(2026, 3, 2, tzinfo=UTC),
    )


def test_without_an_answer_there_is_no_section(notes):
    notes.evening(0)

    assert build(notes.whole()) == ()


def test_yes_and_no_are_counted_and_silence_is_neither(notes):
    notes.state(6, answered(0, 1, None))
    notes.state(13, answered(0, 0, 1))

    (figure,) = build(notes.whole())

    assert str(figure.says) == "You answered these questions about 2 weeks."
    assert [row[1:] for row in figure.table.rows[:3]] == [(0, 2), (1, 1), (1, 0)]
