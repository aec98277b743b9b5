"""Showing what was noticed at amounts already taken, or why that stays closed."""

from datetime import date
from enum import Enum

from limen.actions.erasure import closed_trials
from limen.actions.projections import State
from limen.reports.noticed import Noticed, noticed
from limen.screening.gates import Gate, ScreeningState


class Closed(Enum):
    """Why nothing is shown."""

    SEALED = "sealed"
    NOT_SCREENED = "not_screened"
    LAPSED = "lapsed"
    STOPPED = "stopped"
    TALK_FIRST = "talk_first"
    TO_READ = "to_read"


_CLOSED_BY = {
    ScreeningState.NEVER: Closed.NOT_SCREENED,
    ScreeningState.LAPSED: Closed.LAPSED,
    ScreeningState.STOP: Closed.STOPPED,
    ScreeningState.CAUTION_OPEN_AFTER_TALK: Closed.TALK_FIRST,
    ScreeningState.CLEAR_UNREAD: Closed.TO_READ,
}


def what_was_noticed(state: State, today: date) -> Noticed | Closed:
    """What was noticed, batch by batch; closed beside a sealed trial, and without a screening.

    Source: safety.md sections 4 and 8; experience.md section 2.4.
    """
    if any(closed_trials(state)):
        return Closed.SEALED
    if not state.screening.opens(Gate.THRESHOLD_VIEW, today):
        return _CLOSED_BY[state.screening.state_on(today)]
    return noticed(state.diary)


def is_closed_again(state: State, today: date) -> bool:
    """Whether there is something to show, and a screening that no longer counts closes it."""
    has_lapsed = what_was_noticed(state, today) is Closed.LAPSED
    return has_lapsed and bool(noticed(state.diary).batches)
