"""The twelve questions while they are being answered: what was said so far, and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from limen.journal.kinds.screening import Answer, ScreeningAnswered, ScreeningDecided
from limen.journal.standing import Standing
from limen.screening.questions import QUESTIONS, Question

ANSWERS_WAIT_DAYS = 14
"""So long the answers of a person who left in between wait; then all is asked anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered since the last verdict.

    Args:
        answers: of questions and of the rows that were ticked.
        began_on: the day of the first of them; None: nothing was answered.
    """

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    began_on: date | None = None

    @property
    def next_question(self) -> Question | None:
        """The first question that has no answer, or None where all have one."""
        return next((one for one in QUESTIONS if one.id not in self.answers), None)

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return sum(one.id in self.answers for one in QUESTIONS)

    def with_answer(self, question: Question, given: Mapping[str, Answer]) -> dict[str, Answer]:
        """All answers, those to one question replaced."""
        of_it = {question.id, *question.rows}
        return {**{name: said for name, said in self.answers.items() if name not in of_it}, **given}


def asked(standing: Iterable[Standing], today: date) -> Asked:
    """What a person answered and has no verdict on yet; what is too long ago no longer counts."""
    found = Asked()
    for event in standing:
        match event.payload:
            case ScreeningAnswered() as said:
                is_new = found.began_on is None or _is_long_ago(found.began_on, event.day)
                found = Asked(said.answers, event.day if is_new else found.began_on)
            case ScreeningDecided():
                found = Asked()
            case _:
                pass
    is_old = found.began_on is not None and _is_long_ago(found.began_on, today)
    return Asked() if is_old else found


def _is_long_ago(began_on: date, day: date) -> bool:
    return day > began_on + timedelta(days=ANSWERS_WAIT_DAYS)
