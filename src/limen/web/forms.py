"""Fields of the pages: rows of seven, choices and chips as real inputs, and the form's own name."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.actions.visiting import new_identifier
from limen.instruments.rows import HIGHEST, LOWEST, Row
from limen.terms.phrases import phrase

TOO_OLD = phrase("This page is too old. Open it again; nothing was saved.")


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
    """One of a few answers, as buttons that are radio inputs.

    Args:
        language: of the words of question and answers; empty: that of the page.
    """

    template_name = "fields/choices.html"
    kind = "choice"

    def __init__(self, language: str = "") -> None:
        super().__init__()
        self.language = language

    def get_context(
        self, name: str, value: object, attrs: Mapping[str, object] | None
    ) -> dict[str, object]:
        """What its template shows."""
        context: dict[str, object] = super().get_context(name, value, dict(attrs or {}))
        return {**context, "language": self.language}


class Chips(forms.CheckboxSelectMultiple):
    """Any of many, as chips that are checkboxes; none is an answer as well."""

    template_name = "fields/chips.html"
    kind = "chips"


class Ticks(forms.CheckboxSelectMultiple):
    """Any of many, each on a line of its own, for answers of several words."""

    template_name = "fields/chips.html"
    kind = "ticks"


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
                "required": _("Choose a number for %(name)s.")
                % {"name": name.lower(), "label": name},
                "invalid_choice": _("Choose a number from 1 to 7."),
            },
        )


class PlainForm(forms.Form):
    """A form in the words of the house: what is wrong, and what to do."""

    template_name: ClassVar[str] = "fields/form.html"
    use_required_attribute = False

    def full_clean(self) -> None:
        """Read what was sent; no field refuses it in words that are not ours."""
        for known in self.fields.values():
            _speak_plainly(known)
        super().full_clean()


class SentForm(PlainForm):
    """A form that carries a name of its own, so that sending it twice records it once."""

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


_PLAIN = {
    "required": phrase("Fill this in."),
    "invalid_choice": phrase("Choose one of the answers on this page."),
    "max_length": phrase("This is too long. Write %(limit_value)d characters at most."),
    "null_characters_not_allowed": phrase(
        "There is a sign in this that cannot be kept. Leave it out."
    ),
}


def _speak_plainly(known: forms.Field) -> None:
    """Put our words where a field would use those of the library."""
    of_library: dict[str, object] = {}
    for kind in reversed(type(known).__mro__):
        of_library |= getattr(kind, "default_error_messages", {})
    for code, words in _PLAIN.items():
        if known.error_messages.get(code) == of_library.get(code):
            known.error_messages[code] = _(words)
