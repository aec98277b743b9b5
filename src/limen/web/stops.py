"""The pages and cards of the stop rules: static words and numbers, the same in both arms."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from limen.actions import stops
from limen.actions.diary import now_and_here
from limen.actions.help_page import nearby_help
from limen.actions.visiting import new_identifier
from limen.journal.kinds.protocols import PausedWhy
from limen.screening.stop_rules import Stop, StopRule
from limen.screening.worsening import TERMS
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import DRIFT, NOTE, SCREENING, STOP, TODAY, WORSE
from limen.web.forms import SentForm
from limen.web.language import voice
from limen.web.onward import SeeOther
from limen.web.refusals import refused, said, status_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent


@dataclass(frozen=True, slots=True)
class StopPage:
    """One page: its neutral name in an address, its heading, and what it says."""

    name: str
    heading: str
    says: tuple[str, ...]


_SAY_WHAT = phrase("Say what you took and when, and which medicines you take.")
_CHILD = StopPage(
    "k",
    phrase("Call the emergency number or a poison centre at once."),
    (
        phrase("A child may have swallowed some: do not wait for signs."),
        phrase("Say what it was. Nobody who helps you is there to blame you."),
    ),
)
_PAGES = {
    StopRule.SEROTONIN: StopPage(
        "s",
        phrase("Call the emergency number now."),
        (
            phrase(
                "Jerks, stiff muscles, a high fever, a wild pulse, great unrest or a fit can be"
                " signs of danger. Do not wait to see if they pass."
            ),
            _SAY_WHAT,
        ),
    ),
    StopRule.HEART: StopPage(
        "h",
        phrase("Chest pain, fainting or trouble breathing: call the emergency number now."),
        (
            phrase("Ankles that swell, or a heart that races while you feel faint: see a doctor."),
            _SAY_WHAT,
        ),
    ),
    StopRule.MIND: StopPage(
        "m",
        phrase("Stop here, and talk to a doctor today."),
        (
            phrase("Do you see or hear things that others cannot? Then get help for it today."),
            phrase("If you cannot reach a doctor, or feel in danger, call the emergency number."),
        ),
    ),
    StopRule.PREGNANCY: StopPage(
        "p",
        phrase("You wrote down that you are pregnant. Stop here."),
        (phrase("Tell your doctor or your midwife what you took and when."),),
    ),
}
PAGES = {one.name: one for one in (*_PAGES.values(), _CHILD)}
"""Every page by its name in an address."""

_NOTICES = frozenset({*(rule.value for rule in StopRule), *(f"worse_{name}" for name in TERMS)})


def page_of(rule: StopRule) -> str:
    """The address of a rule's page."""
    return f"{STOP}/{_PAGES[rule].name}"


@require_safe
def stop(request: HttpRequest, sign: str) -> HttpResponse:
    """Show one page: what to do now, and whom to call."""
    at = here(request)
    person, page = at.state.diary.person, PAGES[sign]
    near = nearby_help(at.facts_day, person.country if person else None, voice())
    plan = stops.plan_held(at.state, at.today)
    rests = bool(plan and plan.pauses and plan.pauses[-1].why is PausedWhy.ADVERSE)
    told = {
        "name": visited(request).name,
        "page": page,
        "rests": rests and plan is not None and at.today in plan.pauses[-1],
        "support": at.state.diary.support,
        **asdict(near),
    }
    return render(request, "stop.html", told)


class ReadForm(SentForm):
    """Which card was read."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        says = _("Open the page Today again, and answer the card there.")
        self.fields["notice"] = forms.ChoiceField(
            choices=[(name, name) for name in _NOTICES],
            error_messages={"required": says, "invalid_choice": says},
        )


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Record that a card was read, or that its question was answered with no."""
    at, form = here(request), ReadForm(request.POST)
    if not form.is_valid():
        _field, says = next(iter(form.errors_in_order()))
        return refused(HTTPStatus.BAD_REQUEST, says, visited(request).name)
    entry = sent(form.cleaned_data["sent"], at.today)
    try:
        stops.acknowledge(at.visit, entry, form.cleaned_data["notice"])
    except LimenError as error:
        return refused(status_of(error), said(error), visited(request).name)
    return SeeOther(TODAY)


@dataclass(frozen=True, slots=True)
class Card:
    """One card of Today: what it says, where it leads, and the notice that it was read."""

    heading: str
    says: str
    onward: str
    leads: str
    notice: str
    done: str
    sent: str


def cards(at: Here) -> tuple[Card, ...]:
    """A card for each rule that has fired, then one for each score that is worse than before."""
    fired = (_of_rule(one) for one in stops.stops_of(at.state, at.today))
    return (*fired, *_of_scores(at))


def let_rest(at: Here, form_id: UUID) -> None:
    """Let a protocol rest after what was just written down, where a rule asks for it."""
    state = now_and_here(at.visit)
    stops.let_rest(at.visit, sent(form_id, at.today, "rest"), state)


def _of_rule(one: Stop) -> Card:
    match one.rule:
        case StopRule.ANXIETY:
            heading, says = _("Stop, or talk to someone."), _(_REST)
            onward, leads = DRIFT, _("Talk to someone")
        case StopRule.NEW_MEDICINE:
            heading, says = _("A new medicine"), _(_MEDICINE)
            onward, leads = SCREENING, _("Answer them")
        case StopRule.FELT:
            heading, says = _("You noticed it more than once."), _above(one)
            onward, leads = NOTE, _("Write a note for my clinician")
        case _:
            heading, says = _(_PAGES[one.rule].heading), _(_REST)
            onward, leads = page_of(one.rule), _("What to do now")
    return Card(heading, says, onward, leads, one.rule.value, _("I have read this"), _name())


_REST = phrase("Your protocol rests until you go on with it. What you wrote down is all there.")
_MEDICINE = phrase(
    "Answer the safety questions again before the next day of your protocol. Do not stop or change"
    " a prescribed medicine because of this. Ask the person who prescribes it."
)


def _above(one: Stop) -> str:
    """Counts alone; what another amount would do is not said."""
    return ngettext(
        "Above what this protocol calls a microdose on %(count)d of %(of)d day.",
        "Above what this protocol calls a microdose on %(count)d of %(of)d days.",
        one.of,
    ) % {"count": one.count, "of": one.of}


def _of_scores(at: Here) -> Iterator[Card]:
    for one in stops.questions_of(at.state, at.today):
        yield Card(
            heading=_("One more question"),
            says=_(
                "Your last answers were harder than at the start. Is there something unwanted that"
                " you want to write down?"
            ),
            onward=f"{WORSE}/{one.instrument}",
            leads=_("Yes, write it down"),
            notice=one.notice,
            done=_("No"),
            sent=_name(),
        )


def _name() -> str:
    return str(new_identifier())
