"""What was answered, and why an answer is not there: missing is not zero."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from limen.diary.diary import Diary, Recorded
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import (
    CheckInSaved,
    CheckInSkipped,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)

SECOND_CHECK_IN = "second_check_in"
"""The finding of a second check-in for one sitting."""


class Absent(Enum):
    """Why there is no answer; each differs from the others, and from an answer of 0."""

    MISSING = "missing"
    SKIPPED = "skipped"
    NOT_ASKED = "not_asked"


def rating(diary: Diary, day: date, sitting: Sitting, scale: str) -> int | Absent:
    """Return the rating on a scale at one sitting, or why there is none.

    Of two check-ins for one sitting the earlier stands until the person says which one counts.
    """
    saved = _check_in(diary, day, sitting)
    if saved is None:
        return _without_check_in(diary, day, sitting)
    return saved.scales.get(scale, Absent.NOT_ASKED)


def is_saved(diary: Diary, day: date, sitting: Sitting) -> bool:
    """Whether a sitting of a day was answered."""
    return _check_in(diary, day, sitting) is not None


@dataclass(frozen=True, slots=True)
class SavedTwice:
    """Two check-ins for one sitting, in the order in which they were saved."""

    first: Recorded[CheckInSaved]
    second: Recorded[CheckInSaved]


def saved_twice(diary: Diary) -> SavedTwice | None:
    """The oldest sitting that was answered twice, until the person said which answer is right.

    Source: experience.md section 1.3.
    """
    found = next((one for one in diary.findings if one.id == SECOND_CHECK_IN), None)
    if found is None:
        return None
    return SavedTwice(*(one for one in diary.check_ins if one.id in found.events))


def unwanted_effect(diary: Diary, day: date, sitting: Sitting, effect: str) -> bool | Absent:
    """Return whether an effect was tapped at a sitting whose list was shown, or why nobody knows.

    Source: safety.md section 6.
    """
    saved = _check_in(diary, day, sitting)
    if saved is None:
        return _without_check_in(diary, day, sitting)
    return effect in saved.effects if saved.effects_shown else Absent.NOT_ASKED


def item_answer(diary: Diary, day: date, instrument: str, item: str) -> int | Absent:
    """Return the answer to one item of a questionnaire on a day, or why there is none.

    Of two questionnaires on one day the earlier stands until the person says which one counts.
    """
    answered = (one for one in diary.questionnaires if _is_about(one, day, instrument))
    first = next(answered, None)
    if first is None:
        skipped = (_is_about(one, day, instrument) for one in diary.skipped_questionnaires)
        return Absent.SKIPPED if any(skipped) else Absent.MISSING
    if item not in first.stated.answers:
        return Absent.NOT_ASKED
    answer = first.stated.answers[item]
    return Absent.SKIPPED if answer is None else answer


_Sat = TypeVar("_Sat", CheckInSaved, CheckInSkipped)
_Asked = TypeVar("_Asked", QuestionnaireAnswered, QuestionnaireSkipped)


def _check_in(diary: Diary, day: date, sitting: Sitting) -> CheckInSaved | None:
    saved = (one.stated for one in diary.check_ins if _is_of(one, day, sitting))
    return next(saved, None)


def _without_check_in(diary: Diary, day: date, sitting: Sitting) -> Absent:
    skipped = (_is_of(one, day, sitting) for one in diary.skipped_check_ins)
    return Absent.SKIPPED if any(skipped) else Absent.MISSING


def _is_of(one: Recorded[_Sat], day: date, sitting: Sitting) -> bool:
    return one.day == day and one.stated.sitting is sitting


def _is_about(one: Recorded[_Asked], day: date, instrument: str) -> bool:
    return one.day == day and one.stated.instrument == instrument
