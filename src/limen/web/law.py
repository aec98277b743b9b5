"""The law by place: where the person is first, other places by choice, and what is not known."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from limen.screening.crisis import EVERYWHERE
from limen.screening.law import Current, LawRow, LawTable, Stale, law_of, law_state
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table
from limen.terms.phrases import phrase
from limen.web.visited import visited
from limen.web.visits import Here, here

_INTERNATIONAL = phrase("International")
_NATIONAL, _LOCAL = phrase("The whole country"), phrase("State or city")
_ALONE = ""
# By how many characters a source's date has: a year, a month, a day.
_HOW_DATED = {4: "Y", 7: "F Y", 10: "DATE_FORMAT"}


@dataclass(frozen=True, slots=True)
class LineShown:
    """What a page says of one row.

    Args:
        scope: the whole country or a part of it, where both stand together; else empty.
        row: None: there is none.
        kinds: each kind of law with what it means.
        as_of: the last day for which the source speaks, in words; empty where it has no date.
        since: None while it counts as known; else the last day on which it did.
    """

    scope: str
    row: LawRow | None
    kinds: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place with its lines."""

    name: str
    lines: tuple[LineShown, ...]


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Show what is known of the law where the person is, and of a place that was chosen.

    Raises:
        Http404: the place is not one of those that are offered.
    """
    at, table = here(request), law_table()
    chosen = request.GET.get("of", "")
    countries, parts = _countries(), [(code, _(name)) for code, name in table.regions.items()]
    if chosen and chosen not in dict((*countries, *parts)):
        raise Http404
    own = _own_place(at)
    on = max(at.facts_day, table.compiled_on)
    told = {
        "name": visited(request).name,
        "section": "more",
        "places": [_shown(place, table, on) for place in dict.fromkeys((own, chosen)) if place],
        "has_own": bool(own),
        "chosen": chosen,
        "countries": countries,
        "parts": parts,
        "read_on": table.compiled_on,
    }
    return render(request, "law.html", told)


def _own_place(at: Here) -> str:
    """The code of where the person is, as finely as it was said; empty where it was not."""
    person = at.state.diary.person
    if person is None or person.country is None:
        return ""
    region = person.region or ""
    return region if region.startswith(f"{person.country}-") else person.country


def _shown(place: str, table: LawTable, on: date) -> PlaceShown:
    found = law_of(place, table)
    if not found.has_local:
        return PlaceShown(_name(place), (_line(found.national, table, on, _ALONE),))
    lines = (
        _line(found.national, table, on, _(_NATIONAL)),
        _line(found.local, table, on, _(_LOCAL)),
    )
    return PlaceShown(_name(place.partition("-")[0]), lines)


def _line(row: LawRow | None, table: LawTable, on: date, scope: str) -> LineShown:
    match law_state(row, on):
        case Current(known):
            return LineShown(scope, known, _kinds(known, table), _dated(known.as_of))
        case Stale(old, since):
            return LineShown(scope, old, _kinds(old, table), _dated(old.as_of), since)
        case _:
            return LineShown(scope, None)


def _kinds(row: LawRow, table: LawTable) -> tuple[tuple[str, str], ...]:
    meanings = (table.meanings[kind] for kind in row.kinds)
    return tuple((one.name, one.means) for one in meanings)


def _dated(as_of: str | None) -> str:
    if as_of is None:
        return ""
    day = date.fromisoformat((as_of + "-01-01")[:10])
    return str(date_format(day, _HOW_DATED[len(as_of)]))


def _name(place: str) -> str:
    return _(_INTERNATIONAL if place == EVERYWHERE else crisis_table().countries[place])


def _countries() -> list[tuple[str, str]]:
    named = ((code, _(name)) for code, name in crisis_table().countries.items())
    return [(EVERYWHERE, _(_INTERNATIONAL)), *sorted(named, key=lambda one: one[1])]
