"""The longer pages: every week a short questionnaire with rows, every second week longer ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary, hard_moments
from limen.instruments.catalogue import INSTRUMENTS
from limen.instruments.instrument import Instrument, Item
from limen.instruments.rows import HABIT_QUESTIONS, WEEKLY_ROWS, WEEKLY_SET, WEEKLY_VERSION
from limen.instruments.scoring import asks_for_help
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved, QuestionnaireAnswered, QuestionnaireSkipped
from limen.protocols.sittings import INSTRUMENT_OF, LongerPage
from limen.terms.calendar import instant_text, parse_instant
from limen.terms.errors import LimenError
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import HARD, TODAY
from limen.web.effects import after_effects, asks_for_help_page, effects_field
from limen.web.forms import Choices, RowField, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.stops import let_rest
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_HAS_ROWS = {LongerPage.WEEK, LongerPage.FORTNIGHT}
_HAS_HABITS = {LongerPage.WEEK, LongerPage.FORTNIGHT_SECOND}
_YES_NO = (("1", phrase("Yes")), ("0", phrase("No")))


class WeekForm(SentForm):
    """A questionnaire, then what belongs to the same page."""

    def __init__(self, page: LongerPage, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.page, self.instrument = page, _instrument(page)
        self.rows = WEEKLY_ROWS if page in _HAS_ROWS else ()
        self.habits = HABIT_QUESTIONS if page in _HAS_HABITS else ()
        for item in self.instrument.items:
            self.fields[f"item_{item.id}"] = _item_field(self.instrument, item)
        for row in self.rows:
            self.fields[f"row_{row.id}"] = RowField(row)
        for habit in self.habits:
            self.fields[f"habit_{habit.id}"] = forms.ChoiceField(
                label=_(habit.words),
                choices=[(value, _(words)) for value, words in _YES_NO],
                widget=Choices(),
                error_messages={"required": _("Choose yes or no.")},
            )
        if self.rows:
            self.fields["effects"] = effects_field(_("Anything unwanted in the last week?"))
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput)

    @property
    def answers(self) -> dict[str, int | None]:
        """The answer to each item; an item that was left is None."""
        return {item.id: self._number(f"item_{item.id}") for item in self.instrument.items}

    @property
    def effects(self) -> list[str]:
        """What was tapped in the list of unwanted effects; nothing where it is not shown."""
        return cast("list[str]", self.cleaned_data.get("effects", []))

    @property
    def risky_item(self) -> str | None:
        """The name of the input whose answer may lead to the help page at once."""
        found = (f"item_{item.id}" for item in self.instrument.items if item.is_risk)
        return next(found, None)

    def questionnaire(self, answers: Mapping[str, int | None]) -> QuestionnaireAnswered:
        """What is recorded of the questionnaire; its words are English, so that is its language."""
        return QuestionnaireAnswered(
            instrument=self.instrument.id,
            instrument_version=self.instrument.version,
            language="en",
            answers=dict(answers),
            opened_at=self._opened(),
        )

    def week(self) -> CheckInSaved:
        """What is recorded of the rows of the week."""
        return CheckInSaved(
            sitting=Sitting.WEEK,
            scales={row.id: cast("int", self.cleaned_data[f"row_{row.id}"]) for row in self.rows},
            set=WEEKLY_SET,
            set_version=WEEKLY_VERSION,
            effects_shown=True,
            effects=tuple(self.effects),
            recalled=False,
        )

    def habit_answers(self) -> dict[str, int | None]:
        """1 for yes and 0 for no to each question about habits."""
        return {one.id: self._number(f"habit_{one.id}") for one in self.habits}

    def _number(self, field: str) -> int | None:
        value = self.cleaned_data.get(field)
        return int(value) if value not in {None, ""} else None

    def _opened(self) -> datetime:
        return parse_instant(self.data["opened"])


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest, page: str) -> HttpResponse:
    """Show a longer page, record it, or skip it."""
    at, wanted = here(request), LongerPage(page)
    if request.method != "POST":
        opened = instant_text(at.visit.at)
        return _page(request, at, WeekForm(wanted, initial={"opened": opened}))
    if "skip" in request.POST:
        return _skipped(at, request, wanted)
    form = WeekForm(wanted, request.POST)
    if form.is_valid():
        return _saved(request, at, form)
    if asks_for_help(form.instrument, form.answers):
        return _saved_at_once(at, form)
    return _page(request, at, form, status=400)


def _saved(request: HttpRequest, at: Here, form: WeekForm) -> HttpResponse:
    name = form.cleaned_data["sent"]
    try:
        needs_help = hard_moments.save_questionnaire(
            at.visit, sent(name, at.today), form.questionnaire(form.answers)
        )
        rows = sent(name, at.today, "rows")
        if form.rows:
            diary.save_check_in(at.visit, rows, form.week())
        if asks_for_help_page(form.effects):
            asked = sent(name, at.today, "help")
            hard_moments.show_help_for_effect(at.visit, asked, EventId(rows.id))
            needs_help = True
        if form.habits:
            diary.save_habits(at.visit, sent(name, at.today, "habits"), form.habit_answers())
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    let_rest(at, name)
    return SeeOther(HARD if needs_help else after_effects(form.effects, rows.id))


def _saved_at_once(at: Here, form: WeekForm) -> HttpResponse:
    """Keep the answer that cannot wait before anything else; the rest of the page stays open."""
    given = {item: answer for item, answer in form.answers.items() if answer is not None}
    name = sent(form.cleaned_data["sent"], at.today, "at once")
    hard_moments.save_questionnaire(at.visit, name, form.questionnaire(given))
    return SeeOther(HARD)


def _skipped(at: Here, request: HttpRequest, page: LongerPage) -> HttpResponse:
    form = WeekForm(page, request.POST)
    form.is_valid()
    skipped = QuestionnaireSkipped(instrument=_instrument(page).id)
    diary.skip_questionnaire(at.visit, sent(form.cleaned_data["sent"], at.today, "skip"), skipped)
    return SeeOther(TODAY)


def _instrument(page: LongerPage) -> Instrument:
    return next(one for one in INSTRUMENTS if one.id == INSTRUMENT_OF[page])


def _item_field(instrument: Instrument, item: Item) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=item.words,
        required=not item.is_risk,
        choices=[(str(one.value), one.words) for one in instrument.choices],
        widget=Choices(language="en"),
        error_messages={
            "required": _("Answer all %(count)s, or choose Skip this week.")
            % {"count": len(instrument.items)}
        },
    )


def _page(
    request: HttpRequest, at: Here, form: WeekForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "form": form,
        "stem": form.instrument.stem,
        "says": says,
    }
    return render(request, "week.html", told, status=status)
