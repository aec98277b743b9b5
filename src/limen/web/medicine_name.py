"""The name of a medicine as it was written, and what it stands for; nothing is chosen silently."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from limen.journal.kinds.harms import MedicineStarted
from limen.screening.interactions import DidYouMean, Known, matched
from limen.screening.tables import screening_table
from limen.web.forms import Choices

AS_WRITTEN = "-"
LONGEST = 100


@dataclass(frozen=True, slots=True)
class NamedMedicine:
    """A medicine by its name, with the rules that speak of it; none where nothing is known."""

    name: str
    rules: tuple[str, ...] = ()

    @property
    def started(self) -> MedicineStarted:
        """What is recorded of it."""
        return MedicineStarted(name=self.name, class_=next(iter(self.rules), None))


def name_field(label: str, *, required: bool) -> forms.CharField:
    """Where a name is written; the names that Limen knows are offered while typing."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"list": "names", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the name of the medicine."),
            "max_length": _("Write the name with at most 100 characters."),
        },
    )


def meant_field(typed: str) -> forms.ChoiceField | None:
    """The question which name was meant, where one slip of the pen lies between; None elsewhere."""
    found = matched(typed, screening_table())
    if not isinstance(found, DidYouMean):
        return None
    kept = _("None of these. Keep “%(name)s”.") % {"name": typed}
    return forms.ChoiceField(
        label=_("Did you mean one of these?"),
        choices=[*((name, name) for name in found.names), (AS_WRITTEN, kept)],
        widget=Choices(),
        error_messages={"required": _("Choose one of the names, or keep yours.")},
    )


def named(typed: str, meant: str) -> NamedMedicine:
    """What a person takes, by the name that they wrote or chose."""
    name = typed if meant in {"", AS_WRITTEN} else meant
    found = matched(name, screening_table())
    rules = tuple(rule.id for rule in found.rules) if isinstance(found, Known) else ()
    return NamedMedicine(name, rules)


def known_names() -> tuple[str, ...]:
    """Every name in the table, each once, in the order of the alphabet."""
    return tuple(sorted({name for rule in screening_table().rules for name in rule.names}))
