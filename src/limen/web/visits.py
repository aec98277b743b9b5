"""What a page needs of its visitor: who, when, where, and what the journal says at that moment."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.http import HttpRequest

from limen.actions import diary
from limen.actions.diary import Sent
from limen.actions.local_zone import local_zone
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.actions.visiting import newest_day, newest_zone, present
from limen.web.clock import moment


@dataclass(frozen=True, slots=True)
class Here:
    """One request to an open vault: the visit, the state of the journal, and the person's day."""

    visit: Visit
    state: State
    today: date

    @property
    def yesterday(self) -> date:
        """The day before."""
        return self.today - timedelta(days=1)

    @property
    def facts_day(self) -> date:
        """The day by which facts are judged: a clock that is set back makes no old one new.

        Source: safety.md section 2.4.
        """
        newest = newest_day(self.visit)
        return self.today if newest is None else max(self.today, newest)


def here(request: HttpRequest) -> Here:
    """The visit of a request.

    Raises:
        NotAllowed: the vault is locked.
    """
    visit = present(moment(request), local_zone())
    state = diary.now_and_here(visit)
    return Here(visit, state, diary.local_day(visit, state))


def other_zone(at: Here) -> str:
    """The zone of the entry that was recorded last, where it is another one than here; or empty."""
    last = newest_zone(at.visit)
    return "" if last == at.visit.zone else last.name


def sent(form_id: UUID, day: date, part: str = "") -> Sent:
    """What was sent with a form, or with one part of it that is an entry of its own."""
    return Sent(uuid5(form_id, part) if part else form_id, day)
