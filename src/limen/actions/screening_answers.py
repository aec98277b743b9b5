"""Keeping the answers of a screening that is still under way, so that nothing is asked twice."""

from collections.abc import Mapping

from limen.actions import projections
from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.visit import Visit
from limen.journal.kinds.screening import Answer, CrisisShown, CrisisTrigger, ScreeningAnswered
from limen.screening.questions import FORM_VERSION
from limen.screening.tables import crisis_table, screening_table
from limen.terms.identifiers import EventId


def keep_answers(visit: Visit, sent: Sent, answers: Mapping[str, Answer]) -> None:
    """Record what was answered so far; it decides nothing, and an earlier verdict ends with it.

    Args:
        visit: of the person.
        sent: the form.
        answers: all of them, of questions and of the rows that were ticked.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    answered = ScreeningAnswered(
        form_version=FORM_VERSION, tables_version=screening_table().version, answers=dict(answers)
    )
    append_sent(visit, draft(visit, sent, answered), lambda _: (answered,))


def show_help(visit: Visit, sent: Sent, cause: EventId) -> None:
    """Note that the help page is shown because of an answer that was saved before.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    person = projections.state_of(visit.chain).diary.person
    shown = CrisisShown(
        trigger=CrisisTrigger.ASKED,
        from_=cause,
        country=person.country if person else None,
        tables_version=crisis_table().compiled_on.isoformat(),
    )
    append_sent(visit, draft(visit, sent, shown), lambda _: (shown,))
