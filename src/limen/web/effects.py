"""The list of unwanted effects of every check-in, and which page follows what was tapped."""

from collections.abc import Collection
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from limen.diary.effects import EFFECTS
from limen.screening.stop_rules import stop_page
from limen.web.addresses import TODAY, UNWANTED
from limen.web.forms import Chips
from limen.web.stops import page_of


def effects_field(label: str) -> forms.MultipleChoiceField:
    """The list, with nothing tapped; it is the same in every check-in."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=_("Tap only what applies. Nothing to tap is an answer as well."),
        required=False,
        choices=[(effect.id, _(effect.words)) for effect in EFFECTS],
        widget=Chips(),
    )


def asks_for_help_page(effects: Collection[str]) -> bool:
    """Whether something was tapped that leads to the help page at once."""
    return any(one.asks_for_help and one.id in effects for one in EFFECTS)


def after_effects(effects: Collection[str], entry: UUID) -> str:
    """Where a list leads once it was saved: what cannot wait, else how bad it was, else Today."""
    if sign := stop_page(effects):
        return page_of(sign)
    return f"{UNWANTED}/{entry}" if effects else TODAY
