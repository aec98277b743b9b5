"""The evening page: the rows of the day, unwanted effects, and whether a dose was felt."""

from collections.abc import Iterable, Sequence
from typing import cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from limen.actions import diary, hard_moments
from limen.diary.diary import DoseEvent
from limen.instruments.rows import DAILY_SET, DAILY_VERSION, Row
from limen.journal.kinds.doses import FeltAnswered, Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.protocols.rows_asked import daily_rows, holding_plan
from limen.screening.stop_rules import stop_page
from limen.terms.errors import LimenError
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase
from limen.web.addresses import HARD, NOTICED, SHORT
from limen.web.effects import after_effects, asks_for_help_page, effects_field
from limen.web.forms import Choices, RowField, SentForm
from limen.web.onward import SeeOther
from limen.web.refusals import said, status_of
from limen.web.stops import let_rest
from limen.web.templatetags.wording import weekday
from limen.web.visited import visited
from limen.web.visits import Here, here, sent

_FELT = (
    (Felt.NO.value, phrase("No")),
    (Felt.UNSURE.value, phrase("Not sure")),
    (Felt.YES.value, phrase("Yes")),
)


class EveningForm(SentForm):
    """The answers of one evening."""

    def __init__(
        self,
        rows: Sequence[Row],
        doses: Sequence[DoseEvent],
        *given: object,
        missed: Row | None = None,
        **named: object,
    ) -> None:
        super().__init__(*given, **named)
        self.rows, self.doses, self.missed = rows, doses, missed
        if missed is not None:
            self.fields["missed"] = RowField(missed, required=False)
            self.fields["missed"].label = _("%(row)s, yesterday") % {"row": _(missed.label)}
        for row in rows:
            self.fields[f"row_{row.id}"] = RowField(row)
        for dose in doses:
            self.fields[f"felt_{dose.id}"] = _felt_field()
        self.fields["effects"] = effects_field(_("Anything unwanted today?"))

    @property
    def ratings(self) -> dict[str, int]:
        """The number on each row."""
        return {row.id: cast("int", self.cleaned_data[f"row_{row.id}"]) for row in self.rows}

    @property
    def felt(self) -> Iterable[tuple[DoseEvent, Felt]]:
        """The answer for each dose of the day."""
        return ((dose, Felt(self.cleaned_data[f"felt_{dose.id}"])) for dose in self.doses)


@require_http_methods(["GET", "HEAD", "POST"])
def evening(request: HttpRequest) -> HttpResponse:
    """Show the page of this evening, or record it."""
    at = here(request)
    rows = daily_rows(at.state.protocols, at.today)
    doses = [dose for dose in at.state.diary.doses if dose.day == at.today and dose.felt is None]
    sent_or_not = [request.POST] if request.method == "POST" else []
    return _shown_or_saved(
        request, at, EveningForm(rows, doses, *sent_or_not, missed=_missed(at, rows))
    )


@require_http_methods(["GET", "HEAD", "POST"])
def short_evening(request: HttpRequest) -> HttpResponse:
    """The same on a hard day: the main row alone, with the list that every check-in shows."""
    at = here(request)
    sent_or_not = [request.POST] if request.method == "POST" else []
    form = EveningForm([_main(at, daily_rows(at.state.protocols, at.today))], (), *sent_or_not)
    return _shown_or_saved(request, at, form)


def _shown_or_saved(request: HttpRequest, at: Here, form: EveningForm) -> HttpResponse:
    if not form.is_bound:
        return _page(request, at, form)
    if not form.is_valid():
        return _page(request, at, form, status=400)
    try:
        evening_id = _save(at, form)
    except LimenError as error:
        return _page(request, at, form, says=said(error), status=status_of(error))
    return SeeOther(_next_page(form, evening_id))


def check_in_of(form: EveningForm, *, is_recalled: bool) -> CheckInSaved:
    """What the answers of an evening say."""
    return CheckInSaved(
        sitting=Sitting.EVENING,
        scales=form.ratings,
        set=DAILY_SET,
        set_version=DAILY_VERSION,
        effects_shown=True,
        effects=tuple(form.cleaned_data["effects"]),
        recalled=is_recalled,
    )


def _save(at: Here, form: EveningForm) -> UUID:
    """Record an evening with all that belongs to it, and give its name."""
    name = form.cleaned_data["sent"]
    entry = sent(name, at.today)
    diary.save_check_in(at.visit, entry, check_in_of(form, is_recalled=False))
    if asks_for_help_page(form.cleaned_data["effects"]):
        asked = sent(name, at.today, "help")
        hard_moments.show_help_for_effect(at.visit, asked, EventId(entry.id))
    if form.missed is not None and form.cleaned_data["missed"]:
        recalled = _recalled(form.missed, form.cleaned_data["missed"])
        diary.save_check_in(at.visit, sent(name, at.yesterday, "yesterday"), recalled)
    for dose, felt in form.felt:
        answered = FeltAnswered(dose=dose.id, sitting=Sitting.EVENING, felt=felt)
        diary.save_felt(at.visit, sent(name, at.today, str(dose.id)), answered)
    let_rest(at, name)
    return entry.id


def _next_page(form: EveningForm, entry: UUID) -> str:
    """Help first, then what cannot wait, then the card of a noticed day, then what was unwanted."""
    effects = form.cleaned_data["effects"]
    if asks_for_help_page(effects):
        return HARD
    is_noticed = any(felt is Felt.YES for _dose, felt in form.felt)
    if is_noticed and not stop_page(effects):
        return NOTICED
    return after_effects(effects, entry)


def _missed(at: Here, rows: Sequence[Row]) -> Row | None:
    """The main row, where yesterday belongs to the practice and has no evening."""
    evenings = {one.day for one in at.state.diary.check_ins}
    if not evenings or at.yesterday < min(evenings) or at.yesterday in evenings:
        return None
    return _main(at, rows)


def _main(at: Here, rows: Sequence[Row]) -> Row:
    """The row that is the main measure."""
    plan = holding_plan(at.state.protocols, at.today)
    main = plan.stated.main_measure if plan else rows[0].id
    return next((row for row in rows if row.id == main), rows[0])


def _recalled(row: Row, rating: int) -> CheckInSaved:
    return CheckInSaved(
        sitting=Sitting.EVENING,
        scales={row.id: rating},
        set=DAILY_SET,
        set_version=DAILY_VERSION,
        effects_shown=False,
        recalled=True,
    )


def _felt_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Did you notice the capsule itself?"),
        choices=[(value, _(words)) for value, words in _FELT],
        widget=Choices(),
        error_messages={"required": _("Choose what you noticed.")},
    )


def _page(
    request: HttpRequest, at: Here, form: EveningForm, *, says: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "name": visited(request).name,
        "section": "today",
        "where": weekday(at.today),
        "is_short": request.path == SHORT,
        "form": form,
        "says": says,
    }
    return render(request, "evening.html", told, status=status)
