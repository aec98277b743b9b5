"""Showing what was noticed at amounts already taken, or why that stays closed."""

from enum import Enum

from limen.actions.erasure import closed_trials
from limen.actions.projections import State
from limen.reports.noticed import Noticed, noticed
from limen.screening.stopped import says_stop


class Closed(Enum):
    """Why nothing is shown."""

    SEALED = "sealed"
    STOPPED = "stopped"


def what_was_noticed(state: State) -> Noticed | Closed:
    """What was noticed, batch by batch; closed beside a sealed trial, and after a stop.

    Source: safety.md section 8; experience.md section 2.4.
    """
    if any(closed_trials(state)):
        return Closed.SEALED
    if says_stop(state.standing.events):
        return Closed.STOPPED
    return noticed(state.diary)
