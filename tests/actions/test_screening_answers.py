"""The answers of a screening under way: all kept, nothing decided, and help noted after them."""

from datetime import UTC, date, datetime

import pytest

from limen.actions.diary import Sent
from limen.actions.projections import state_of
from limen.actions.screening_answers import keep_answers, show_help
from limen.actions.visit import Visit
from limen.actions.visiting import new_identifier, participant, state_adult
from limen.journal.kinds.screening import Answer, CrisisShown, CrisisTrigger, ScreeningAnswered
from limen.screening.asked import asked
from limen.screening.tables import crisis_table, screening_table
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
THOUGHTS = {"q_thoughts": Answer.YES, "suicidality_now": Answer.YES}


@pytest.fixture
def adult(vault: object) -> Visit:
    """Somebody who said that they are 18 or over, and nothing else."""
    visit = participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))
    state_adult(visit)
    return visit


def test_answers_are_kept_with_their_versions_and_decide_nothing(adult: Visit) -> None:
    sent = Sent(new_identifier(), DAY)

    keep_answers(adult, sent, {"q_seizure": Answer.NO})
    keep_answers(adult, sent, {"q_seizure": Answer.NO})

    state = state_of(adult.chain)
    (*_, event) = state.standing.events
    assert event.payload == ScreeningAnswered(
        form_version="1",
        tables_version=screening_table().version,
        answers={"q_seizure": Answer.NO},
    )
    assert (state.screening.decided, asked(state.standing.events, DAY).answered) == (None, 1)


def test_help_is_noted_behind_the_answer_that_led_there(adult: Visit) -> None:
    sent = Sent(new_identifier(), DAY)
    keep_answers(adult, sent, THOUGHTS)

    show_help(adult, Sent(new_identifier(), DAY), EventId(sent.id))

    (*_, answered, shown) = state_of(adult.chain).standing.events
    assert shown.payload == CrisisShown(
        trigger=CrisisTrigger.ASKED,
        from_=answered.id,
        country=None,
        tables_version=crisis_table().compiled_on.isoformat(),
    )


def test_help_is_noted_for_somebody_of_whom_nothing_is_known(vault: object) -> None:
    visit = participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))

    show_help(visit, Sent(new_identifier(), DAY), EventId(new_identifier()))

    assert state_of(visit.chain).standing.events[-1].payload.country is None
