"""How the pages look: theme, size of the text and icon, as the person set them."""

import contextlib

from django.http import HttpRequest

from limen.actions.preferences import Preferences, TextSize, Theme, preferences
from limen.terms.errors import LimenError
from limen.web.visited import KEY, Visited


def appearance(request: HttpRequest) -> dict[str, str]:
    """What the frame of every page asks for; empty where it is as the system has it."""
    here = request.META.get(KEY)
    if not isinstance(here, Visited):
        return {}
    set_so = here.inside.preferences
    return {
        "icon": f"{here.icon}.svg",
        "theme": "" if set_so.theme is Theme.SYSTEM else set_so.theme.value,
        "text_size": "" if set_so.text_size is TextSize.USUAL else set_so.text_size.value,
    }


def take_preferences(here: Visited) -> None:
    """Look as the open vault says; where that cannot be read, as usual."""
    with contextlib.suppress(LimenError):
        prefer(here, preferences())


def prefer(here: Visited, wished: Preferences) -> None:
    """Look, and lock, as wished from now on."""
    here.inside.prefer(wished)
    if wished.idle_minutes:
        here.openness.idle_minutes = wished.idle_minutes
