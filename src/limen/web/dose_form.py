"""The fields of what was taken, and the entry that they make."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import cast

from django import forms
from django.utils.translation import gettext as _

from limen.diary.diary import Batch
from limen.journal.kinds.doses import AsPlanned, Context, DoseTaken, UnplannedWhy
from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput
from limen.terms.phrases import phrase
from limen.terms.units import Unit
from limen.web.forms import Chips, Choices, SentForm
from limen.web.refusals import said
from limen.web.visits import Here

_CONTEXT_WORDS = {
    Context.UNWELL: phrase("unwell"),
    Context.BAD_SLEEP: phrase("bad sleep"),
    Context.ALCOHOL: phrase("alcohol yesterday"),
    Context.UNUSUAL_DAY: phrase("unusual day"),
    Context.DRIVING: phrase("I need to drive"),
    Context.MEDICINE_NEW: phrase("new medicine"),
}
_WHY_WORDS = {
    UnplannedWhy.WANTED: phrase("I wanted to"),
    UnplannedWhy.LOW_MOOD: phrase("I felt low"),
    UnplannedWhy.OCCASION: phrase("an occasion"),
    UnplannedWhy.OTHER: phrase("something else"),
}


class DoseForm(SentForm):
    """Day, time, amount, unit and batch; the number is never filled in."""

    def __init__(self, at: Here, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.at = at
        self.batches = open_batches(at)
        self.is_planned = is_dose_day(at)
        days = ((at.today, _("Today")), (at.yesterday, _("Yesterday")))
        self.fields["day"] = forms.ChoiceField(
            label=_("Day"),
            choices=[(day.isoformat(), words) for day, words in days],
            initial=at.today.isoformat(),
            widget=Choices(),
            error_messages={"required": _("The time must be today or yesterday.")},
        )
        self.fields["time"] = forms.TimeField(
            label=_("Time"),
            initial=at.visit.at.astimezone(at.visit.zone.clock).strftime("%H:%M"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={
                "required": _("Enter the time like 08:12."),
                "invalid": _("Enter the time like 08:12."),
            },
        )
        self.fields["amount"] = amount_field()
        self.fields["unit"] = unit_field(self._last_unit())
        self.fields["batch"] = forms.ChoiceField(
            label=_("Batch"),
            choices=[(str(batch.id), batch.stated.name) for batch in self.batches],
            initial=str(self.batches[-1].id) if self.batches else None,
            error_messages={"required": _("Choose a batch.")},
        )
        if not self.is_planned:
            self.fields["why"] = forms.ChoiceField(
                label=_("It is not in the protocol. Why this day? (optional)"),
                required=False,
                choices=[(why.value, _(words)) for why, words in _WHY_WORDS.items()],
                widget=Choices(),
            )
        self.fields["context"] = forms.MultipleChoiceField(
            label=_("Anything different in the last 24 hours?"),
            help_text=_("Tap only what applies."),
            required=False,
            choices=[(context.value, _(words)) for context, words in _CONTEXT_WORDS.items()],
            widget=Chips(),
        )

    def clean(self) -> dict[str, object]:
        """Read the amount with its unit, in the form of its batch, and the moment."""
        cleaned = cast("dict[str, object]", super().clean() or {})
        if {"amount", "unit", "batch"} <= set(cleaned):
            try:
                self.amount = self.typed_first = self._amount(cleaned)
            except BadInput as error:
                self.add_error(error.at if error.at in self.fields else "amount", said(error))
        if {"day", "time"} <= set(cleaned):
            self._require_past(cleaned)
        return cleaned

    @property
    def batch(self) -> Batch:
        """The batch that was chosen."""
        return next(one for one in self.batches if str(one.id) == self.cleaned_data["batch"])

    @property
    def day(self) -> date:
        """The day that was chosen."""
        return date.fromisoformat(self.cleaned_data["day"])

    def entry(self, amount: Amount) -> DoseTaken:
        """What is recorded once no question about it is open."""
        why = self.cleaned_data.get("why")
        return DoseTaken(
            taken_at=self.taken_at,
            amount=amount,
            batch=self.batch.id,
            as_planned=AsPlanned.YES if self.is_planned else AsPlanned.NO,
            why=UnplannedWhy(why) if why else None,
            context=tuple(Context(one) for one in self.cleaned_data["context"]),
            slip_checked=True,
        )

    def _amount(self, cleaned: dict[str, object]) -> Amount:
        form = self.batch_named(str(cleaned["batch"])).stated.form
        return parse_amount(str(cleaned["amount"]), str(cleaned["unit"]), form.value)

    def batch_named(self, name: str) -> Batch:
        """One of the batches that may be chosen."""
        return next(one for one in self.batches if str(one.id) == name)

    def _require_past(self, cleaned: dict[str, object]) -> None:
        day = date.fromisoformat(str(cleaned["day"]))
        zone = self.at.visit.zone.clock
        self.taken_at = datetime.combine(day, cast("time", cleaned["time"]), tzinfo=zone)
        if self.taken_at > self.at.visit.at + timedelta(minutes=1):
            self.add_error("time", _("This time has not come yet."))
        self.taken_at = min(self.taken_at, self.at.visit.at)

    def _last_unit(self) -> Unit | None:
        amounts = [dose.stated.amount for dose in self.at.state.diary.doses if dose.stated.amount]
        return amounts[-1].unit if amounts else None


def amount_field() -> forms.CharField:
    """A number as a person types it."""
    said = _("Enter the amount as a number, like 0.1")
    return forms.CharField(
        label=_("Amount"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": said, "max_length": said},
    )


def unit_field(chosen: Unit | None) -> forms.ChoiceField:
    """A unit from the list; the last one used stands first in it."""
    return forms.ChoiceField(
        label=_("Unit"),
        choices=[("", _("Choose a unit")), *((unit.value, _(unit.word)) for unit in Unit)],
        initial=chosen.value if chosen else "",
        error_messages={"required": _("Choose a unit."), "invalid_choice": _("Choose a unit.")},
    )


def open_batches(at: Here) -> Sequence[Batch]:
    """The batches of which something is left."""
    return [batch for batch in at.state.diary.batches.values() if batch.closed_on is None]


def is_dose_day(at: Here) -> bool:
    """Whether a running plan expects a dose today."""
    return any(at.today in plan.dose_days for plan in at.state.protocols.each)
