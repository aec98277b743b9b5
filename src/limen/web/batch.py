"""A new batch: what it is, in which form, and what is known of its strength."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TypeVar, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary
from limen.journal.kinds.doses import (
    Analyte,
    Basis,
    BatchAdded,
    BatchContent,
    ContentPer,
    ContentUnit,
    Material,
    Prepared,
    Tested,
)
from limen.terms.errors import LimenError
from limen.terms.identifiers import parse_event_id
from limen.terms.phrases import phrase
from limen.terms.units import Form
from limen.web.addresses import DOSE, MORE
from limen.web.dose_form import open_batches
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_MATERIALS = {
    Material.CUBENSIS: phrase("Psilocybe cubensis"),
    Material.OTHER_PSILOCYBE: phrase("another Psilocybe"),
    Material.TRUFFLE: phrase("truffle"),
    Material.LSD: phrase("LSD"),
    Material.PSILOCYBIN: phrase("psilocybin"),
    Material.OTHER: phrase("something else"),
}
_FORMS = {
    Form.DRIED: phrase("dried"),
    Form.FRESH: phrase("fresh"),
    Form.TRUFFLE_FRESH: phrase("truffle, fresh"),
    Form.TRUFFLE_DRIED: phrase("truffle, dried"),
    Form.EXTRACT: phrase("extract"),
    Form.LIQUID: phrase("liquid"),
    Form.BLOTTER: phrase("blotter"),
    Form.TABLET: phrase("tablet"),
    Form.CAPSULE: phrase("capsule"),
    Form.OTHER: phrase("other"),
}
_BASES = {Basis.MATERIAL: phrase("weighed material"), Basis.COMPOUND: phrase("a stated compound")}
_PREPARED = {
    Prepared.PIECES: phrase("single pieces"),
    Prepared.POWDER: phrase("powder"),
    Prepared.UNKNOWN: phrase("I do not know"),
}
_TESTED = {
    Tested.YES: phrase("yes"),
    Tested.NO: phrase("no"),
    Tested.UNKNOWN: phrase("I do not know"),
}
_PER = {
    (ContentUnit.MILLIGRAM, ContentPer.GRAM): phrase("mg in 1 g"),
    (ContentUnit.MILLIGRAM, ContentPer.PIECE): phrase("mg in a piece"),
    (ContentUnit.MICROGRAM, ContentPer.PIECE): phrase("microgram in a piece"),
}
_ANALYTES = {
    Analyte.PSILOCYBIN_EQUIVALENT: phrase("psilocybin and psilocin"),
    Analyte.LSD: phrase("LSD"),
    Analyte.OTHER: phrase("something else"),
}


_E = TypeVar("_E", bound=Enum)


class BatchForm(SentForm):
    """One lot of a material."""

    def __init__(self, at: Here, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["label"] = forms.CharField(
            label=_("Name of the batch"),
            help_text=_("A word or letter that is on the jar."),
            max_length=60,
            error_messages={"required": _("Give the batch a name.")},
        )
        self.fields["material"] = _from_list(_("What is it?"), _MATERIALS, _("Choose what it is."))
        self.fields["words"] = forms.CharField(
            label=_("Its name, if it is something else (optional)"), max_length=60, required=False
        )
        self.fields["form"] = _from_list(_("Form"), _FORMS, _("Choose a form."))
        self.fields["basis"] = _one_of(
            _("What does an amount of it say?"), _BASES, _("Choose what an amount says.")
        )
        self.fields["prepared"] = _one_of(
            _("Single pieces or powder?"), _PREPARED, _("Choose pieces, powder or I do not know.")
        )
        self.fields["tested"] = _one_of(
            _("Was it tested by a laboratory?"), _TESTED, _("Choose yes, no or I do not know.")
        )
        for name, label in _CONTENT.items():
            self.fields[name] = forms.CharField(label=_(label), required=False, max_length=12)
        self.fields["per"] = forms.ChoiceField(
            label=_("Content in (only if it was tested)"),
            required=False,
            choices=[("", _("Choose a unit")), *_listed(_PER_WORDS)],
        )
        self.fields["analyte"] = forms.ChoiceField(
            label=_("Content of (only if it was tested)"),
            required=False,
            choices=[("", _("Choose")), *((one.value, _(says)) for one, says in _ANALYTES.items())],
        )
        self.fields["stored_since"] = forms.DateField(
            label=_("Stored since (optional)"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Enter the day like 2026-03-02.")},
        )
        earlier = [(str(one.id), one.stated.name) for one in at.state.diary.batches.values()]
        if earlier:
            self.fields["same_source"] = forms.ChoiceField(
                label=_("Same source as an earlier batch (optional)"),
                required=False,
                choices=[("", _("none of them")), *earlier],
            )
        self.fields["to"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, object]:
        """Read the content where the batch was tested."""
        cleaned = cast("dict[str, object]", super().clean() or {})
        given = [name for name in _CONTENT if cleaned.get(name)]
        self.content: BatchContent | None = None
        if not given:
            return cleaned
        if cleaned.get("tested") != Tested.YES.value:
            self.add_error("tested", _("Choose yes under tested, or leave the content empty."))
        else:
            self._read_content(cleaned)
        return cleaned

    def entry(self) -> BatchAdded:
        """What is recorded."""
        cleaned = self.cleaned_data
        source = cleaned.get("same_source")
        return BatchAdded(
            name=cleaned["label"],
            material=Material(cleaned["material"]),
            material_words=cleaned["words"] or None,
            form=Form(cleaned["form"]),
            basis=Basis(cleaned["basis"]),
            prepared=Prepared(cleaned["prepared"]),
            tested=Tested(cleaned["tested"]),
            content=self.content,
            stored_since=cleaned["stored_since"],
            same_source_as=parse_event_id(source) if source else None,
        )

    def _read_content(self, cleaned: dict[str, object]) -> None:
        try:
            lower, middle, upper = (_number(cleaned[name] or cleaned["content"]) for name in _ORDER)
        except InvalidOperation:
            self.add_error("content", _("Enter the content as a number."))
            return
        if not cleaned.get("per") or not cleaned.get("analyte"):
            self.add_error("per", _("Choose what the content is in, and of what."))
            return
        unit, per = _PER_WORDS[str(cleaned["per"])][0]
        try:
            self.content = BatchContent(
                lower=lower,
                middle=middle,
                upper=upper,
                unit=unit,
                per=per,
                analyte=Analyte(cleaned["analyte"]),
            )
        except LimenError as error:
            self.add_error("content", said(error))


_CONTENT = {
    "content": phrase("Tested content (only if it was tested)"),
    "content_from": phrase("from (optional)"),
    "content_to": phrase("to (optional)"),
}
_ORDER = ("content_from", "content", "content_to")
_PER_WORDS = {
    f"{unit.value}_{per.value}": ((unit, per), words) for (unit, per), words in _PER.items()
}


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Ask about a new batch, and record it."""
    at = here(request)
    if request.method != "POST":
        return _page(request, at, BatchForm(at, initial={"to": request.GET.get("to", "")}))
    form = BatchForm(at, request.POST)
    if not form.is_valid():
        return _page(request, at, form, status=400)
    try:
        diary.save_batch(at.visit, sent(form.cleaned_data["sent"], at.today), form.entry())
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(DOSE if form.cleaned_data["to"] == "dose" else MORE)


def _page(
    request: HttpRequest, at: Here, form: BatchForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "more",
        "form": form,
        "says": says,
        "batches": open_batches(at),
    }
    return render(request, "batch.html", told, status=status)


def _one_of(label: str, words: Mapping[_E, str], refusal: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(one.value, _(says)) for one, says in words.items()],
        widget=Choices(),
        error_messages={"required": refusal},
    )


def _from_list(label: str, words: Mapping[_E, str], refusal: str) -> forms.ChoiceField:
    chosen = [("", _("Choose")), *((one.value, _(says)) for one, says in words.items())]
    return forms.ChoiceField(label=label, choices=chosen, error_messages={"required": refusal})


def _listed(words: Mapping[str, tuple[object, str]]) -> list[tuple[str, str]]:
    return [(name, _(says)) for name, (_unit, says) in words.items()]


def _number(typed: object) -> Decimal:
    return Decimal(str(typed).strip().replace(",", "."))
