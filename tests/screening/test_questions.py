"""The twelve questions: what they reach, and which answers ask for help at once."""

import re

import pytest

from limen.journal.kinds.screening import Answer
from limen.reports.reading_grade import grade
from limen.screening.questions import AGE_RULES, QUESTIONS, UNDER_AGE, asks_for_help, question_of
from limen.screening.tables import screening_table

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def test_there_are_twelve_each_with_its_words_and_its_reason():
    assert len({one.id for one in QUESTIONS}) == 12
    assert all(one.words.endswith(("?", ".")) and one.why for one in QUESTIONS)


def test_they_are_read_with_six_years_of_school():
    said = [sentence for one in QUESTIONS for sentence in _sentences(one.words, one.why)]

    assert grade(said) <= 6


def test_every_condition_and_every_medicine_is_reached_by_a_question_or_an_age():
    asked = [row for one in QUESTIONS for row in one.rows]
    of_age = {rule for rule in AGE_RULES.values() if rule} | {UNDER_AGE}

    assert len(asked) == len(set(asked))
    assert set(asked) | of_age == {rule.id for rule in screening_table().rules}


def test_a_question_is_found_by_its_id():
    assert [question_of(one.id) for one in QUESTIONS] == list(QUESTIONS)
    assert question_of("lithium") is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, False),
        ({"q_thoughts": NO}, False),
        ({"q_thoughts": UNKNOWN}, False),
        ({"q_thoughts": YES}, True),
        ({"q_thoughts": YES, "suicidality_passive": YES}, False),
        ({"q_thoughts": YES, "suicidality_now": YES}, True),
        ({"q_thoughts": YES, "suicidality_now": UNKNOWN}, True),
        ({"q_thoughts": YES, "suicidality_now": NO}, False),
        ({"q_thoughts": NO, "suicidality_now": YES}, True),
    ],
)
def test_a_plan_an_intent_or_a_yes_left_open_asks_for_help(answers, *, expected):
    assert asks_for_help(answers) is expected


def _sentences(*texts):
    return [part for text in texts for part in re.split(r"(?<=[.?])\s+", text)]
