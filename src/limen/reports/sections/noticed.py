"""The section about what was noticed: counts for amounts that were taken, and nothing beyond."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from limen.diary.diary import DoseEvent
from limen.journal.kinds.doses import Tested
from limen.reports.figures import NOT_THERE, Figure, OwnWords, Sentence, Table, Value
from limen.reports.figures_drawing import Shape, mark_rows
from limen.reports.practice_days import Practice
from limen.terms.amount import Amount
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId

FEWEST_ANSWERED = 8
"""So many answered days of one batch are needed before its counts are shown."""


def build(practice: Practice) -> tuple[Figure, ...]:
    """How often each amount was noticed, batch by batch, in the order of first use.

    Source: experience.md section 2.4.
    """
    groups = _grouped(practice)
    answered: dict[EventId | None, int] = {}
    for group in groups:
        answered[group.batch] = answered.get(group.batch, 0) + len(group.answers)
    shown = [group for group in groups if answered[group.batch] >= FEWEST_ANSWERED]
    if not any(answered.values()):
        return ()
    if not shown:
        return (_closed(practice, answered),)
    return (_open(practice, shown, [one for one in answered if answered[one] < FEWEST_ANSWERED]),)


@dataclass(slots=True)
class _Group:
    """Doses of one batch whose amounts lie within a tenth of each other."""

    batch: EventId | None
    lowest: Amount | None
    highest: Amount | None
    days: int = 0
    answers: list[Felt] = field(default_factory=list[Felt])

    def takes(self, dose: DoseEvent) -> bool:
        """Whether a dose belongs here; the group then reaches as far as its amount."""
        amount = dose.stated.amount
        if dose.stated.batch != self.batch:
            return False
        if amount is None or self.lowest is None or self.highest is None:
            return amount is self.lowest
        if (amount.unit, amount.form) != (self.lowest.unit, self.lowest.form):
            return False
        lowest = min(self.lowest, amount, key=lambda one: one.value)
        highest = max(self.highest, amount, key=lambda one: one.value)
        if highest.value * 10 > lowest.value * 11:
            return False
        self.lowest, self.highest = lowest, highest
        return True

    def add(self, dose: DoseEvent) -> None:
        """Count one more day, and its answer if there is one."""
        self.days += 1
        if dose.felt is not None:
            self.answers.append(dose.felt.felt)

    def count(self, felt: Felt) -> int:
        """How often this was the answer."""
        return self.answers.count(felt)

    @property
    def amount(self) -> Value:
        """The amount as it was written down, or from which to which."""
        if self.lowest is None or self.highest is None:
            return Sentence("no amount written down")
        if self.lowest.value == self.highest.value:
            return self.lowest
        return Sentence("%(low)s to %(high)s", {"low": self.lowest, "high": self.highest})


_SHAPES = {Felt.NO: Shape.RING, Felt.UNSURE: Shape.HALF, Felt.YES: Shape.TRIANGLE}
_LEGEND = (
    (Shape.RING, Sentence("not noticed")),
    (Shape.HALF, Sentence("not sure")),
    (Shape.TRIANGLE, Sentence("noticed")),
)
_TITLE = Sentence("What you noticed")


def _grouped(practice: Practice) -> list[_Group]:
    groups: list[_Group] = []
    for dose in practice.doses:
        group = next((one for one in groups if one.takes(dose)), None)
        if group is None:
            amount = dose.stated.amount
            group = _Group(dose.stated.batch, amount, amount)
            groups.append(group)
        group.add(dose)
    return groups


def _closed(practice: Practice, answered: dict[EventId | None, int]) -> Figure:
    head = (Sentence("Batch"), Sentence("answered days"))
    rows = tuple((_batch(practice, one), count) for one, count in answered.items())
    says = Sentence("We show this after 8 answered days with one batch.")
    return Figure("noticed", _TITLE, says, Table(head, rows))


def _open(
    practice: Practice, shown: Sequence[_Group], held_back: Sequence[EventId | None]
) -> Figure:
    head = (
        Sentence("Amount"),
        Sentence("batch"),
        Sentence("days"),
        Sentence("answered"),
        Sentence("noticed"),
        Sentence("not sure"),
    )
    rows = tuple(
        (
            group.amount,
            _batch(practice, group.batch),
            group.days,
            len(group.answers),
            group.count(Felt.YES),
            group.count(Felt.UNSURE),
        )
        for group in shown
    )
    most = max(shown, key=lambda group: len(group.answers))
    return Figure(
        id="noticed",
        title=_TITLE,
        says=_finding(practice, most),
        table=Table(head, rows),
        drawing=mark_rows(
            [(group.amount, [_SHAPES[one] for one in group.answers]) for group in shown],
            _LEGEND,
        ),
        notes=(
            *_about(practice, shown, held_back),
            Sentence(
                "You have no placebo days, so we cannot know how often you would have noticed "
                "something anyway."
            ),
            Sentence("This describes what you noticed. It is not an amount to aim for."),
        ),
    )


def _finding(practice: Practice, group: _Group) -> Sentence:
    values: dict[str, Value] = {
        "noticed": group.count(Felt.YES),
        "answered": len(group.answers),
        "amount": group.amount,
        "batch": _batch(practice, group.batch),
    }
    if group.batch is None:
        return Sentence(
            "You noticed it on %(noticed)d of %(answered)d answered days, with %(amount)s.", values
        )
    return Sentence(
        "You noticed it on %(noticed)d of %(answered)d answered days at %(amount)s from batch "
        "%(batch)s.",
        values,
    )


def _about(
    practice: Practice, shown: Sequence[_Group], held_back: Sequence[EventId | None]
) -> tuple[Sentence, ...]:
    notes: list[Sentence] = []
    for name in dict.fromkeys(group.batch for group in shown):
        batch = practice.diary.batches.get(name) if name else None
        if batch is not None and batch.stated.tested is not Tested.YES:
            values: dict[str, Value] = {"batch": OwnWords(batch.stated.name)}
            notes.append(Sentence("Batch %(batch)s: unknown strength.", values))
    for name in held_back:
        values = {"batch": _batch(practice, name)}
        notes.append(Sentence("Batch %(batch)s is shown after 8 answered days with it.", values))
    return tuple(notes)


def _batch(practice: Practice, name: EventId | None) -> Value:
    batch = practice.diary.batches.get(name) if name else None
    return OwnWords(batch.stated.name) if batch else NOT_THERE
