"""The one question about two check-ins for one sitting: which of them is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from limen.actions.choosing import choose_check_in
from limen.actions.visiting import new_identifier
from limen.diary.checkins import saved_twice
from limen.diary.diary import Recorded
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.web.addresses import TODAY
from limen.web.forms import TOO_OLD, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.timeline import ratings_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """A check-in as it is offered, with the button that says that it is right."""

    id: EventId
    other: EventId
    day: date
    time: str
    is_week: bool
    ratings: Sequence[tuple[str, int]]
    sent: str


class WhichForm(SentForm):
    """The one that is right, and the other one."""

    right = forms.UUIDField(widget=forms.HiddenInput)
    wrong = forms.UUIDField(widget=forms.HiddenInput)


@require_POST
def which_one(request: HttpRequest) -> HttpResponse:
    """Record which of two check-ins is right."""
    at, form = here(request), WhichForm(request.POST)
    if not form.is_valid():
        return refused(HTTPStatus.BAD_REQUEST, _(TOO_OLD), visited(request).name)
    right, wrong = (EventId(_uuid(form, name)) for name in ("right", "wrong"))
    try:
        name = sent(_uuid(form, "sent"), at.today)
        choose_check_in(at.visit, name, right=right, wrong=wrong)
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return SeeOther(TODAY)


def asked_which_one(at: Here) -> tuple[OneOfTwo, OneOfTwo] | None:
    """The two check-ins that Today asks about, or None."""
    twice = saved_twice(at.state.diary)
    if twice is None:
        return None
    return _offered(at, twice.first, twice.second), _offered(at, twice.second, twice.first)


def _offered(at: Here, one: Recorded[CheckInSaved], other: Recorded[CheckInSaved]) -> OneOfTwo:
    return OneOfTwo(
        id=one.id,
        other=other.id,
        day=one.day,
        time=one.at.astimezone(at.visit.zone.clock).strftime("%H:%M"),
        is_week=one.stated.sitting is Sitting.WEEK,
        ratings=ratings_of(one.stated),
        sent=str(new_identifier()),
    )


def _uuid(form: WhichForm, name: str) -> UUID:
    return UUID(str(form.cleaned_data[name]))
