"""The checklist of a plan: eight things that a clinician asks about; it closes nothing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import screening
from limen.journal.kinds.screening import Answer, ChecklistAnswered
from limen.protocols.protocol import Protocol
from limen.screening.checklist import CHECKLIST
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.forms import Choices, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_ANSWERS = {
    Answer.YES: phrase("Yes"),
    Answer.NO: phrase("No"),
    Answer.UNKNOWN: phrase("I do not know"),
}
_WORDS = "words_"


class ChecklistForm(SentForm):
    """Every item with its answer, and own words beside it."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        for item in CHECKLIST:
            self.fields[item.id] = forms.ChoiceField(
                label=_(item.words),
                help_text=_(item.why),
                choices=[(one.value, _(words)) for one, words in _ANSWERS.items()],
                widget=Choices(),
                error_messages={"required": _("Choose yes, no, or I do not know.")},
            )
            self.fields[_WORDS + item.id] = forms.CharField(
                label=_("In your own words (optional)"), max_length=200, required=False
            )

    @property
    def answers(self) -> dict[str, Answer]:
        """The answer to each item."""
        return {item.id: Answer(self.cleaned_data[item.id]) for item in CHECKLIST}

    @property
    def words(self) -> dict[str, str]:
        """What was written beside the items."""
        return {item.id: self.cleaned_data[_WORDS + item.id] for item in CHECKLIST}


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item with the latest answer to it."""

    question: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest answers of a plan, and their day."""

    day: date
    stated: ChecklistAnswered

    @property
    def items(self) -> tuple[ItemShown, ...]:
        """Every item in words."""
        answers, words = self.stated.answers, self.stated.words or {}
        return tuple(
            ItemShown(_(item.words), _(_ANSWERS[answers[item.id]]), words.get(item.id, ""))
            for item in CHECKLIST
            if item.id in answers
        )

    @property
    def initial(self) -> dict[str, object]:
        """The same as the fields of the form hold it."""
        answers = {name: answer.value for name, answer in self.stated.answers.items()}
        words = {_WORDS + name: text for name, text in (self.stated.words or {}).items()}
        return {**answers, **words}


@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show the latest answers of a plan, or record new ones.

    Raises:
        Http404: there is no such plan.
    """
    at = here(request)
    known = _found(at, plan)
    if request.method != "POST":
        latest = _latest(at, known)
        form = ChecklistForm(initial=latest.initial if latest else None)
        return _page(request, at, known, form)
    form = ChecklistForm(request.POST)
    if not form.is_valid():
        return _page(request, at, known, form, status=400)
    entry = sent(form.cleaned_data["sent"], at.today)
    try:
        screening.save_checklist(at.visit, entry, known.id, form.answers, form.words)
    except LimenError as error:
        return _page(request, at, known, form, says=said(error), status=status_of(error))
    return SeeOther(request.path)


def _found(at: Here, plan: UUID) -> Protocol:
    for one in at.state.protocols.each:
        if one.id == EventId(plan):
            return one
    raise Http404


def _latest(at: Here, plan: Protocol) -> Latest | None:
    for event in reversed(at.state.standing.events):
        stated = event.payload
        if isinstance(stated, ChecklistAnswered) and stated.protocol == plan.id:
            return Latest(event.day, stated)
    return None


def _page(
    request: HttpRequest,
    at: Here,
    plan: Protocol,
    form: ChecklistForm,
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "more",
        "plan": plan,
        "latest": _latest(at, plan),
        "form": form,
        "says": says,
    }
    return render(request, "checklist.html", told, status=status)
