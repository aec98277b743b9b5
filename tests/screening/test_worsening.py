"""A score above the baseline is raised as a question, and a high rise of PHQ-9 opens help."""

from dataclasses import replace

import pytest

from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.screening.worsening import needs_help_page


@pytest.fixture
def notes(load, root):
    """A practice with nothing in it."""
    return load(root / "tests" / "practised.py").Practised()


def phq9(total):
    """Answers to PHQ-9 that add up to a total."""
    each = dict.fromkeys((f"{item}" for item in range(1, 10)), 0)
    for place in range(total):
        each[f"{place % 8 + 1}"] += 1
    example = QuestionnaireAnswered.example()
    return replace(example, instrument="phq9", instrument_version=1, answers=each)


def asked(notes, number=40):
    return [(one.instrument, one.term, one.notice) for one in notes.asked(number)]


@pytest.mark.parametrize(("rise", "is_asked"), [(4, False), (5, True), (9, True), (-5, False)])
def test_a_rise_of_five_points_is_asked_about(notes, rise, is_asked):
    notes.state(0, phq9(6))
    notes.state(14, phq9(6 + rise))

    assert asked(notes) == ([("phq9", "low_mood", "worse_phq9")] if is_asked else [])


def test_four_points_of_gad7_are_asked_about(notes):
    notes.answers(0, "gad7", 0, 7)
    notes.answers(14, "gad7", 1, 7)

    assert asked(notes) == [("gad7", "anxious", "worse_gad7")]


@pytest.mark.parametrize("said", ["no", "yes"])
def test_an_answer_settles_it_until_the_next_score(notes, said):
    notes.state(0, phq9(2))
    notes.state(14, phq9(8))
    if said == "no":
        notes.read(15, "worse_phq9")
    else:
        notes.report(15, "low_mood")
    notes.report(15, "nausea")
    assert asked(notes) == []

    notes.state(28, phq9(8))

    assert asked(notes) == [("phq9", "low_mood", "worse_phq9")]


def test_the_baseline_is_the_last_score_before_the_protocol(notes):
    notes.state(-20, phq9(2))
    notes.state(-3, phq9(9))
    notes.plan()
    notes.state(14, phq9(13))

    plan, said = notes.held(14), phq9(13)
    assert asked(notes, 14) == []
    assert not needs_help_page(notes.diary, said, plan)
    assert needs_help_page(notes.diary, phq9(14), plan)
    assert needs_help_page(notes.diary, said, None)


def test_answers_that_are_not_whole_have_no_score_and_no_first_one_a_rise(notes):
    part = replace(phq9(9), answers={"1": 3})

    assert not needs_help_page(notes.diary, phq9(20), None)
    notes.state(0, phq9(1))
    assert not needs_help_page(notes.diary, part, None)
    assert not needs_help_page(notes.diary, replace(part, instrument="phq4"), None)
    notes.state(14, part)
    assert asked(notes) == []


def test_nothing_written_down_asks_nothing(notes):
    assert asked(notes) == []


def test_answers_of_a_file_from_elsewhere_that_cannot_be_scored_are_passed_by(notes):
    notes.state(0, replace(phq9(0), answers={"word": 3}))
    notes.state(14, phq9(20))

    assert asked(notes) == []
