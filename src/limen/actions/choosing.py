"""Of two check-ins for one sitting, saying which one is right."""

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.diary.checkins import saved_twice
from limen.journal.kinds.meta import EventWithdrawn, WithdrawnWhy
from limen.journal.kinds.payload import Payload
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId


def choose_check_in(visit: Visit, sent: Sent, *, right: EventId, wrong: EventId) -> None:
    """Let the wrong one of two check-ins for one sitting no longer count; it stays readable.

    Raises:
        RuleBroken: these two are not asked about, or no longer.
        LimenError: see `limen.actions.append.append`.
    """
    withdrawn = EventWithdrawn(
        target=wrong, why=WithdrawnWhy.DUPLICATE, reason="The other one is right."
    )

    def decide(state: State) -> tuple[Payload, ...]:
        asked = saved_twice(state.diary)
        if asked is None or {asked.first.id, asked.second.id} != {right, wrong}:
            raise RuleBroken("This is not asked any more.", fix="Go back to Today.")
        return (withdrawn,)

    append_sent(visit, draft(visit, sent, withdrawn), decide)
