"""The timeline: what was recorded, day by day, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limen.diary.diary import Diary, DoseEvent, Recorded
from limen.instruments.rows import DAILY_ROWS, SLEEP_ROW
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.terms.identifiers import EventId
from limen.web.visited import visited
from limen.web.visits import here

DAYS_A_PAGE = 28
_LABELS = {row.id: row.label for row in (*DAILY_ROWS, SLEEP_ROW)}


@dataclass(slots=True)
class DayShown:
    """What stands on the timeline for one day; nothing here was worked out."""

    day: date
    ratings: list[tuple[str, int]] = field(default_factory=list)
    effects: tuple[str, ...] = ()
    doses: list[DoseEvent] = field(default_factory=list)
    is_left_out: bool = False
    is_recalled: bool = False
    changes: EventId | None = None
    questionnaires: list[str] = field(default_factory=list)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the latest four weeks, or those before a day."""
    at = here(request)
    before = request.GET.get("before", "")
    days = [
        one for one in _days(at.state.diary, at.today) if not before or one.day.isoformat() < before
    ]
    shown = list(islice(days, DAYS_A_PAGE))
    told = {
        "name": visited(request).name,
        "section": "timeline",
        "days": shown,
        "earlier": shown[-1].day if len(days) > DAYS_A_PAGE else None,
    }
    return render(request, "timeline.html", told)


def _days(diary: Diary, today: date) -> Iterator[DayShown]:
    found: dict[date, DayShown] = {}

    def on(day: date) -> DayShown:
        return found.setdefault(day, DayShown(day))

    for one in diary.check_ins:
        if one.stated.sitting is Sitting.EVENING:
            _add_evening(on(one.day), one)
            if today <= one.day + timedelta(days=1):
                on(one.day).changes = one.id
    for dose in diary.doses:
        on(dose.day).doses.append(dose)
    for skipped in diary.skipped_doses:
        on(skipped.day).is_left_out = True
    for answered in diary.questionnaires:
        on(answered.day).questionnaires.append(answered.stated.instrument)
    return iter(sorted(found.values(), key=lambda one: one.day, reverse=True))


def _add_evening(shown: DayShown, evening: Recorded[CheckInSaved]) -> None:
    saved = evening.stated
    if shown.ratings:
        return  # the first of an evening stands until the person says which one counts
    shown.ratings = [(_LABELS.get(name, name), rating) for name, rating in saved.scales.items()]
    shown.effects, shown.is_recalled = saved.effects, saved.recalled
