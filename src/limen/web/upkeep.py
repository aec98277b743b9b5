"""Keeping the copies of the open journal: once a day, while nobody waits for a page."""

from collections.abc import Callable
from datetime import datetime

from django.db import connections

from limen.actions.copies import Copies, CopiesHealth, copies_health, keep_up
from limen.actions.local_zone import local_zone
from limen.actions.visit import Visit
from limen.actions.visiting import newest_zone, participant, present
from limen.web.openness import Openness

LOOK_SECONDS = 1.0
QUIET_SECONDS = 3
PASSES_APART_SECONDS = 600.0


class Upkeep:
    """Makes and proves the copies of one vault, and knows how they are.

    Args:
        wished: what the settings say about copies.
        now: the clock on the wall.
    """

    def __init__(self, wished: Copies, now: Callable[[], datetime]) -> None:
        self._wished, self._now = wished, now
        self._fault = ""
        self.health: CopiesHealth | None = None

    def look(self) -> None:
        """Find out how the copies are, without making any."""
        self.health = copies_health(self._visit(), self._wished, self._fault)

    def do_what_is_due(self) -> None:
        """Make and prove what is due; a fault stays told until a copy is made without one."""
        kept = keep_up(self._visit(), self._wished)
        if kept.made is not None or kept.fault:
            self._fault = kept.fault
        self.look()
        connections.close_all()

    def run(self, openness: Openness) -> None:
        """Do what is due again and again while the journal is open, until a lock is ordered."""
        wait = 0.0
        while not openness.wait_for_order(LOOK_SECONDS):
            wait -= LOOK_SECONDS
            if wait <= 0 and openness.is_open and openness.idle_seconds >= QUIET_SECONDS:
                self.do_what_is_due()
                wait = PASSES_APART_SECONDS

    def _visit(self) -> Visit:
        visit = present(self._now(), local_zone())
        return participant(visit.chain, visit.at, newest_zone(visit))
