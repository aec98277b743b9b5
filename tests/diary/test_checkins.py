"""0, missing, skipped and not asked are four values (lesson B-19)."""

from dataclasses import replace

import pytest

from limen.diary.checkins import Absent, item_answer, rating, saved_twice, unwanted_effect
from limen.diary.diary import Diary
from limen.diary.fold import diary
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    CheckInSkipped,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.standing import standing

EVENING = Sitting.EVENING
SAVED = replace(CheckInSaved.example(), scales={"mood": 5}, effects=("headache",))
IMPORTED = replace(SAVED, set="import:other", scales={"mood": 0}, effects_shown=False, effects=())
ANSWERED = replace(QuestionnaireAnswered.example(), answers={"1": 0, "2": None})


@pytest.fixture(scope="module")
def known(make):
    """A diary that was written to a journal, stored as octets and read again."""
    said = (
        (1, SAVED),
        (1, replace(SAVED, scales={"mood": 2})),
        (2, CheckInSkipped(sitting=EVENING)),
        (3, CheckInOpened(sitting=EVENING)),
        (4, IMPORTED),
        (1, ANSWERED),
        (1, replace(ANSWERED, answers={"1": 3})),
        (2, QuestionnaireSkipped(instrument="phq4")),
        (3, QuestionnaireSkipped(instrument="phq9")),
    )
    return diary(standing(make.chain(*said)).events)


@pytest.mark.parametrize(
    ("day", "scale", "expected"),
    [
        (1, "mood", 5),
        (1, "energy", Absent.NOT_ASKED),
        (2, "mood", Absent.SKIPPED),
        (3, "mood", Absent.MISSING),
        (4, "mood", 0),
        (5, "mood", Absent.MISSING),
    ],
)
def test_a_rating_or_why_there_is_none(make, known, day: int, scale: str, expected) -> None:
    found = rating(known, make.day(day), EVENING, scale)

    assert (type(found), found) == (type(expected), expected)


def test_another_sitting_is_another_answer(make, known) -> None:
    assert rating(known, make.day(1), Sitting.WEEK, "mood") is Absent.MISSING


@pytest.mark.parametrize(
    ("day", "effect", "expected"),
    [
        (1, "headache", True),
        (1, "nausea", False),
        (2, "headache", Absent.SKIPPED),
        (3, "headache", Absent.MISSING),
        (4, "headache", Absent.NOT_ASKED),
    ],
)
def test_an_effect_not_tapped_differs_from_one_not_asked(
    make, known, day: int, effect: str, expected
) -> None:
    assert unwanted_effect(known, make.day(day), EVENING, effect) is expected


@pytest.mark.parametrize(
    ("day", "item", "expected"),
    [
        (1, "1", 0),
        (1, "2", Absent.SKIPPED),
        (1, "3", Absent.NOT_ASKED),
        (2, "1", Absent.SKIPPED),
        (3, "1", Absent.MISSING),
        (4, "1", Absent.MISSING),
    ],
)
def test_an_answer_to_an_item_or_why_there_is_none(
    make, known, day: int, item: str, expected: int | Absent
) -> None:
    found = item_answer(known, make.day(day), "phq4", item)

    assert (type(found), found) == (type(expected), expected)


def test_of_a_sitting_that_was_answered_twice_both_are_offered_in_their_order(known):
    twice = saved_twice(known)

    assert [one.stated.scales["mood"] for one in (twice.first, twice.second)] == [5, 2]
    assert saved_twice(Diary()) is None
