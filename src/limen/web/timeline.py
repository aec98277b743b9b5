"""The timeline: what was recorded, day by day, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from limen.diary.diary import Diary, DoseEvent, Recorded
from limen.diary.effects import EFFECTS
from limen.instruments.catalogue import INSTRUMENTS
from limen.instruments.rows import DAILY_ROWS, HABITS_ID, SLEEP_ROW, WEEKLY_ROWS
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.reports.dose_content import ContentSaid, content_said, noticed_said
from limen.reports.figures import Sentence
from limen.terms.identifiers import EventId
from limen.web.visited import visited
from limen.web.visits import here

DAYS_A_PAGE = 28
_LABELS = {row.id: row.label for row in (*DAILY_ROWS, SLEEP_ROW, *WEEKLY_ROWS)}
_EFFECTS = {effect.id: effect.words for effect in EFFECTS}
_INSTRUMENTS = {one.id: one.name for one in INSTRUMENTS}


@dataclass(frozen=True, slots=True)
class DoseShown:
    """A dose with what is said of it: what it may have held, and what noticing it means."""

    dose: DoseEvent
    content: ContentSaid | None
    noticed: Sentence | None


@dataclass(slots=True)
class DayShown:
    """What stands on the timeline for one day; nothing here was worked out."""

    day: date
    ratings: list[tuple[str, int]] = field(default_factory=list)
    effects: tuple[str, ...] = ()
    doses: list[DoseShown] = field(default_factory=list)
    is_left_out: bool = False
    is_recalled: bool = False
    changes: EventId | None = None
    questionnaires: list[str] = field(default_factory=list)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the latest four weeks, or those before a day."""
    at = here(request)
    before = request.GET.get("before", "")
    days = [day for day in _days_recorded(at.state.diary) if not before or day.isoformat() < before]
    wanted = days[:DAYS_A_PAGE]
    told = {
        "name": visited(request).name,
        "section": "timeline",
        "days": _shown(at.state.diary, wanted, at.today),
        "earlier": wanted[-1] if len(days) > DAYS_A_PAGE else None,
    }
    return render(request, "timeline.html", told)


def ratings_of(saved: CheckInSaved) -> list[tuple[str, int]]:
    """The rows of a check-in in words, each with its number, in the order of its page."""
    known = [name for name in _LABELS if name in saved.scales]
    others = [name for name in saved.scales if name not in _LABELS]
    return [(_said(_LABELS, name), saved.scales[name]) for name in (*known, *others)]


def _days_recorded(diary: Diary) -> list[date]:
    """Every day of which something stands on the timeline, the newest first."""
    evenings = (one.day for one in diary.check_ins if one.stated.sitting is Sitting.EVENING)
    days = {
        *evenings,
        *(dose.day for dose in diary.doses),
        *(skipped.day for skipped in diary.skipped_doses),
        *(answered.day for answered in diary.questionnaires),
    }
    return sorted(days, reverse=True)


def _shown(diary: Diary, wanted: Sequence[date], today: date) -> list[DayShown]:
    """These days with all that was recorded on them."""
    found = {day: DayShown(day) for day in wanted}
    for one in (one for one in diary.check_ins if one.day in found):
        if one.stated.sitting is Sitting.EVENING:
            _add_evening(found[one.day], one, today)
    for dose in (one for one in diary.doses if one.day in found):
        batch = diary.batches.get(dose.stated.batch) if dose.stated.batch else None
        told = DoseShown(dose, content_said(dose, batch), noticed_said(dose))
        found[dose.day].doses.append(told)
    for skipped in (one for one in diary.skipped_doses if one.day in found):
        found[skipped.day].is_left_out = True
    for answered in (one for one in diary.questionnaires if one.day in found):
        found[answered.day].questionnaires.append(_name(answered.stated.instrument))
    return list(found.values())


def _name(instrument: str) -> str:
    return _("Habits") if instrument == HABITS_ID else _INSTRUMENTS.get(instrument, instrument)


def _add_evening(shown: DayShown, evening: Recorded[CheckInSaved], today: date) -> None:
    saved = evening.stated
    if shown.ratings:
        return  # the first of an evening stands until the person says which one counts
    shown.ratings = ratings_of(saved)
    shown.effects = tuple(_said(_EFFECTS, name) for name in saved.effects)
    shown.is_recalled = saved.recalled
    if today <= evening.day + timedelta(days=1):
        shown.changes = evening.id


def _said(words: Mapping[str, str], name: str) -> str:
    """The words of a name; what only its writer knows stays as it is."""
    return _(words[name]) if name in words else name
