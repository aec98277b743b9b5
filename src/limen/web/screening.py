"""Screening: what stands now with its reasons, what opens it, and the note for a clinician."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from limen.actions import screening as actions
from limen.actions.person import Step
from limen.diary.medicines import standing_medicines
from limen.journal.kinds.screening import StatedVerdict
from limen.screening.asked import asked
from limen.screening.gates import NOTICE, LapsedWhy, Screening, ScreeningState
from limen.screening.questions import QUESTIONS
from limen.screening.rules import Tier
from limen.screening.tables import screening_table
from limen.screening.verdict import open_reasons
from limen.terms.errors import LimenError
from limen.terms.phrases import phrase
from limen.web.addresses import SCREENING
from limen.web.forms import SentForm
from limen.web.onward import SeeOther
from limen.web.person import later_than
from limen.web.reasons import ReasonShown, medicine_reasons, shown_in_order
from limen.web.refusals import said, status_of
from limen.web.screening_question import address_of
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_LAPSED = {
    LapsedWhy.TIME: phrase("It counts for 90 days, and these are over."),
    LapsedWhy.MEDICINE: phrase("You wrote down a new medicine since."),
    LapsedWhy.AGE: phrase("You said something else about your age since."),
    LapsedWhy.STOP_EVENT: phrase("Something happened since that paused your protocol."),
    LapsedWhy.NEEDED_HELP: phrase("You needed help since."),
    LapsedWhy.ANSWERS: phrase("You began to answer anew."),
}
_STATES = {
    ScreeningState.NEVER: phrase("not answered yet"),
    ScreeningState.LAPSED: phrase("no longer counts"),
    ScreeningState.STOP: phrase("do not start the trial"),
    ScreeningState.CAUTION_OPEN_AFTER_TALK: phrase("talk to someone first"),
    ScreeningState.CLEAR_UNREAD: phrase("one thing to know"),
    ScreeningState.OPEN: phrase("go on"),
}


class ReadForm(SentForm):
    """That the reasons were read."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["read"] = forms.BooleanField(
            label=_("I have read this"),
            error_messages={"required": _("Tick it once you have read the reasons.")},
        )


class TalkForm(SentForm):
    """Who agreed, and when."""

    def __init__(self, today: date, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self._today = today
        self.fields["agreed"] = forms.BooleanField(
            label=_("We spoke about each reason, and they agree that I go on"),
            error_messages={"required": _("Tick it once somebody agreed.")},
        )
        self.fields["consulted"] = forms.DateField(
            label=_("When did you speak?"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": _("Choose the day on which you spoke."),
                "invalid": _("Choose the day from the calendar."),
            },
        )
        self.fields["clinician"] = forms.CharField(
            label=_("Who was it? (optional)"), max_length=80, required=False
        )

    def clean_consulted(self) -> date:
        """The day, which is not in the future."""
        day = cast("date", self.cleaned_data["consulted"])
        if day > self._today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


@dataclass(frozen=True, slots=True)
class MedicineShown:
    """A medicine that is taken, with all that the table says of it."""

    name: str
    reasons: tuple[ReasonShown, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Show what stands now, or record that reasons were read or talked about."""
    at = here(request)
    if request.method != "POST":
        return _page(request, at, _form(at))
    form = _form(at, request.POST)
    if form is None:
        return SeeOther(SCREENING)
    if not form.is_valid():
        return _page(request, at, form, status=400)
    try:
        _record(at, form)
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(SCREENING)


@require_safe
def note(request: HttpRequest) -> HttpResponse:
    """Show what there is to talk about, for a clinician and for paper."""
    at = here(request)
    table, decided = screening_table(), at.state.screening.decided
    on = max(at.facts_day, table.compiled_on)
    reasons = shown_in_order(decided.reasons, table, on) if decided else ()
    told = {
        "name": visited(request).name,
        "section": "more",
        "decided": decided,
        "stands": _(_STATES[at.state.screening.state_on(at.facts_day)]),
        "reasons": [one for one in reasons if one.tier in {Tier.STOP, Tier.CLINICIAN}],
        "others": [one for one in reasons if one.tier not in {Tier.STOP, Tier.CLINICIAN}],
        "medicines": _medicines_shown(at),
        "today": at.today,
    }
    return render(request, "screening_note.html", told)


def state_words(at: Here) -> str:
    """What stands now, in a few words."""
    if asked(at.state.standing.events, at.today).answers:
        return _("begun")
    return _(_STATES[at.state.screening.state_on(at.facts_day)])


def _medicines_shown(at: Here) -> tuple[MedicineShown, ...]:
    """Every medicine that stands today, and what there is to say of it."""
    standing = standing_medicines(at.state.diary, at.today)
    return tuple(MedicineShown(one.stated.name, medicine_reasons(at, one)) for one in standing)


def _form(at: Here, *given: object) -> SentForm | None:
    """What there is to fill in on the page of what stands now, if anything."""
    match at.state.screening.state_on(at.facts_day):
        case ScreeningState.CLEAR_UNREAD:
            return ReadForm(*given)
        case ScreeningState.CAUTION_OPEN_AFTER_TALK:
            return TalkForm(at.today, *given)
        case _:
            return None


def _record(at: Here, form: SentForm) -> None:
    entry = sent(form.cleaned_data["sent"], at.today)
    if isinstance(form, ReadForm):
        actions.acknowledge(at.visit, entry, NOTICE)
        return
    decided = at.state.screening.decided
    reasons = open_reasons(decided.reasons) if decided else ()
    clinician, day = form.cleaned_data["clinician"], form.cleaned_data["consulted"]
    actions.attest(at.visit, entry, reasons, clinician, day)


def _page(
    request: HttpRequest,
    at: Here,
    form: SentForm | None,
    *,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    known, begun = at.state.screening, asked(at.state.standing.events, at.today)
    table, state = screening_table(), known.state_on(at.facts_day)
    on = max(at.facts_day, table.compiled_on)
    why = known.lapsed_why(at.facts_day)
    person = at.state.diary.person
    told = {
        "name": visited(request).name,
        "section": "more",
        "form": form,
        "says": says,
        "state": state.value,
        "is_hard": known.stopped_on is not None,
        "lifts_on": known.may_lift_stop_from(),
        "decided": known.decided,
        "is_clear": _is_clear(known),
        "talked_on": known.talked_on,
        "clinician": known.clinician,
        "lapsed": _(_LAPSED[why]) if why else "",
        "reasons": shown_in_order(known.decided.reasons, table, on) if known.decided else (),
        "has_no_age": person is None or person.age_band is None,
        "begun": begun.answered,
        "of": len(QUESTIONS),
        "next": address_of(begun.next_question),
        "later": later_than(request, Step.SCREENING),
    }
    return render(request, "screening.html", told, status=status)


def _is_clear(known: Screening) -> bool:
    return known.decided is not None and known.decided.verdict is StatedVerdict.CLEAR
