"""The form of one question of screening: yes, no or not known, and what a yes opens."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.utils.translation import gettext as _

from limen.journal.kinds.screening import Answer
from limen.screening.questions import (
    ANY_OTHER,
    MEDICINE_QUESTIONS,
    QUESTIONS,
    UNKNOWN_MEDICINE,
    Question,
)
from limen.screening.tables import screening_table
from limen.terms.phrases import phrase
from limen.web.forms import Choices, SentForm, Ticks
from limen.web.medicine_name import NamedMedicine, meant_field, name_field, named

LATER = "later"
_OTHER = "other"
_ANSWERS = {
    Answer.YES: phrase("Yes"),
    Answer.NO: phrase("No"),
    Answer.UNKNOWN: phrase("I do not know"),
}
_SHORT = 8
_NEEDS_NO_TICK = QUESTIONS[0].id
"""Whoever says yes to it is led to help at once, whatever was ticked."""


class QuestionForm(SentForm):
    """One of the twelve questions.

    Args:
        question: which.
        listed: rules of the medicines that stand already; a yes may mean these.
    """

    def __init__(
        self,
        question: Question,
        *given: object,
        listed: frozenset[str] = frozenset(),
        **named_: object,
    ) -> None:
        super().__init__(*given, **named_)
        self.question = question
        self._listed = listed if question.id in MEDICINE_QUESTIONS else frozenset[str]()
        self.fields["said"] = forms.ChoiceField(
            label=_(question.words),
            choices=[(one.value, _(words)) for one, words in _ANSWERS.items()],
            widget=Choices(),
            error_messages={"required": _("Choose yes, no, or I do not know.")},
        )
        if question.id in MEDICINE_QUESTIONS:
            self.fields["called"] = name_field(
                _("Name, as it stands on the packet (optional)"), required=False
            )
            self._ask_what_was_meant()
        self.fields["rows"] = forms.MultipleChoiceField(
            label=_("What is it? Tick all that fits."),
            required=False,
            choices=_rows(question),
            widget=Ticks(),
        )

    def clean(self) -> dict[str, object]:
        """Ask for at least one tick or one name beside a yes."""
        cleaned = cast("dict[str, object]", super().clean() or {})
        is_told = self._listed or any(cleaned.get(name) for name in ("rows", "called"))
        is_enough = is_told or self.question.id == _NEEDS_NO_TICK or LATER in self.data
        if cleaned.get("said") == Answer.YES.value and not is_enough and not self.errors:
            self.add_error("rows", self._missing())
        return cleaned

    @property
    def is_list_open(self) -> bool:
        """Whether the list is shown at once: it is short, or something in it is chosen or wrong."""
        return len(self.question.rows) <= _SHORT or bool(
            self["rows"].value() or self["rows"].errors
        )

    @property
    def medicine(self) -> NamedMedicine | None:
        """The medicine that was written down beside a yes, or None."""
        typed = self.cleaned_data.get("called", "")
        if not typed or self.cleaned_data["said"] != Answer.YES.value:
            return None
        return named(typed, self.cleaned_data.get("meant", ""))

    @property
    def answers(self) -> dict[str, Answer]:
        """What was said: the answer, and each row that was ticked or that a name belongs to."""
        said = Answer(self.cleaned_data["said"])
        if said is not Answer.YES:
            return {self.question.id: said}
        ticked = {*self.cleaned_data["rows"], *self._listed}
        if self.medicine is not None:
            ticked |= set(self.medicine.rules or (UNKNOWN_MEDICINE,))
        rows = {name: Answer.YES for name in self.question.rows if name in ticked}
        is_open = bool(rows) and _OTHER in ticked
        return {self.question.id: Answer.UNKNOWN if is_open else Answer.YES, **rows}

    def _missing(self) -> str:
        if self.question.id in MEDICINE_QUESTIONS:
            return _("Write its name, or tick what fits.")
        return _("Tick what fits, or the last line.")

    def _ask_what_was_meant(self) -> None:
        is_asked = self.data.get("said") == Answer.YES.value
        meant = meant_field(str(self.data.get("called", ""))) if is_asked else None
        if meant is not None:
            self.fields["meant"] = meant


def said_before(question: Question, answers: Mapping[str, Answer]) -> dict[str, object]:
    """What was answered already, as the fields of the form hold it; nothing where nothing was."""
    said = answers.get(question.id)
    if said is None:
        return {}
    rows = [name for name in question.rows if answers.get(name) is Answer.YES]
    is_open = said is (Answer.UNKNOWN if rows else Answer.YES)
    return {
        "said": (Answer.YES if rows else said).value,
        "rows": [*rows, *([_OTHER] if is_open else [])],
    }


def _rows(question: Question) -> list[tuple[str, str]]:
    table = screening_table()
    found = [(rule.id, _(rule.label)) for name in question.rows if (rule := table.find(name))]
    has_last = {ANY_OTHER, UNKNOWN_MEDICINE} & set(question.rows)
    return found if has_last else [*found, (_OTHER, _("Something else, or I am not sure which"))]
