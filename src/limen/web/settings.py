"""Settings: how it looks and is called, when it rings and locks, and what is stored where."""

import shlex
from collections.abc import Iterator, Mapping
from datetime import time

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from limen.actions import access
from limen.actions.access import Deed
from limen.actions.backups import known_backups
from limen.actions.beginning import NAMES
from limen.actions.discreet import ICONS, change_appearance
from limen.actions.preferences import (
    EVENINGS,
    IDLE_MINUTES,
    Preferences,
    TextSize,
    Theme,
    keep_preferences,
)
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import SETTINGS
from limen.web.appearance import prefer
from limen.web.forms import Choices, SentForm
from limen.web.inside import Look
from limen.web.language import offered_languages
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import Visited, visited
from limen.web.visits import Here, here, other_zone

_THEMES = {
    Theme.SYSTEM: phrase("As the system"),
    Theme.LIGHT: phrase("Light"),
    Theme.DARK: phrase("Dark"),
}
_SIZES = {TextSize.USUAL: phrase("As the browser"), TextSize.LARGE: phrase("Larger")}
_ICONS = {"page": phrase("A page"), "leaf": phrase("A leaf"), "dot": phrase("A dot")}
_BROWSERS = "-"


class SettingsForm(SentForm):
    """Everything that can be set here, as it is now."""

    def __init__(self, look: Look, idle_minutes: int, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self._kept_idle = {idle_minutes: look.preferences.idle_minutes}
        self.initial.update(_initial(look, idle_minutes))
        self.fields["evening"] = forms.ChoiceField(
            label=_("Evening"),
            help_text=_("The calendar file rings then. The evening opens three hours before."),
            choices=[(_clock(one), time_format(one, "H:i")) for one in EVENINGS],
            error_messages=_chosen(_("Choose a time for the evening.")),
        )
        self.fields["theme"] = _choice(
            _("Theme"), {one.value: _(words) for one, words in _THEMES.items()}
        )
        self.fields["text_size"] = _choice(
            _("Text size"), {one.value: _(words) for one, words in _SIZES.items()}
        )
        self.fields["language"] = _choice(
            _("Language"), {_BROWSERS: _("As the browser"), **dict(offered_languages())}
        )
        self.fields["called"] = _choice(_("Name"), {name: _(name) for name in NAMES})
        self.fields["called"].help_text = _("It stands on the tab of every page, locked or not.")
        self.fields["icon"] = _choice(_("Icon"), {icon: _(_ICONS[icon]) for icon in ICONS})
        self.fields["idle"] = _choice(
            _("It locks without use after"),
            {str(one): _minutes(one) for one in sorted({*IDLE_MINUTES, idle_minutes})},
        )

    @property
    def look(self) -> Look:
        """What is wished."""
        told: Mapping[str, str] = self.cleaned_data
        wished = Preferences(
            evening=time.fromisoformat(told["evening"]),
            theme=Theme(told["theme"]),
            text_size=TextSize(told["text_size"]),
            language="" if told["language"] == _BROWSERS else told["language"],
            idle_minutes=self._kept_idle.get(int(told["idle"]), int(told["idle"])),
        )
        return Look(wished, told["called"], told["icon"])


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show what is set, or set it."""
    at, known = here(request), visited(request)
    now = _look(known)
    if request.method != "POST":
        return _page(request, at, SettingsForm(now, known.openness.idle_minutes))
    form = SettingsForm(now, known.openness.idle_minutes, request.POST)
    if not form.is_valid():
        return _page(request, at, form, status=400)
    try:
        _change(at, known, form.look)
    except LimenError as error:
        if error.at == "name":
            form.add_error("called", said(error))
        says = "" if error.at == "name" else said(error)
        return _page(request, at, form, says=says, status=status_of(error))
    return SeeOther(SETTINGS)


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Set everything as it was before the last change."""
    at, known = here(request), visited(request)
    if known.inside.before is None:
        return SeeOther(SETTINGS)
    try:
        _change(at, known, known.inside.before)
    except LimenError as error:
        form = SettingsForm(_look(known), known.openness.idle_minutes)
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(SETTINGS)


def _change(at: Here, known: Visited, wished: Look) -> None:
    """Set what differs; how it was before is kept in memory, so that it can be had again."""
    now = _look(known)
    if wished == now:
        return
    access.may(at.visit, Deed.RECORD)
    if (wished.name, wished.icon) != (now.name, now.icon):
        change_appearance(known.settings_file, wished.name, wished.icon)
        known.inside.chosen_name, known.inside.chosen_icon = wished.name, wished.icon
    if wished.preferences != now.preferences:
        keep_preferences(at.visit, wished.preferences)
        prefer(known, wished.preferences)
    known.inside.before = now


def _look(known: Visited) -> Look:
    """How everything is set now."""
    return Look(known.inside.preferences, known.name, known.icon)


def _page(
    request: HttpRequest, at: Here, form: SettingsForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    known = visited(request)
    before = known.inside.before
    told = {
        "name": known.name,
        "section": "more",
        "inside": known.inside,
        "form": form,
        "says": says,
        "changes": [] if before is None else list(_changes(before, _look(known))),
        "zone": at.visit.zone.name,
        "other_zone": other_zone(at),
        "folder": known.folder,
        "settings_file": known.settings_file,
        "has_settings": known.settings_file.exists(),
        "backups": known_backups(at.visit),
        "vault": f"--vault {shlex.quote(str(known.folder))}",
    }
    return render(request, "settings.html", told, status=status)


def _changes(before: Look, now: Look) -> Iterator[tuple[str, str, str]]:
    """What was changed last: its name, how it was, and how it is."""
    for label, was, is_now in zip(_labels(), _shown(before), _shown(now), strict=True):
        if was != is_now:
            yield label, was, is_now


def _labels() -> tuple[str, ...]:
    return (
        _("Evening"),
        _("Theme"),
        _("Text size"),
        _("Language"),
        _("It locks without use after"),
        _("Name"),
        _("Icon"),
    )


def _shown(look: Look) -> tuple[str, ...]:
    """The same in words, in the order of the labels."""
    wished = look.preferences
    return (
        time_format(wished.evening, "H:i"),
        _(_THEMES[wished.theme]),
        _(_SIZES[wished.text_size]),
        dict(offered_languages()).get(wished.language, _("As the browser")),
        _minutes(wished.idle_minutes) if wished.idle_minutes else _("As the settings file says"),
        _(look.name),
        _(_ICONS[look.icon]),
    )


def _initial(look: Look, idle_minutes: int) -> dict[str, str]:
    wished = look.preferences
    return {
        "evening": _clock(wished.evening),
        "theme": wished.theme.value,
        "text_size": wished.text_size.value,
        "language": wished.language or _BROWSERS,
        "called": look.name,
        "icon": look.icon,
        "idle": str(idle_minutes),
    }


def _choice(label: str, choices: Mapping[str, str]) -> forms.ChoiceField:
    says = _("Choose one of these for %(name)s.") % {"name": label}
    return forms.ChoiceField(
        label=label, choices=list(choices.items()), widget=Choices(), error_messages=_chosen(says)
    )


def _chosen(says: str) -> dict[str, str]:
    return {"required": says, "invalid_choice": says}


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def _clock(one: time) -> str:
    return f"{one:%H:%M}"
