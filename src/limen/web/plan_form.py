"""The fields of a new plan: the question, what is expected, and when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from django import forms
from django.utils.translation import gettext as _

from limen.instruments.rows import DAILY_ROWS, SLEEP_ROW
from limen.journal.kinds.protocols import Acts, ExpectancyStated, Measure, ProtocolPlanned
from limen.protocols.exposure import ExposureNotice
from limen.protocols.protocol import planned_dates
from limen.protocols.schedules.catalogue import PRESETS
from limen.screening.rules import Rule
from limen.terms.errors import BadInput, ProtocolRefused
from limen.terms.phrases import phrase
from limen.web.forms import Chips, Choices, SentForm
from limen.web.refusals import said
from limen.web.templatetags.wording import number
from limen.web.visits import Here

RUN_IN_DAYS = 14
_ACTS = {
    Acts.SAME_DAY: phrase("same day"),
    Acts.NEXT_DAYS: phrase("next days"),
    Acts.OVER_WEEKS: phrase("over weeks"),
}
_CHANGES = tuple(Decimal(quarter) / 4 for quarter in range(1, 9))
_EXPECTED = {
    -100: phrase("much worse"),
    -67: phrase("worse"),
    -33: phrase("a little worse"),
    0: phrase("no different"),
    33: phrase("a little better"),
    67: phrase("better"),
    100: phrase("much better"),
}
_SURE = {0: phrase("not"), 33: phrase("a bit"), 67: phrase("fairly"), 100: phrase("very")}


class QuestionForm(SentForm):
    """What the person hopes changes, and by how much it would have to."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["question"] = forms.CharField(
            label=_("Your question, in your own words"),
            help_text=_("For instance: do I feel calmer on those days?"),
            max_length=200,
            error_messages={"required": _("Write your question.")},
        )
        self.fields["measure"] = forms.ChoiceField(
            label=_("What do you hope changes?"),
            choices=[(row.id, _(row.label)) for row in (*DAILY_ROWS, SLEEP_ROW)],
            widget=Choices(),
            error_messages={"required": _("Choose one main measure.")},
        )
        self.fields["acts"] = forms.ChoiceField(
            label=_("When do you think it acts?"),
            choices=[(one.value, _(words)) for one, words in _ACTS.items()],
            widget=Choices(),
            error_messages={"required": _("Choose same day, next days or over weeks.")},
        )
        self.fields["change"] = forms.ChoiceField(
            label=_("What is the smallest change you would care about?"),
            help_text=_("In places of the row from 1 to 7."),
            choices=[("", _("Choose")), *((f"{one}", number(one)) for one in _CHANGES)],
            error_messages={"required": _("Choose the smallest change you would care about.")},
        )


class ExpectancyForm(SentForm):
    """What the person expects; locked with the plan, before anything begins."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.fields["expected"] = forms.ChoiceField(
            label=_("How do you expect it to change?"),
            choices=[(str(value), _(words)) for value, words in _EXPECTED.items()],
            widget=Choices(),
            error_messages={"required": _("Choose what you expect.")},
        )
        self.fields["sure"] = forms.ChoiceField(
            label=_("How sure are you of that?"),
            choices=[(str(value), _(words)) for value, words in _SURE.items()],
            widget=Choices(),
            error_messages={"required": _("Choose how sure you are.")},
        )
        self.fields["hoped"] = forms.CharField(
            label=_("What do you hope for? (optional)"), max_length=200, required=False
        )


@dataclass(frozen=True, slots=True)
class Note:
    """The note about many dose days, with the row about them unless it is past its review."""

    planned: ExposureNotice
    known: Rule | None


class DatesForm(SentForm):
    """The schedule, a start after the run-in, and an end with its rest and its review."""

    def __init__(self, at: Here, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        earliest = at.today + timedelta(days=RUN_IN_DAYS)
        self.fields["schedule"] = forms.ChoiceField(
            label=_("Schedule"),
            help_text=_("None of them is better than another."),
            choices=[(one.id, _(one.title)) for one in PRESETS],
            widget=Choices(),
            error_messages={"required": _("Choose a schedule.")},
        )
        self.fields["starts"] = _day_field(_("Start"), earliest)
        self.fields["starts"].help_text = _(
            "The first 14 days are a run-in: no capsules, just your evenings."
        )
        self.fields["ends"] = _day_field(_("End date"), None)
        self.fields["rests_until"] = _day_field(_("Rest until"), None)
        self.fields["rests_until"].help_text = _("At least 2 weeks after the end.")
        self.fields["reviews_on"] = _day_field(_("Review (optional; else on the end date)"), None)
        self.at = at
        self.note: Note | None = None

    def ask_to_read(self, note: Note) -> None:
        """Show the note about many dose days, with the tick that it was read."""
        self.note = note
        self.fields["is_read"] = forms.MultipleChoiceField(
            label=_("The note about the number of dose days"),
            required=False,
            choices=[("yes", _("I have read this"))],
            widget=Chips(),
        )

    def clean(self) -> dict[str, object]:
        """Hold the dates against the rules of every plan."""
        cleaned = cast("dict[str, object]", super().clean() or {})
        starts = cleaned.get("starts")
        if starts is None and "starts" not in self.errors:
            self.add_error("starts", _("Choose a start."))
        if isinstance(starts, date) and not self.errors:
            self._read_dates(starts, cleaned)
        return cleaned

    def _read_dates(self, starts: date, cleaned: Mapping[str, object]) -> None:
        if starts < self.at.today + timedelta(days=1):
            self.add_error("starts", _("Choose a start from tomorrow on."))
            return
        ends, rests, reviews = (
            cast("date | None", cleaned.get(name)) for name in ("ends", "rests_until", "reviews_on")
        )
        try:
            self.dates = planned_dates(starts, ends=ends, rests_until=rests, reviews_on=reviews)
        except (BadInput, ProtocolRefused) as error:
            self.add_error(error.at if error.at in self.fields else None, said(error))


def plan_of(question: Mapping[str, str], dates: DatesForm) -> ProtocolPlanned:
    """The plan that the three pages make together."""
    preset = next(one for one in PRESETS if one.id == dates.cleaned_data["schedule"])
    measures = _measures(question["measure"])
    return ProtocolPlanned(
        question=question["question"],
        acts=Acts(question["acts"]),
        schedule=preset.schedule.id,
        schedule_version=preset.schedule.version,
        schedule_parameters=dict(preset.schedule.parameters),
        starts=dates.dates.starts,
        ends=dates.dates.ends,
        rests_until=dates.dates.rests_until,
        reviews_on=dates.dates.reviews_on,
        measures=measures,
        main_measure=question["measure"],
        smallest_change=Decimal(question["change"]),
    )


def expectancy_of(main: str, stated: Mapping[str, str]) -> ExpectancyStated:
    """What was expected of the main measure."""
    return ExpectancyStated(
        expected={main: int(stated["expected"])},
        credibility=int(stated["sure"]),
        hoped=stated.get("hoped") or None,
    )


def _measures(main: str) -> tuple[Measure, ...]:
    """The four rows of a day; sleep, where it is the question, takes the place of focus."""
    names = [row.id for row in DAILY_ROWS]
    if main not in names:
        names[-1] = main
    return tuple(Measure(id=name, higher_is_better=True) for name in names)


def _day_field(label: str, initial: date | None) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        initial=initial,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter the day like 2026-03-02.")},
    )
