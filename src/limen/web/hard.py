"""After a hard answer: the way to help takes the whole screen, then three short questions."""

from dataclasses import asdict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from limen.actions import hard_moments
from limen.actions.help_page import nearby_help
from limen.journal.kinds.screening import TriageAnswer, TriageAnswers
from limen.screening.triage import NextStep, next_step
from limen.terms.phrases import phrase
from limen.web.addresses import HARD_NOW, TODAY
from limen.web.forms import Choices, SentForm
from limen.web.language import voice
from limen.web.onward import SeeOther
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_QUESTIONS = {
    "plan": phrase("Have you thought about how you would do it?"),
    "intent": phrase("Do you mean to act on it?"),
    "recent_act": phrase(
        "In the last three months, have you hurt yourself on purpose, or got ready to?"
    ),
}
_ANSWERS = {
    TriageAnswer.YES: phrase("Yes"),
    TriageAnswer.NO: phrase("No"),
    TriageAnswer.SKIP: phrase("Rather not say"),
}


class QuestionForm(SentForm):
    """One of the three questions; the answers before it travel along."""

    def __init__(self, asked: str, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["answer"] = forms.ChoiceField(
            label=_(_QUESTIONS[asked]),
            choices=[(one.value, _(words)) for one, words in _ANSWERS.items()],
            widget=Choices(),
            error_messages={"required": _("Choose an answer; rather not say is one, too.")},
        )


@require_safe
def hard(request: HttpRequest) -> HttpResponse:
    """Show the way to help, with what the person wrote down for such a moment."""
    return render(request, "hard.html", _told(request, here(request)))


@require_safe
def hard_now(request: HttpRequest) -> HttpResponse:
    """Show the emergency step first."""
    return render(request, "hard_now.html", _told(request, here(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Ask one question after another, and record all three together."""
    at = here(request)
    given = {name: request.POST[name] for name in _QUESTIONS if name in request.POST}
    asked = next(name for name in _QUESTIONS if name not in given)
    if request.method != "POST":
        return _question(request, at, QuestionForm(asked), {})
    form = QuestionForm(asked, request.POST)
    if not form.is_valid():
        return _question(request, at, form, given, status=400)
    given[asked] = form.cleaned_data["answer"]
    remaining = [name for name in _QUESTIONS if name not in given]
    if remaining:
        following = QuestionForm(remaining[0], initial={"sent": form.cleaned_data["sent"]})
        return _question(request, at, following, given)
    return _triaged(at, form, given)


def _triaged(at: Here, form: QuestionForm, given: dict[str, str]) -> HttpResponse:
    answers = TriageAnswers(**{name: TriageAnswer(given[name]) for name in _QUESTIONS})
    hard_moments.triage(at.visit, sent(form.cleaned_data["sent"], at.today), answers)
    return SeeOther(HARD_NOW if next_step(answers) is NextStep.NOW else TODAY)


def _question(
    request: HttpRequest,
    at: Here,
    form: QuestionForm,
    given: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    told = {"name": visited(request).name, "form": form, "kept": given.items()}
    return render(request, "hard_question.html", told, status=status)


def _told(request: HttpRequest, at: Here) -> dict[str, object]:
    person, support = at.state.diary.person, at.state.diary.support
    near = nearby_help(at.facts_day, person.country if person else None, voice())
    moment = at.state.hard_moment
    asks = moment.step is None or moment.answered_at is not None
    return {"name": visited(request).name, "support": support, "asks": asks, **asdict(near)}
