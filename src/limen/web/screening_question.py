"""The twelve questions of screening, one a page; each answer is kept as soon as it is sent."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary, screening, screening_answers
from limen.actions.person import Step
from limen.diary.medicines import standing_medicines
from limen.journal.kinds.screening import Answer
from limen.screening.asked import Asked, asked
from limen.screening.questions import (
    MEDICINE_QUESTIONS,
    QUESTIONS,
    UNKNOWN_MEDICINE,
    Question,
    asks_for_help,
)
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.web.addresses import HARD, SCREENING
from limen.web.medicine_name import NamedMedicine, known_names, named
from limen.web.onward import SeeOther
from limen.web.person import later_than
from limen.web.refusals import said, status_of
from limen.web.screening_form import LATER, QuestionForm, said_before
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_MORE = "more"


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one question, and keep its answer.

    Raises:
        Http404: there is no question of this number.
    """
    if not 1 <= number <= len(QUESTIONS):
        raise Http404
    at, of = here(request), QUESTIONS[number - 1]
    before = asked(at.state.standing.events, at.today)
    if request.method != "POST":
        return _page(request, at, QuestionForm(of, initial=said_before(of, before.answers)))
    if LATER in request.POST and "said" not in request.POST:
        return SeeOther(later_than(request, Step.SCREENING))
    form = QuestionForm(of, request.POST, listed=_rules_listed(at))
    if not form.is_valid():
        return _page(request, at, form, status=400)
    try:
        _keep(at, form, before)
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(_onward(request, form))


def address_of(one: Question | None) -> str:
    """Where a question is asked; None: where its verdict stands."""
    return SCREENING if one is None else f"{SCREENING}/{QUESTIONS.index(one) + 1}"


def _keep(at: Here, form: QuestionForm, before: Asked) -> None:
    """Record a medicine that was named, then the answer; with the last one, what all come to."""
    if form.medicine is not None:
        _start(at, form, form.medicine)
    form_id, given = form.cleaned_data["sent"], form.answers
    entry = sent(form_id, at.today, _told(given))
    if any(event.id == entry.id for event in at.state.standing.events):
        return
    answers = before.with_answer(form.question, given)
    if Asked(answers).next_question is None:
        screening.save_answers(at.visit, entry, answers)
    else:
        screening_answers.keep_answers(at.visit, entry, answers)
    if _needs_help(form):
        screening_answers.show_help(at.visit, sent(form_id, at.today, "help"), EventId(entry.id))


def _start(at: Here, form: QuestionForm, medicine: NamedMedicine) -> None:
    standing = standing_medicines(at.state.diary, at.today)
    if all(one.stated.name.casefold() != medicine.name.casefold() for one in standing):
        entry = sent(form.cleaned_data["sent"], at.today, f"medicine {medicine.name}")
        diary.save_medicine(at.visit, entry, medicine.started)


def _needs_help(form: QuestionForm) -> bool:
    return form.question is QUESTIONS[0] and asks_for_help(form.answers)


def _told(given: Mapping[str, Answer]) -> str:
    """An answer as text, so that the same form with another answer is another entry."""
    return " ".join(f"{name}={said.value}" for name, said in sorted(given.items()))


def _onward(request: HttpRequest, form: QuestionForm) -> str:
    if _needs_help(form):
        return HARD
    if LATER in request.POST:
        return later_than(request, Step.SCREENING)
    if _MORE in request.POST:
        return address_of(form.question)
    if form.question is not QUESTIONS[-1]:
        return address_of(QUESTIONS[QUESTIONS.index(form.question) + 1])
    at = here(request)
    now = asked(at.state.standing.events, at.today)
    return address_of(now.next_question if now.answers else None)


def _listed(at: Here, of: Question) -> tuple[str, ...]:
    """The medicines that stand already and that a question asks for, by their names."""
    return tuple(name for name, rules in _standing(at) if rules & {*of.rows})


def _rules_listed(at: Here) -> frozenset[str]:
    return frozenset(rule for _name, rules in _standing(at) for rule in rules)


def _standing(at: Here) -> Iterator[tuple[str, set[str]]]:
    """Each medicine that stands, with the rules that speak of it."""
    for one in standing_medicines(at.state.diary, at.today):
        name = one.stated.name
        yield name, {*(named(name, "").rules or (UNKNOWN_MEDICINE,))}


def _page(
    request: HttpRequest, at: Here, form: QuestionForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    of = form.question
    number = QUESTIONS.index(of) + 1
    told = {
        "name": visited(request).name,
        "section": "more",
        "form": form,
        "says": says,
        "number": number,
        "last": len(QUESTIONS),
        "question": _(of.words),
        "why": _(of.why),
        "back": address_of(QUESTIONS[number - 2]) if number > 1 else SCREENING,
        "standing": _listed(at, of),
        "names": known_names() if of.id in MEDICINE_QUESTIONS else (),
    }
    return render(request, "screening_question.html", told, status=status)
