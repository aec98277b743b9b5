"""Fields of the pages: rows of seven, choices and chips as real inputs, and the form's own name."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.actions.visiting import new_identifier
from limen.instruments.rows import HIGHEST, LOWEST, Row

TOO_OLD = "This page is too old. Open it again; nothing was saved."


class RowOfSeven(forms.RadioSelect):
    """Seven squares in a row, with words at both ends."""

    template_name = "fields/row.html"
    kind = "row"

    def __init__(self, low_words: str, high_words: str) -> None:
        super().__init__()
        self.low_words, self.high_words = low_words, high_words

    def get_context(
        self, name: str, value: object, attrs: Mapping[str, object] | None
    ) -> dict[str, object]:
        """What its template shows."""
        context: dict[str, object] = super().get_context(name, value, dict(attrs or {}))
        return {**context, "low_words": self.low_words, "high_words": self.high_words}


class Choices(forms.RadioSelect):
    """One of a few answers, as buttons that are radio inputs."""

    template_name = "fields/choices.html"
    kind = "choice"


class Chips(forms.CheckboxSelectMultiple):
    """Any of many, as chips that are checkboxes; none is an answer as well."""

    template_name = "fields/chips.html"
    kind = "chips"


class RowField(forms.TypedChoiceField):
    """An answer on a row of seven."""

    def __init__(self, row: Row, *, required: bool = True) -> None:
        name = _(row.label)
        super().__init__(
            label=name,
            required=required,
            coerce=int,
            empty_value=None,
            choices=[(n, str(n)) for n in range(LOWEST, HIGHEST + 1)],
            widget=RowOfSeven(_(row.low_words), _(row.high_words)),
            error_messages={
                "required": _("Choose a number for %(name)s.") % {"name": name.lower()},
                "invalid_choice": _("Choose a number from 1 to 7."),
            },
        )


class SentForm(forms.Form):
    """A form that carries a name of its own, so that sending it twice records it once."""

    template_name: ClassVar[str] = "fields/form.html"
    use_required_attribute = False

    sent = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy(TOO_OLD),
            "invalid": gettext_lazy(TOO_OLD),
        },
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # -- passed on as they came
        self.initial.setdefault("sent", str(new_identifier()))

    def errors_in_order(self) -> Iterable[tuple[str, str]]:
        """The input and the first message of each field that has one, in the order of the page."""
        for field in self:
            if field.errors:
                yield field.id_for_label or field.auto_id, str(field.errors[0])
