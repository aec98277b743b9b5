"""What was answered of the twelve questions so far, and what comes next."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from limen.journal.kinds.screening import Answer, ScreeningAnswered, ScreeningDecided
from limen.journal.standing import Standing
from limen.screening.asked import ANSWERS_WAIT_DAYS, Asked, asked
from limen.screening.questions import QUESTIONS
from limen.terms.identifiers import EventId

DAY = date(2026, 3, 2)
FIRST, SECOND = QUESTIONS[0], QUESTIONS[1]
DECIDED = ScreeningDecided.example()


def answered(**answers):
    return ScreeningAnswered(form_version="1", tables_version="2026-11-20", answers=answers)


def said(*payloads):
    """These entries, one a day."""
    at = datetime(2026, 3, 2, 20, tzinfo=UTC)
    return [
        Standing(
            n,
            EventId(UUID(int=n)),
            DAY + timedelta(days=n),
            at,
            "UTC",
            "participant",
            "web",
            None,
            one,
        )
        for n, one in enumerate(payloads)
    ]


def test_before_the_first_answer_nothing_is_known_and_the_first_question_comes_next():
    assert asked([], DAY) == Asked()
    assert (Asked().next_question, Asked().answered, Asked().began_on) == (FIRST, 0, None)


def test_later_answers_replace_the_earlier_ones_and_the_first_day_stays():
    events = said(answered(q_thoughts=Answer.NO), answered(q_thoughts=Answer.YES))

    found = asked(events, DAY + timedelta(days=1))

    assert (found.answers, found.began_on) == ({"q_thoughts": Answer.YES}, DAY)
    assert (found.next_question, found.answered) == (SECOND, 1)


def test_a_verdict_ends_them():
    events = said(answered(q_thoughts=Answer.NO), DECIDED)

    assert asked(events, DAY + timedelta(days=1)) == Asked()


def test_they_wait_for_so_long_and_no_longer():
    events = said(answered(q_thoughts=Answer.NO))
    last = DAY + timedelta(days=ANSWERS_WAIT_DAYS)

    assert asked(events, last).answered == 1
    assert asked(events, last + timedelta(days=1)) == Asked()


def test_what_is_answered_after_that_begins_anew():
    old, new = said(answered(q_thoughts=Answer.NO), answered(q_seizure=Answer.NO))
    late = DAY + timedelta(days=ANSWERS_WAIT_DAYS + 1)
    moved = Standing(new.n, new.id, late, new.at, "UTC", "participant", "web", None, new.payload)

    found = asked([old, moved], late)

    assert (found.answers, found.began_on) == ({"q_seizure": Answer.NO}, late)


def test_a_new_answer_takes_the_place_of_all_that_belonged_to_its_question():
    known = Asked({"q_birth": Answer.YES, "pregnancy": Answer.YES, "q_seizure": Answer.NO})
    birth = next(one for one in QUESTIONS if one.id == "q_birth")

    assert known.with_answer(birth, {"q_birth": Answer.NO}) == {
        "q_seizure": Answer.NO,
        "q_birth": Answer.NO,
    }


def test_with_all_twelve_nothing_comes_next():
    found = Asked({one.id: Answer.NO for one in QUESTIONS})

    assert (found.next_question, found.answered) == (None, 12)
